import { expect, test } from 'vitest';
import { seededRandom } from '#lib/kernel/random.ts';
import { DocumentBounds } from './document-bounds.ts';

const empty = { stateVector: Uint8Array.of(0), deleted: [], owners: [] };

test('ranges of deletions say the same as a set of clocks', () => {
	for (let seed = 1; seed <= 30; seed++) {
		const random = seededRandom(seed);
		const bounds = new DocumentBounds(empty);
		const clocks = new Set<number>();
		for (let i = 0; i < 60; i++) {
			const from = random.below(80);
			const to = from + random.below(9);
			bounds.addDeleted([{ client: 7, from, to }]);
			for (let clock = from; clock < to; clock++) clocks.add(clock);
			const start = random.below(80);
			const end = start + random.below(12);
			let all = true;
			for (let clock = start; clock < end; clock++) all &&= clocks.has(clock);
			expect(bounds.isDeleted({ client: 7, from: start, to: end }), `seed ${seed}, ${start} to ${end}`).toBe(all);
		}
	}
});

test('a clock only ever rises', () => {
	const bounds = new DocumentBounds(empty);
	bounds.advance(1, 5);
	bounds.advance(1, 3);
	expect(bounds.clock(1)).toBe(5);
	expect(bounds.clock(2)).toBe(0);
});
