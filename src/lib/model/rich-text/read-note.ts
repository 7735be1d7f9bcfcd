/**
 * Reads a note out of its document, in the storage form of y-prosemirror and its descendant y-tiptap 3: nodes are
 * Y.XmlElements with attributes, a stretch of text is a Y.XmlText whose formatting attributes are the marks. A mark that
 * may lie over itself is stored as `name--hash`. Never throws: the other side may be older, newer or hostile.
 */
import * as Y from 'yjs';
import { cleanMark, deepestRead, element, joinTexts, textNode } from './canonical.ts';
import type { NoteJson, NoteMark, NoteNode } from './node-set.ts';

export function readNote(fragment: Y.XmlFragment): NoteJson {
	const content = readChildren(fragment, 0);
	return { type: 'doc', ...(content.length > 0 && { content }) };
}

/** What one stored child says: an element one node, a text as many as it has changes of marks. */
export function readChild(child: unknown, depth = 0): readonly NoteNode[] {
	if (child instanceof Y.XmlText) return readText(child);
	if (child instanceof Y.XmlElement) return [readElement(child, depth)];
	// Y.XmlHook and whatever comes next: unknown, so that no editor is bound to it.
	return [element('unknown', {}, [])];
}

/** The canonical mark behind a formatting attribute. */
export function readMark(key: string, value: unknown): NoteMark | undefined {
	return value === null ? undefined : cleanMark(key.replace(/--[A-Za-z0-9+/=]{8}$/, ''), value);
}

export interface Stretch {
	readonly text: string;
	readonly attributes: Readonly<Record<string, unknown>>;
}

/** Text with its formatting attributes; things embedded in a text have no place in a note and count as one object. */
export function stretches(text: Y.XmlText): readonly (Stretch | 'embedded')[] {
	return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).map(
		({ insert, attributes }) =>
			typeof insert === 'string' ? { text: insert, attributes: attributes ?? {} } : 'embedded'
	);
}

function readChildren(parent: Y.XmlFragment, depth: number): readonly NoteNode[] {
	return joinTexts((parent.toArray() as unknown[]).flatMap((child) => readChild(child, depth)));
}

function readElement(stored: Y.XmlElement, depth: number): NoteNode {
	const name: unknown = stored.nodeName;
	// These names mean something else in the JSON: kept visible, never taken for it.
	const isOrdinary = typeof name === 'string' && name !== '' && name !== 'text' && name !== 'doc';
	const type = isOrdinary ? name : 'unknown';
	if (depth >= deepestRead) return element(type, {}, [textNode(plainText(stored))]);
	return element(type, stored.getAttributes() as Record<string, unknown>, readChildren(stored, depth + 1));
}

function readText(stored: Y.XmlText): readonly NoteNode[] {
	return stretches(stored).map((stretch) => {
		if (stretch === 'embedded') return element('unknown', {}, []);
		const marks = Object.entries(stretch.attributes).map(([key, value]) => readMark(key, value));
		return textNode(
			stretch.text,
			marks.filter((mark) => mark !== undefined)
		);
	});
}

/** All words below an element that lies too deep, without recursion. */
function plainText(stored: Y.XmlElement): string {
	const words: string[] = [];
	const waiting: unknown[] = [stored];
	while (waiting.length > 0) {
		const next = waiting.pop();
		if (next instanceof Y.XmlText) words.push(...stretches(next).map((part) => (part === 'embedded' ? '' : part.text)));
		else if (next instanceof Y.XmlElement) waiting.push(...(next.toArray() as unknown[]).toReversed());
	}
	return words.join(' ');
}
