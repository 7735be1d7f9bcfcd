/**
 * What the relay knows of an open document: how far each Yjs client has written (clocks), what of it is deleted, and which
 * participant a client id belongs to. Bounds, never content: a live Y.Doc costs about twenty times its encoded size.
 */
import { randomInt } from 'node:crypto';
import * as Y from 'yjs';
import { addRun, chainAt, type Chains, type Runs } from '../storage/chains.ts';
import type { DocumentState } from '../storage/storage.ts';

/** Clocks `[from, to)` of one client. */
export interface ClockRange {
	readonly client: number;
	readonly from: number;
	readonly to: number;
}

/** What an admitted update changes. */
export interface Taken {
	/** Per client: the clock it has reached. */
	readonly clocks: ReadonlyMap<number, number>;
	readonly deletes: readonly ClockRange[];
	/** Client ids that the participant uses for the first time. */
	readonly claims: readonly number[];
	/** Chains of the new items, per client. */
	readonly runs: ReadonlyMap<number, Runs>;
}

/** Per client: sorted, separate ranges as `[from, to, from, to, …]`. */
type Deleted = Map<number, number[]>;

/** The same as it travels to another thread. */
export interface PlainBounds {
	readonly clocks: Map<number, number>;
	readonly deleted: Deleted;
	readonly owners: Map<number, string>;
	readonly chains: Chains;
}

/** From so many new ranges of one client on they are merged in one go. */
const manyRanges = 16;

export class DocumentBounds {
	readonly #clocks: Map<number, number>;
	/** The clocks of what is on the disk; the others may be ahead of them. */
	readonly #durable: Map<number, number>;
	readonly #deleted: Deleted = new Map();
	readonly #owners: Map<number, string>;
	readonly #chains: Map<number, Runs>;
	/** Of the numbers of chains. */
	readonly chainSeed: number;

	constructor(state: Pick<DocumentState, 'stateVector' | 'deleted' | 'owners' | 'chains'>) {
		this.#chains = new Map(state.chains?.runs);
		this.chainSeed = state.chains?.seed ?? randomInt(2 ** 32);
		this.#clocks = Y.decodeStateVector(state.stateVector);
		this.#durable = new Map(this.#clocks);
		this.#owners = new Map(state.owners);
		this.addDeleted(state.deleted.map(([client, from, length]) => ({ client, from, to: from + length })));
	}

	static from({ clocks, deleted, owners, chains }: PlainBounds): DocumentBounds {
		const stateVector = Y.encodeStateVector(clocks);
		const bounds = new DocumentBounds({ stateVector, deleted: [], owners: [...owners], chains });
		for (const [client, ranges] of deleted) bounds.#deleted.set(client, ranges);
		return bounds;
	}

	/** Not a copy: to be sent at once. */
	get plain(): PlainBounds {
		const chains = { seed: this.chainSeed, runs: [...this.#chains] };
		return { clocks: this.#clocks, deleted: this.#deleted, owners: this.#owners, chains };
	}

	/** Separate ranges of all clients. */
	get deletedRanges(): number {
		return this.#deleted.values().reduce((sum, ranges) => sum + ranges.length / 2, 0);
	}

	/** The first clock of this client that is not known. */
	clock(client: number): number {
		return this.#clocks.get(client) ?? 0;
	}

	advance(client: number, to: number): void {
		if (to > this.clock(client)) this.#clocks.set(client, to);
	}

	owner(client: number): string | undefined {
		return this.#owners.get(client);
	}

	claim(client: number, participant: string): void {
		this.#owners.set(client, participant);
	}

	/** Number of the chain that an item hangs in; see `../storage/chains.ts`. */
	chain(client: number, clock: number): number {
		return chainAt(this.#chains.get(client), clock);
	}

	/** An admitted update belongs to the document from now on. */
	take({ clocks, claims, deletes, runs }: Taken, participant: string): void {
		for (const [client, clock] of clocks) this.advance(client, clock);
		for (const client of claims) this.claim(client, participant);
		this.addDeleted(deletes);
		for (const [client, added] of runs) {
			const own = this.#chains.get(client) ?? [];
			for (let i = 0; i < added.length; i += 2) addRun(own, added[i]!, added[i + 1]!);
			this.#chains.set(client, own);
		}
	}

	/** Says whether everything in this range is already deleted. */
	isDeleted({ client, from, to }: ClockRange): boolean {
		const ranges = this.#deleted.get(client);
		if (!ranges) return from >= to;
		const at = firstEndingAfter(ranges, from);
		return from >= to || (at < ranges.length && ranges[at]! <= from && to <= ranges[at + 1]!);
	}

	addDeleted(added: Iterable<ClockRange>): void {
		for (const [client, ranges] of Map.groupBy(added, (range) => range.client)) {
			const real = ranges.filter(({ from, to }) => from < to);
			const known = this.#deleted.get(client) ?? [];
			if (real.length === 0) continue;
			if (real.length < manyRanges) for (const { from, to } of real) insertRange(known, from, to);
			this.#deleted.set(client, real.length < manyRanges ? known : mergedRanges(known, real));
		}
	}

	/** What was taken is on the disk up to these clocks. */
	committed(clocks: Taken['clocks']): void {
		for (const [client, clock] of clocks)
			if (clock > (this.#durable.get(client) ?? 0)) this.#durable.set(client, clock);
	}

	/** What is on the disk, encoded as Yjs sends it in a SyncStep1. */
	durableStateVector(): Uint8Array {
		return Y.encodeStateVector(this.#durable);
	}
}

/** Index of the first range that ends after `clock`. */
function firstEndingAfter(ranges: readonly number[], clock: number): number {
	let low = 0;
	let high = ranges.length / 2;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ranges[2 * middle + 1]! > clock) high = middle;
		else low = middle + 1;
	}
	return 2 * low;
}

/** Both together, in time proportional to both: putting in one at a time would move all later ones each time. */
function mergedRanges(known: readonly number[], added: readonly ClockRange[]): number[] {
	const sorted = added.toSorted((a, b) => a.from - b.from);
	const merged: number[] = [];
	const put = (from: number, to: number) => {
		const last = merged.length - 1;
		if (last > 0 && from <= merged[last]!) merged[last] = Math.max(merged[last]!, to);
		else merged.push(from, to);
	};
	let at = 0;
	for (const { from, to } of sorted) {
		for (; at < known.length && known[at]! <= from; at += 2) put(known[at]!, known[at + 1]!);
		put(from, to);
	}
	for (; at < known.length; at += 2) put(known[at]!, known[at + 1]!);
	return merged;
}

/** Joins `[from, to)` with every range it touches. */
function insertRange(ranges: number[], from: number, to: number): void {
	const first = firstEndingAfter(ranges, from - 1);
	let after = first;
	while (after < ranges.length && ranges[after]! <= to) after += 2;
	if (after > first) {
		from = Math.min(from, ranges[first]!);
		to = Math.max(to, ranges[after - 1]!);
	}
	ranges.splice(first, after - first, from, to);
}
