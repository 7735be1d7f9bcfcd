/**
 * A person's edit of a shared text, as they saw it: from `base` to `text`. Applied as the smallest splice, and, where
 * the text has moved on meanwhile, beside what others wrote: a stale copy merges, it never overwrites (SPEC.md [TEXT-1]).
 * All positions are UTF-16 code units; a surrogate pair is never cut.
 */
import type * as Y from 'yjs';

export interface TextChange {
	readonly base: string;
	readonly text: string;
}

/** `remove` code units at `at` give way to `insert`. */
export interface Splice {
	readonly at: number;
	readonly remove: number;
	readonly insert: string;
}

/** The smallest single splice that turns `from` into `to`; `undefined` when they are equal. */
export function spliceBetween(from: string, to: string): Splice | undefined {
	if (from === to) return undefined;
	const shorter = Math.min(from.length, to.length);
	let start = 0;
	while (start < shorter && from[start] === to[start]) start++;
	if (start > 0 && isHighSurrogate(from, start - 1)) start--;
	let end = 0;
	while (end < shorter - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end++;
	if (end > 0 && isLowSurrogate(from, from.length - end)) end--;
	return { at: start, remove: from.length - start - end, insert: to.slice(start, to.length - end) };
}

/** Applies the change to what the text is now. */
export function applyTextChange(shared: Y.Text, change: TextChange): void {
	const now = shared.toString();
	const mine = spliceBetween(change.base, change.text);
	if (!mine) return;
	const splice = now === change.base ? mine : rebase(mine, spliceBetween(change.base, now));
	if (splice.remove > 0) shared.delete(splice.at, Math.min(splice.remove, now.length - splice.at));
	if (splice.insert) shared.insert(Math.min(splice.at, shared.length), splice.insert);
}

/** Moves my splice past theirs. Where both changed the same place, theirs stays and my words are put behind it. */
function rebase(mine: Splice, theirs: Splice | undefined): Splice {
	if (!theirs) return mine;
	const shift = theirs.insert.length - theirs.remove;
	if (mine.at >= theirs.at + theirs.remove) return { ...mine, at: mine.at + shift };
	if (mine.at + mine.remove <= theirs.at) return mine;
	return { at: theirs.at + theirs.insert.length, remove: 0, insert: mine.insert };
}

const isHighSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;
const isLowSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00;
