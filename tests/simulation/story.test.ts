// The simulator itself: a seed always tells the same story, and stories that once found something are told every time.
import './world.ts';
import { describe, expect, test, vi } from 'vitest';
import { patience } from '../soak/amount.ts';
import { foundSeeds } from './found-seeds.ts';
import { runSeed } from './run-seed.ts';
import { steps } from './seed-range.ts';

vi.mock('ws', () => import('./relay-socket.ts'));

describe('a seed', () => {
	test(
		'tells the same story every time, to the last byte on the wire',
		async () => {
			for (const seed of [1, 2, 3, 4]) {
				const first = await runSeed(seed, 120);
				expect(await runSeed(seed, 120)).toEqual(first);
			}
		},
		patience(240_000)
	);

	test(
		'tells another story than the next one, and something happens in it',
		async () => {
			const [one, other] = [await runSeed(6, 60), await runSeed(7, 60)];
			expect(one.hash).not.toBe(other.hash);
			for (const { counted } of [one, other]) {
				expect(counted.frames).toBeGreaterThan(50);
				expect(counted.acks).toBeGreaterThan(20);
				expect(counted.lights).toBeGreaterThan(10);
				expect(counted.words).toBeGreaterThan(20);
			}
		},
		patience(120_000)
	);

	test
		.skipIf(foundSeeds.length === 0)
		.each(foundSeeds.map(([seed, what, long = steps]) => [seed, what, long] as const))(
		'%i, which found: %s',
		async (seed, _what, long) => {
			await runSeed(seed, long);
		},
		patience(120_000)
	);
});
