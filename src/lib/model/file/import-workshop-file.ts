/**
 * A parsed workshop file into fresh documents, one transaction each. Cannot fail: parse-workshop-file.ts has checked
 * everything. People and pictures are no part of documents; they are handed back for whoever keeps them.
 */
import type * as Y from 'yjs';
import { assert } from '#lib/kernel/assert.ts';
import { parseId, type WorkshopId } from '#lib/kernel/id.ts';
import { orderKeyBetween } from '#lib/kernel/order-key.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Documents } from '../documents.ts';
import { normaliseNote, writeNote, type NoteJson } from '../rich-text.ts';
import type { Fields, ValuesOf } from '../schema/record.ts';
import { noteRoot } from '../tables/table.ts';
import { boardDocument } from '../workshop.ts';
import { fileRecords, keptInBoard, type FileRecord } from './file-records.ts';
import { fileShape } from './file-shapes.ts';
import { importedIds, type IdNames } from './id-names.ts';
import { keepParts, without } from './kept-parts.ts';
import { valuesFrom } from './record-mapping.ts';
import type { FileAttachment, FileMeeting, FilePerson, WorkshopFile } from './workshop-file.ts';

export interface ImportedWorkshop {
	/** As in the file, unknown fields included. */
	readonly people: readonly FilePerson[];
	readonly files: readonly FileAttachment[];
}

/** Origin of the transactions an import makes; none of them can be undone. */
export class ImportOrigin {
	readonly by = 'import';
}

/** The id the file's workshop had, if it can have it again: the caller knows whether this device has it already. */
export function workshopIdIn(file: WorkshopFile): WorkshopId | undefined {
	return parseId<'workshop'>(file.workshop.id);
}

/**
 * Fills `documents`, which must be new, as the workshop `id`. Asynchronous because of the Markdown parser, which is
 * loaded only when a note needs it; the writing itself happens in one task.
 */
export async function importWorkshopFile(
	file: WorkshopFile,
	id: WorkshopId,
	documents: Documents,
	random: () => number = Math.random
): Promise<ImportedWorkshop> {
	const notes = await readNotes(file);
	const ids = importedIds(recordIds(file));
	const origin = new ImportOrigin();
	const into = (name: DocumentName, write: (create: Creator, doc: Y.Doc) => void) => {
		const { doc } = documents.open(name);
		doc.transact(() => write(creator(doc, ids, random), doc), origin);
	};
	assert(documents.open('stage').doc.getMap('workshop').size === 0, 'a file is imported into new documents');
	into('stage', (create, doc) => fillStage(file, id, create, doc));
	into('plan', (create, doc) => {
		const { measures = [], decisions = [], ...others } = file.plan ?? {};
		create(fileRecords.measure, measures);
		create(fileRecords.decision, decisions);
		keepParts(doc, others);
	});
	for (const meeting of file.meetings ?? []) {
		into(boardDocument(ids.inRecords(meeting.id)), (create, doc) => fillBoard(meeting, notes, ids, create, doc));
	}
	const people = (file.participants ?? []).map((person) =>
		person.perspective === undefined ? person : { ...person, perspective: ids.inRecords(person.perspective) }
	);
	return { people, files: file.files ?? [] };
}

function fillStage(file: WorkshopFile, id: WorkshopId, create: Creator, doc: Y.Doc): void {
	create(fileRecords.workshop, [{ ...file.workshop, id }]);
	create(fileRecords.perspective, file.workshop.perspectives ?? []);
	create(fileRecords.meeting, file.meetings ?? []);
	for (const meeting of file.meetings ?? []) {
		create(fileRecords.section, meeting.sections ?? [], meeting.id);
		create(fileRecords.table, meeting.tables ?? [], meeting.id);
	}
	keepParts(doc, without(file, Object.keys(fileShape)));
}

function fillBoard(
	meeting: FileMeeting,
	notes: ReadonlyMap<string, NoteJson>,
	ids: IdNames,
	create: Creator,
	doc: Y.Doc
): void {
	create(fileRecords.cluster, meeting.clusters ?? []);
	create(fileRecords.card, meeting.cards ?? []);
	for (const table of meeting.tables ?? []) {
		const note = notes.get(table.id);
		if (note?.content) writeNote(doc.getXmlFragment(noteRoot(ids.inRecords(table.id))), note);
	}
	for (const part of keptInBoard) if (meeting[part]) keepParts(doc, { [part]: meeting[part] });
}

type Creator = <F extends Fields>(
	kind: FileRecord<F>,
	objects: readonly { readonly id?: string }[],
	meeting?: string
) => void;

/** Creates records in the order of the file. */
function creator(doc: Y.Doc, ids: IdNames, random: () => number): Creator {
	const lastOrders = new Map<string, string>();
	return (kind, objects, meeting) => {
		const { collection, fields } = kind.definition;
		for (const object of objects) {
			const order = orderKeyBetween(lastOrders.get(collection), undefined, random);
			lastOrders.set(collection, order);
			const said = {
				...('order' in fields && { order }),
				...(meeting !== undefined && { meeting: ids.inRecords(meeting) })
			};
			const values = { ...valuesFrom(kind, object as Readonly<Record<string, unknown>>, ids), ...said };
			kind.definition.create(doc.getMap(collection), ids.inRecords(object.id ?? ''), values as ValuesOf<typeof fields>);
		}
	};
}

async function readNotes(file: WorkshopFile): Promise<ReadonlyMap<string, NoteJson>> {
	const tables = (file.meetings ?? [])
		.flatMap((meeting) => meeting.tables ?? [])
		.filter(({ note }) => note !== undefined);
	const isMarkdown = tables.some(({ note }) => typeof note === 'string');
	const markdown = isMarkdown ? await import('../rich-text/markdown.ts') : undefined;
	const read = (note: unknown) =>
		typeof note === 'string' && markdown ? markdown.markdownToNote(note) : normaliseNote(note);
	return new Map(tables.map(({ id, note }) => [id, read(note)]));
}

/** Every id that becomes the key of a record. */
function recordIds(file: WorkshopFile): readonly string[] {
	const { meetings = [], plan = {}, workshop } = file;
	const inMeetings = meetings.flatMap((meeting) => [
		[meeting],
		...[meeting.sections, meeting.tables, meeting.clusters, meeting.cards]
	]);
	const lists = [workshop.perspectives, plan.measures, plan.decisions, ...inMeetings];
	return lists.flatMap((list) => (list ?? []).map(({ id }) => id));
}
