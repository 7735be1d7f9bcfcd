/**
 * Marks as the formatting attributes of a Y.XmlText. One mark of a type is stored under its name; several of one type
 * over the same text, which only unknown marks can be, under `name--hash`, as y-tiptap does: any eight characters do.
 */
import type { NoteMark } from './node-set.ts';

export function markAttributes(marks: readonly NoteMark[]): Readonly<Record<string, unknown>> {
	const attributes: Record<string, unknown> = {};
	for (const mark of marks) {
		const isAlone = marks.filter(({ type }) => type === mark.type).length === 1;
		// A name that looks as if it had a hash would lose its end when read.
		const key = isAlone && !/--[A-Za-z0-9+/=]{8}$/.test(mark.type) ? mark.type : `${mark.type}--${shortHash(mark)}`;
		attributes[key] = mark.attrs ?? {};
	}
	return attributes;
}

/** FNV-1a, 32 bits, as eight hexadecimal digits: enough to tell a handful of marks apart. */
function shortHash(mark: NoteMark): string {
	let hash = 0x811c9dc5;
	for (const unit of JSON.stringify(mark)) hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193) >>> 0;
	return hash.toString(16).padStart(8, '0');
}
