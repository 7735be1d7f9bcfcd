/**
 * The one form every note is brought into before anything looks at it, whether it comes out of a document or a file:
 * equal notes are equal JSON. Cleans attributes and marks; the structure is left alone (see normalise-note.ts).
 */
import type { Json } from '../schema/record.ts';
import { linkTarget, noteMarks, noteNodes, type NoteMark, type NoteNode } from './node-set.ts';

/** Nodes nested deeper than this are read as text: nobody writes that, and recursion has an end. */
export const deepestRead = 200;

const unsafeKeys = new Set(['__proto__', 'constructor', 'prototype']);

export function element(type: string, attrs: Record<string, unknown>, content: readonly NoteNode[]): NoteNode {
	const cleaned = cleanAttributes(attrs, Object.hasOwn(noteNodes, type) ? noteNodes[type]?.attrs : undefined);
	return { type, ...(cleaned && { attrs: cleaned }), ...(content.length > 0 && { content: joinTexts(content) }) };
}

export function textNode(text: string, marks: readonly NoteMark[] = []): NoteNode {
	return { type: 'text', text: text.toWellFormed(), ...(marks.length > 0 && { marks: sortMarks(marks) }) };
}

/** A mark as it may be used; `undefined` for links that lead to no web or mail address. */
export function cleanMark(type: string, attrs: unknown): NoteMark | undefined {
	if (unsafeKeys.has(type) || type === '') return undefined;
	const cleaned = isPlainObject(attrs) ? cleanAttributes(attrs) : undefined;
	if (type === 'link' && linkTarget(cleaned?.href) === undefined) return undefined;
	return { type, ...(cleaned && { attrs: cleaned }) };
}

/** Neighbouring texts with the same marks become one; empty ones go. */
export function joinTexts(nodes: readonly NoteNode[]): readonly NoteNode[] {
	const joined: NoteNode[] = [];
	for (const node of nodes) {
		const last = joined.at(-1);
		if (node.text === '') continue;
		if (node.text !== undefined && last?.text !== undefined && sameJson(last.marks, node.marks)) {
			joined[joined.length - 1] = { ...last, text: last.text + node.text };
		} else joined.push(node);
	}
	return joined;
}

/** Equality of canonical values. */
export function sameJson(a: unknown, b: unknown): boolean {
	return a === b || JSON.stringify(a) === JSON.stringify(b);
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

function cleanAttributes(
	attrs: Record<string, unknown>,
	known: Readonly<Record<string, (stored: Json) => Json | undefined>> = {}
): Readonly<Record<string, Json>> | undefined {
	const cleaned: Record<string, Json> = {};
	for (const key of Object.keys(attrs).sort()) {
		const value = plainJson(attrs[key]);
		if (value === undefined || value === null || unsafeKeys.has(key)) continue;
		const usable = Object.hasOwn(known, key) ? known[key]?.(value) : value;
		if (usable !== undefined) cleaned[key] = usable;
	}
	return Object.keys(cleaned).length > 0 ? cleaned : undefined;
}

/** A JSON value with sorted keys; what cannot be said in JSON is left out. */
function plainJson(value: unknown, depth = 0): Json | undefined {
	if (value === null || typeof value === 'boolean') return value;
	if (typeof value === 'string') return value.toWellFormed();
	if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined;
	if (depth > deepestRead) return undefined;
	if (Array.isArray(value)) return value.map((item) => plainJson(item, depth + 1) ?? null);
	if (!isPlainObject(value)) return undefined;
	const object: Record<string, Json> = {};
	for (const key of Object.keys(value).sort()) {
		const inner = plainJson(value[key], depth + 1);
		if (inner !== undefined && !unsafeKeys.has(key)) object[key] = inner;
	}
	return object;
}

const rank = (mark: NoteMark) => {
	const at = (noteMarks as readonly string[]).indexOf(mark.type);
	return at < 0 ? noteMarks.length : at;
};

/** Unknown marks may lie over themselves; of a known type only the first counts. */
function sortMarks(marks: readonly NoteMark[]): readonly NoteMark[] {
	const distinct = new Map<string, NoteMark>();
	for (const mark of marks) {
		const key = rank(mark) < noteMarks.length ? mark.type : JSON.stringify(mark);
		if (!distinct.has(key)) distinct.set(key, mark);
	}
	const text = (mark: NoteMark) => JSON.stringify(mark);
	return [...distinct.values()].sort((a, b) => rank(a) - rank(b) || (text(a) < text(b) ? -1 : 1));
}
