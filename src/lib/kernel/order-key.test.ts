import { expect, test } from 'vitest';
import { byOrder, orderKeyBetween } from './order-key.ts';
import { seededRandom } from './random.ts';

test('a key lies strictly between its neighbours, wherever it is inserted and however often', () => {
	for (let seed = 1; seed <= 40; seed++) {
		const random = seededRandom(seed);
		const keys: string[] = [];
		for (let i = 0; i < 300; i++) {
			const at = random.below(3) === 0 ? random.below(keys.length + 1) : keys.length;
			const key = orderKeyBetween(keys[at - 1], keys[at], random.next);
			keys.splice(at, 0, key);
			const [before, after] = [keys[at - 1], keys[at + 1]];
			if (before !== undefined) expect(before < key, `${before} < ${key}, seed ${seed}`).toBe(true);
			if (after !== undefined) expect(key < after, `${key} < ${after}, seed ${seed}`).toBe(true);
		}
	}
});

test('a thousand cards appended one after the other keep short keys', () => {
	let last: string | undefined;
	for (let i = 0; i < 1000; i++) last = orderKeyBetween(last, undefined);
	expect(last!.length).toBeLessThan(48);
});

test('always inserting at the front keeps room at the front', () => {
	let first: string | undefined;
	for (let i = 0; i < 500; i++) {
		const key = orderKeyBetween(undefined, first);
		if (first !== undefined) expect(key < first).toBe(true);
		first = key;
	}
});

test('a foreign or hostile key is treated as no neighbour', () => {
	expect(() => orderKeyBetween('ß€', '')).not.toThrow();
});

test('equal keys are ordered by id', () => {
	expect(
		[
			{ order: 'a', id: 'y' },
			{ order: 'a', id: 'x' }
		]
			.toSorted(byOrder)
			.map((item) => item.id)
	).toEqual(['x', 'y']);
});
