/**
 * A workshop as a file. Reads the records themselves, not a snapshot, because the file also says what this build only
 * keeps. The same documents give the same bytes on every device, and every file can be imported again.
 */
import type { Person } from '#lib/protocol/messages.ts';
import { readNote } from '../rich-text.ts';
import type { MeetingRecord } from '../workshop/meeting.ts';
import type { Workshop } from '../workshop.ts';
import { prunedJson } from './clean-json.ts';
import { fileRecords } from './file-records.ts';
import { fileShape, personShape, planShape } from './file-shapes.ts';
import { exportedIds, type IdNames } from './id-names.ts';
import { makeImportable } from './importable.ts';
import { keptParts, without } from './kept-parts.ts';
import { objectFrom } from './record-mapping.ts';
import {
	workshopFileFormat,
	workshopFileVersion,
	type FileAttachment,
	type FilePerson,
	type WorkshopFile
} from './workshop-file.ts';

type FileObject = Record<string, unknown>;

/** An open workshop, as much of it as a copy needs. */
export interface Copyable {
	readonly workshop: Workshop;
	/** Everybody as they are called now. */
	readonly people: readonly Person[];
	/** What came with an earlier file and is not in the documents. */
	imported(): Promise<{ readonly people: readonly FilePerson[]; readonly files: readonly FileAttachment[] }>;
}

/** The whole workshop as a file. What a person brought along from a file stays with them; who was removed is left out. */
export async function copyOfWorkshop(open: Copyable): Promise<WorkshopFile> {
	const parts = await open.imported();
	const known = new Map(parts.people.map((person) => [person.id, person]));
	const named = open.people.map((person) => ({ ...known.get(person.id), ...person }));
	return exportWorkshopFile(open.workshop, named, parts.files);
}

export function exportWorkshopFile(
	workshop: Workshop,
	people: readonly (Person | FilePerson)[] = [],
	files: readonly FileAttachment[] = []
): WorkshopFile {
	const ids = exportedIds(allRecords(workshop));
	const stage = keptParts(workshop.documents.open('stage').doc);
	const file = {
		format: workshopFileFormat,
		version: workshopFileVersion,
		workshop: aboutObject(workshop, ids),
		participants: people.map((person) => personObject(person, ids)),
		meetings: workshop.meetings.all().map((meeting) => meetingObject(workshop, meeting, ids)),
		plan: planObject(workshop, ids),
		files,
		...without(stage, Object.keys(fileShape))
	};
	// A fresh copy: from here on nothing is shared with the documents.
	const fresh = prunedJson(file) as FileObject;
	makeImportable(fresh, fileShape);
	return fresh as unknown as WorkshopFile;
}

/** The text of the file: UTF-8, tabs, a line break at the end. */
export function workshopFileText(file: WorkshopFile): string {
	return `${JSON.stringify(file, undefined, '\t')}\n`;
}

function aboutObject(workshop: Workshop, ids: IdNames): FileObject {
	const perspectives = workshop.perspectives.all().map((record) => objectFrom(fileRecords.perspective, record, ids));
	const about = workshop.about.get(workshop.id);
	return about
		? objectFrom(fileRecords.workshop, about, ids, { perspectives })
		: { id: workshop.id, title: '', perspectives };
}

function personObject(person: Person | FilePerson, ids: IdNames): FileObject {
	const { perspective, ...others } = person as FileObject & FilePerson;
	const translated: FileObject = {
		...others,
		...(perspective !== undefined && { perspective: ids.inFile(perspective) })
	};
	// Whether somebody waits for a yes belongs to the relay, not to the workshop.
	delete translated.waiting;
	return inOrder(translated, Object.keys(personShape));
}

function meetingObject(workshop: Workshop, meeting: MeetingRecord, ids: IdNames): FileObject {
	const { handle, cards, clusters, note } = workshop.board(meeting.id);
	const here = (record: { readonly meeting?: string }) => record.meeting === meeting.id;
	return objectFrom(fileRecords.meeting, meeting, ids, {
		...keptParts(handle.doc),
		sections: workshop.sections
			.all()
			.filter(here)
			.map((record) => objectFrom(fileRecords.section, record, ids)),
		tables: workshop.tables
			.all()
			.filter(here)
			.map((record) => {
				const written = readNote(note(record.id));
				return objectFrom(fileRecords.table, record, ids, { note: written.content && written });
			}),
		clusters: clusters.all().map((record) => objectFrom(fileRecords.cluster, record, ids)),
		cards: cards.all().map((record) => objectFrom(fileRecords.card, record, ids))
	});
}

function planObject(workshop: Workshop, ids: IdNames): FileObject {
	const parts: FileObject = {
		...keptParts(workshop.documents.open('plan').doc),
		decisions: workshop.decisions.all().map((record) => objectFrom(fileRecords.decision, record, ids)),
		measures: workshop.measures.all().map((record) => objectFrom(fileRecords.measure, record, ids))
	};
	return inOrder(parts, Object.keys(planShape));
}

/** Known fields in their order, then the others by name. */
function inOrder(object: FileObject, known: readonly string[]): FileObject {
	const others = Object.keys(object).filter((name) => !known.includes(name));
	const names = [...known.filter((name) => object[name] !== undefined), ...others.sort()];
	return Object.fromEntries(names.map((name) => [name, object[name]]));
}

function allRecords(workshop: Workshop) {
	const boards = workshop.meetings.all().flatMap(({ id }) => {
		const { cards, clusters } = workshop.board(id);
		return [...cards.all(), ...clusters.all()];
	});
	const { perspectives, meetings, sections, tables, measures, decisions } = workshop;
	return [perspectives, meetings, sections, tables, measures, decisions]
		.flatMap((list) => list.all() as readonly Kept[])
		.concat(boards);
}

interface Kept {
	readonly id: string;
	readonly kept: Readonly<Record<string, unknown>>;
}
