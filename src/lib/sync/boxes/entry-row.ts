/**
 * My entry of one box as it lies in the local store, and everything that can happen to it. Pure: what the store does in
 * one step is computed here. Tabs write it in my-entry.ts, the relay is asked in bring-entry.ts.
 */
import { newId } from '#lib/kernel/id.ts';
import type { Entry } from './entry-bytes.ts';
import { mergeItems, noItems, sameItem, sameItems, type Items } from './items.ts';

/** Why nothing more goes into the box: it was opened, or the relay does not know it. */
export type Closing = 'opened' | 'gone';

export interface EntryRow {
	readonly mark: string;
	/** Marks it had before it met the entry of another device. */
	readonly formerMarks: readonly string[];
	/** What its owner wants to have in the box. */
	readonly items: Items;
	/** What the relay is known to hold. */
	readonly held: Items | undefined;
	/** Of what it holds. */
	readonly etag: string | undefined;
	/** The relay's last recovery that this has been brought back after (`Policy.recovery`). */
	readonly recovery?: number;
	/** Went out and were not answered. */
	readonly sent: readonly Items[];
	readonly closed?: Closing;
	/** Of the opened box: what of mine was in it. */
	readonly counted?: Items;
	/** Ids of late items that their owner has dealt with. */
	readonly dealtWith?: readonly string[];
}

/** Unanswered versions that are remembered. */
const mostSent = 8;

const prefix = 'box/entry/';
export const entryRows = prefix;
export const entryKey = (box: string): string => prefix + box;
export const boxOfKey = (key: string): string => key.slice(prefix.length);

export function newRow(): EntryRow {
	return { mark: newId(16), formerMarks: [], items: noItems, held: undefined, etag: undefined, sent: [] };
}

export function parseRow(value: unknown): EntryRow | undefined {
	const row = value as Partial<EntryRow> | undefined;
	return typeof row?.mark === 'string' && row.items instanceof Map ? (row as EntryRow) : undefined;
}

/** The relay has exactly this, or there was never anything. */
export function isSettled({ items, held, etag }: EntryRow): boolean {
	return held && etag !== undefined ? sameItems(items, held) : items.size === 0;
}

/** A tab wants `items`; it had last seen `seen` in this row. */
export function written(row: EntryRow, seen: Items, items: Items): EntryRow {
	const merged = mergeItems(seen, items, row.items);
	return sameItems(merged, row.items) ? row : { ...row, items: merged };
}

export function goingOut(row: EntryRow): EntryRow {
	return { ...row, sent: [...row.sent, row.items].slice(-mostSent) };
}

/** The relay has confirmed this version. */
export function confirmed(row: EntryRow, items: Items, etag: string): EntryRow {
	return { ...row, held: items, etag, sent: [] };
}

/** The relay holds something else than was thought: another device of mine was there. */
export function met(row: EntryRow, { mark, items: theirs }: Entry, etag: string): EntryRow {
	const items = mergeItems(row.held ?? noItems, row.items, theirs, row.sent);
	const formerMarks = mark === row.mark ? row.formerMarks : [...row.formerMarks, row.mark];
	return { ...row, mark, formerMarks, items, held: theirs, etag };
}

/**
 * What the relay holds is nothing, or older than was thought. No device of mine does that (taking everything out leaves
 * an empty entry), so the relay has lost it, and nothing of mine may go because it is missing there.
 */
export function lost(row: EntryRow, recovery = row.recovery): EntryRow {
	return { ...row, held: undefined, etag: undefined, sent: [], ...(recovery !== undefined && { recovery }) };
}

/** Before it is compared with a relay that was put back from a backup: what is older there counts as lost. */
export function afterRecovery(row: EntryRow, recovery: number | undefined): EntryRow {
	return row.closed || recovery === undefined || recovery === row.recovery ? row : lost(row, recovery);
}

/**
 * Nothing more goes in; `counted` is what of mine was in it, if anything. What another device of mine had brought last is
 * taken over, so that only what is really missing there is late.
 */
export function closedAs(row: EntryRow, closed: Closing, counted?: Items): EntryRow {
	const { held = noItems, sent } = row;
	const items = counted ? mergeItems(held, row.items, counted, sent, 'mine') : row.items;
	return { ...row, closed, items, counted: counted ?? noItems, sent: [] };
}

export function isMarked(row: EntryRow, mark: string | undefined): boolean {
	return mark !== undefined && (mark === row.mark || row.formerMarks.includes(mark));
}

/** Items that did not make it into the box as they are here. */
export function lateItems({ items, closed, counted = noItems, dealtWith = [] }: EntryRow): Items {
	if (!closed) return noItems;
	return new Map([...items].filter(([id, item]) => !dealtWith.includes(id) && !sameItem(item, counted.get(id))));
}

/** Ids of items that were opened although they had been taken out here. */
export function notTakenOut({ items, closed, counted = noItems, dealtWith = [] }: EntryRow): readonly string[] {
	return closed ? [...counted.keys()].filter((id) => !items.has(id) && !dealtWith.includes(id)) : [];
}

export function dealtWith(row: EntryRow, ids: readonly string[]): EntryRow {
	return { ...row, dealtWith: [...new Set([...(row.dealtWith ?? []), ...ids])] };
}
