/**
 * Seeded randomness for simulation and property tests: the same seed tells the same story on every machine.
 * Not for secrets; those come from `crypto` (see `id.ts`).
 */

export interface Random {
	/** A number in [0, 1). */
	next(): number;
	/** A whole number in [0, below). */
	below(limit: number): number;
	/** One of the items; throws on an empty list. */
	pick<Item>(items: readonly Item[]): Item;
}

/** mulberry32 (Tommy Ettinger, public domain): 2^32 distinct streams, 32 bits of state. */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		next,
		below,
		pick(items) {
			const item = items[below(items.length)];
			if (item === undefined) throw new Error('Assumption broken: picking from an empty list');
			return item;
		}
	};
}
