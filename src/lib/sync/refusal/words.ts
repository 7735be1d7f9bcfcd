/**
 * What words a refusal would take away: compares the document as this person saw it with the one built without the
 * refused rows. Notes are compared by their blocks, other shared texts by what was inserted (SPEC.md [REFUSE-4]).
 */
import * as Y from 'yjs';
import { noteText, readNote, type NoteJson } from '#lib/model/rich-text.ts';
import type { Json } from '#lib/model/schema/record.ts';
import { spliceBetween } from '#lib/model/text-change.ts';

const notePrefix = 'note/';

export interface NoteChange {
	readonly table: string;
	/** The note as this person saw it. */
	readonly mine: NoteJson;
	/** Blocks of it that the new document does not have in this form. */
	readonly blocks: readonly Json[];
	readonly text: string;
}

export function noteFragment(doc: Y.Doc, table: string): Y.XmlFragment {
	return doc.getXmlFragment(notePrefix + table);
}

export function changedNotes(seen: Y.Doc, now: Y.Doc): readonly NoteChange[] {
	return [...seen.share.keys()]
		.filter((root) => root.startsWith(notePrefix))
		.flatMap((root) => {
			const table = root.slice(notePrefix.length);
			const mine = readNote(noteFragment(seen, table));
			const theirs = new Set(readNote(noteFragment(now, table)).content?.map((block) => JSON.stringify(block)));
			const blocks = (mine.content ?? []).filter((block) => !theirs.has(JSON.stringify(block)));
			const text = noteText({ ...mine, content: blocks }).trim();
			return blocks.length > 0 && text !== '' ? [{ table, mine, blocks: blocks as unknown as Json[], text }] : [];
		});
}

/**
 * Passages of shared texts that this person saw and the new document has not.
 * @param compare what counts as not missing, where the new document lacks more than what was refused
 */
export function missingWords(seen: Y.Doc, now: Y.Doc, compare = now): readonly string[] {
	const there = sharedTexts(now);
	const texts = sharedTexts(compare);
	return [...sharedTexts(seen)].flatMap(([path, text]) => {
		if (there.get(path) === text) return [];
		const inserted = spliceBetween(texts.get(path) ?? '', text)?.insert.trim();
		return inserted ? [inserted] : [];
	});
}

/** Every Y.Text in the records of a document, by its place. */
function sharedTexts(doc: Y.Doc): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	for (const [root, type] of doc.share) {
		if (root.startsWith(notePrefix) || !(type instanceof Y.Map || type.constructor === Y.AbstractType)) continue;
		for (const [id, record] of doc.getMap(root)) {
			if (!(record instanceof Y.Map)) continue;
			for (const [field, value] of record) {
				if (value instanceof Y.Text) texts.set(`${root}/${id}/${field}`, value.toString());
			}
		}
	}
	return texts;
}
