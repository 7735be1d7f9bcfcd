import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '#lib/model/schema/record.ts';
import { mergeItems, noItems, sameItems, type Items } from './items.ts';

const items = (record: Record<string, Json>): Items => new Map(Object.entries(record));
const asObject = (merged: Items) => Object.fromEntries(merged);

describe('bringing two devices of one person together', () => {
	test('[BOXES-3] keeps what each has added and changed, and takes out what one has taken out', () => {
		const base = items({ a: 'a', b: 'b', c: 'c' });
		const mine = items({ a: 'a!', c: 'c', d: 'd' });
		const theirs = items({ a: 'a', b: 'b', e: 'e' });
		expect(asObject(mergeItems(base, mine, theirs))).toEqual({ a: 'a!', d: 'd', e: 'e' });
	});

	test('[BOXES-3] keeps both words when both have changed the same item, the same way on both devices', () => {
		const base = items({ a: { text: 'vorher' } });
		const [left, right] = [items({ a: { text: 'links' } }), items({ a: { text: 'rechts' } })];
		const merged = mergeItems(base, left, right);
		expect([...merged.values()]).toEqual([{ text: 'links' }, { text: 'rechts' }]);
		expect(merged.has('a')).toBe(true);
		expect(sameItems(merged, mergeItems(base, right, left))).toBe(true);
	});

	test('[BOXES-3] a change outlives the other side taking the item out', () => {
		const base = items({ a: 1 });
		expect(asObject(mergeItems(base, items({ a: 2 }), noItems))).toEqual({ a: 2 });
		expect(asObject(mergeItems(base, noItems, items({ a: 2 })))).toEqual({ a: 2 });
	});

	test('[BOXES-3] what went out and was not answered is no news when it is found there', () => {
		const sent = [items({ a: 1 })];
		expect(asObject(mergeItems(noItems, noItems, items({ a: 1, z: 9 }), sent))).toEqual({ z: 9 });
		expect(asObject(mergeItems(noItems, items({ a: 2 }), items({ a: 1 }), sent))).toEqual({ a: 2 });
	});

	test('the order of fields makes no difference', () => {
		const [one, other] = [items({ a: { x: 1, y: 2 } }), items({ a: { y: 2, x: 1 } })];
		expect(mergeItems(noItems, one, other).size).toBe(1);
	});

	test('[BOXES-3] no addition of either side is ever lost, and meeting again changes nothing', () => {
		const some = fc
			.dictionary(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), fc.integer({ min: 0, max: 2 }))
			.map(items);
		fc.assert(
			fc.property(some, some, some, (base, mine, theirs) => {
				const merged = mergeItems(base, mine, theirs);
				for (const side of [mine, theirs]) {
					for (const [id, item] of side) if (!base.has(id)) expect([...merged.values()]).toContain(item);
				}
				expect(sameItems(mergeItems(theirs, merged, theirs), merged)).toBe(true);
				expect(sameItems(mergeItems(base, theirs, mine), merged)).toBe(true);
			})
		);
	});
});
