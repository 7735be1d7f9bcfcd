/**
 * What an entry of a sealed box consists of: items by id (draft cards, the points of a ballot). Pure; how two devices of
 * one person meet is decided here (SPEC.md [BOXES-3]), the bytes are in entry-bytes.ts.
 */
import type { Json } from '#lib/model/schema/record.ts';

/** Item by id. Ids are chosen by the feature and unique within the entry. */
export type Items = ReadonlyMap<string, Json>;

export const noItems: Items = new Map();

/**
 * Brings what I want (`mine`) and what is there (`theirs`) together; `base` is what was there when I last looked. What
 * one side has added or changed stays, what one side has taken out unchanged goes. An item that both have changed stays
 * twice, the second under an id made of its content, so that every device decides the same.
 *
 * @param both what becomes of an item that both have changed
 * @param sent versions of mine that went out without an answer: finding one of them there is no news
 */
export function mergeItems(
	base: Items,
	mine: Items,
	theirs: Items,
	sent: readonly Items[] = [],
	both: 'twice' | 'mine' = 'twice'
): Items {
	const merged = new Map<string, Json>();
	for (const id of new Set([...theirs.keys(), ...mine.keys()])) {
		const [before, own, other] = [base.get(id), mine.get(id), theirs.get(id)];
		const known =
			sameItem(other, before) || sent.some((items) => other !== undefined && sameItem(other, items.get(id)));
		if (known || sameItem(own, other)) set(merged, id, own);
		else if (sameItem(own, before)) set(merged, id, other);
		else if (own === undefined || other === undefined) set(merged, id, own ?? other);
		else if (both === 'mine') set(merged, id, own);
		else keepBoth(merged, id, own, other);
	}
	return merged;
}

export function sameItems(a: Items, b: Items): boolean {
	return a.size === b.size && [...a].every(([id, item]) => sameItem(item, b.get(id)));
}

/** Equal as JSON, in whatever order the fields stand. */
export function sameItem(a: Json | undefined, b: Json | undefined): boolean {
	return a === b || (a !== undefined && b !== undefined && sorted(a) === sorted(b));
}

/** JSON with sorted fields: equal values give equal text. */
export function sorted(item: Json): string {
	return JSON.stringify(item, (_key, value: unknown) =>
		typeof value === 'object' && value !== null && !Array.isArray(value)
			? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
			: value
	);
}

function set(items: Map<string, Json>, id: string, item: Json | undefined): void {
	if (item !== undefined) items.set(id, item);
}

function keepBoth(merged: Map<string, Json>, id: string, own: Json, other: Json): void {
	const [first, second] = sorted(own) < sorted(other) ? [own, other] : [other, own];
	merged.set(id, first);
	merged.set(`${id}~${shortHash(sorted(second))}`, second);
}

/** FNV-1a: tells versions of one item apart, nothing more. */
function shortHash(text: string): string {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return (hash >>> 0).toString(36);
}
