/**
 * Writes a note into its document, in the storage form that read-note.ts describes, as the smallest change we can find:
 * leading and trailing blocks that are the same stay untouched, a changed text is edited in place, so that the carets
 * and the simultaneous edits of others survive.
 */
import * as Y from 'yjs';
import { spliceBetween } from '../text-change.ts';
import { joinTexts, sameJson } from './canonical.ts';
import { markAttributes } from './mark-attributes.ts';
import { isKnownNote, type NoteJson, type NoteNode } from './node-set.ts';
import { normaliseNote } from './normalise-note.ts';
import { readChild, readMark, readNote, stretches, type Stretch } from './read-note.ts';

/** A child to be: an element, or texts that lie side by side and share one Y.XmlText. */
type Target = NoteNode | readonly NoteNode[];

/** Brings the fragment to say exactly `note` (normalised). The fragment must belong to a document. */
export function writeNote(fragment: Y.XmlFragment, note: NoteJson): void {
	const { content = [] } = normaliseNote(note);
	const write = () => writeChildren(fragment, content);
	if (fragment.doc) fragment.doc.transact(write);
	else write();
}

/**
 * Makes a stored note fit for the editor, which deletes what does not fit its schema. Says `false` and changes nothing
 * when the note has parts this build does not know: then it is to be shown as text.
 */
export function mendNote(fragment: Y.XmlFragment): boolean {
	const note = readNote(fragment);
	if (!isKnownNote(note)) return false;
	const mended = normaliseNote(note);
	if (!sameJson(note, mended)) writeNote(fragment, mended);
	return true;
}

function writeChildren(parent: Y.XmlFragment, content: readonly NoteNode[]): void {
	const targets = grouped(content);
	const stored = parent.toArray() as unknown[];
	const shorter = Math.min(stored.length, targets.length);
	let start = 0;
	while (start < shorter && says(stored[start], targets[start]!)) start++;
	let end = 0;
	while (end < shorter - start && says(stored.at(-1 - end), targets.at(-1 - end)!)) end++;
	const before = stored.slice(start, stored.length - end);
	const after = targets.slice(start, targets.length - end);
	if (before.length === 1 && after.length === 0 && before[0] instanceof Y.XmlText) {
		// As y-tiptap does: what another person is just typing into this text survives.
		before[0].delete(0, before[0].length);
		return;
	}
	const pairs = Math.min(before.length, after.length);
	for (let i = 0; i < pairs; i++) {
		if (!updateChild(before[i], after[i]!)) replaceChild(parent, start + i, after[i]!);
	}
	if (before.length > pairs) parent.delete(start + pairs, before.length - pairs);
	if (after.length > pairs) parent.insert(start + pairs, after.slice(pairs).map(create));
}

function grouped(content: readonly NoteNode[]): readonly Target[] {
	const targets: (NoteNode | NoteNode[])[] = [];
	for (const node of content) {
		const last = targets.at(-1);
		if (node.text === undefined) targets.push(node);
		else if (Array.isArray(last)) last.push(node);
		else targets.push([node]);
	}
	return targets;
}

function says(stored: unknown, target: Target): boolean {
	return sameJson(joinTexts(readChild(stored)), isTexts(target) ? target : [target]);
}

function updateChild(stored: unknown, target: Target): boolean {
	if (isTexts(target)) return stored instanceof Y.XmlText && updateText(stored, target);
	if (!(stored instanceof Y.XmlElement) || stored.nodeName !== target.type) return false;
	updateAttributes(stored, target.attrs ?? {});
	writeChildren(stored, target.content ?? []);
	return true;
}

function updateAttributes(stored: Y.XmlElement, attrs: NonNullable<NoteNode['attrs']>): void {
	const now = stored.getAttributes() as Record<string, unknown>;
	for (const key of Object.keys(now)) if (!Object.hasOwn(attrs, key)) stored.removeAttribute(key);
	for (const [key, value] of Object.entries(attrs)) if (!sameJson(now[key], value)) setAttribute(stored, key, value);
}

function updateText(stored: Y.XmlText, target: readonly NoteNode[]): boolean {
	const now = stretches(stored);
	if (now.includes('embedded')) return false;
	const wanted = target.map((node) => node.text).join('');
	const splice = spliceBetween((now as Stretch[]).map(({ text }) => text).join(''), wanted);
	if (splice && splice.remove > 0) stored.delete(splice.at, splice.remove);
	if (splice?.insert) stored.insert(splice.at, splice.insert);
	let at = 0;
	for (const node of target) {
		const length = node.text?.length ?? 0;
		reformat(stored, at, length, node);
		at += length;
	}
	return true;
}

/** Gives a range the marks of `node`, touching only stretches that have others. */
function reformat(stored: Y.XmlText, from: number, length: number, node: NoteNode): void {
	const wanted = markAttributes(node.marks ?? []);
	let at = 0;
	for (const stretch of stretches(stored) as Stretch[]) {
		const start = Math.max(at, from);
		const end = Math.min(at + stretch.text.length, from + length);
		at += stretch.text.length;
		const change = start < end ? formatChange(stretch.attributes, wanted, node) : {};
		if (Object.keys(change).length > 0) stored.format(start, end - start, change);
	}
}

function formatChange(
	now: Stretch['attributes'],
	wanted: Stretch['attributes'],
	node: NoteNode
): Record<string, unknown> {
	const change: Record<string, unknown> = {};
	const met = new Set<string>();
	for (const [key, value] of Object.entries(now)) {
		const mark = readMark(key, value);
		const isWanted = mark && (node.marks ?? []).some((other) => sameJson(other, mark));
		if (isWanted) met.add(JSON.stringify(mark));
		else change[key] = null;
	}
	for (const [key, value] of Object.entries(wanted)) {
		if (!met.has(JSON.stringify(readMark(key, value)))) change[key] = value;
	}
	return change;
}

function replaceChild(parent: Y.XmlFragment, at: number, target: Target): void {
	parent.delete(at, 1);
	parent.insert(at, [create(target)]);
}

function create(target: Target): Y.XmlElement | Y.XmlText {
	if (isTexts(target)) {
		const text = new Y.XmlText();
		text.applyDelta(target.map((node) => ({ insert: node.text, attributes: markAttributes(node.marks ?? []) })));
		return text;
	}
	const element = new Y.XmlElement(target.type);
	for (const [key, value] of Object.entries(target.attrs ?? {})) setAttribute(element, key, value);
	element.insert(0, grouped(target.content ?? []).map(create));
	return element;
}

function isTexts(target: Target): target is readonly NoteNode[] {
	return Array.isArray(target);
}

/** Yjs types attributes as strings; y-tiptap stores any JSON in them, and so do we. */
function setAttribute(element: Y.XmlElement, key: string, value: unknown): void {
	element.setAttribute(key, value as string);
}
