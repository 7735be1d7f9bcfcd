/** What did not make it into its box, over all boxes: the list that asks its owner. */
import type { LateItem } from './boxes.ts';
import { lateItems, notTakenOut, type EntryRow } from './entry-row.ts';

/** The list `before` when nothing in it has changed. */
export function lateOf(
	entries: readonly { readonly box: string; readonly row: EntryRow }[],
	before: readonly LateItem[]
): readonly LateItem[] {
	const late = entries.flatMap(({ box, row }) => lateIn(box, row));
	return JSON.stringify(late) === JSON.stringify(before) ? before : Object.freeze(late);
}

function lateIn(box: string, row: EntryRow): readonly LateItem[] {
	if (!row.closed) return [];
	const why = row.closed;
	const items = [...lateItems(row)].map(([id, item]): LateItem => ({ box, id, item, why }));
	return [...items, ...notTakenOut(row).map((id): LateItem => ({ box, id, why }))];
}
