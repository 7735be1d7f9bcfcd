/**
 * What the relay knows of an open document: how far each Yjs client has written (clocks), what of it is deleted, and which
 * participant a client id belongs to. Bounds, never content: a live Y.Doc costs about twenty times its encoded size.
 */
import * as Y from 'yjs';
import type { DocumentState } from '../storage/storage.ts';

/** Clocks `[from, to)` of one client. */
export interface ClockRange {
	readonly client: number;
	readonly from: number;
	readonly to: number;
}

export class DocumentBounds {
	readonly #clocks: Map<number, number>;
	/** Per client: sorted, separate ranges as `[from, to, from, to, …]`. */
	readonly #deleted = new Map<number, number[]>();
	readonly #owners: Map<number, string>;

	constructor(state: Pick<DocumentState, 'stateVector' | 'deleted' | 'owners'>) {
		this.#clocks = Y.decodeStateVector(state.stateVector);
		this.#owners = new Map(state.owners);
		this.addDeleted(state.deleted.map(([client, from, length]) => ({ client, from, to: from + length })));
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

	/** Says whether everything in this range is already deleted. */
	isDeleted({ client, from, to }: ClockRange): boolean {
		const ranges = this.#deleted.get(client);
		if (!ranges) return from >= to;
		const at = firstEndingAfter(ranges, from);
		return from >= to || (at < ranges.length && ranges[at]! <= from && to <= ranges[at + 1]!);
	}

	addDeleted(added: Iterable<ClockRange>): void {
		for (const { client, from, to } of added) {
			if (from >= to) continue;
			const ranges = this.#deleted.get(client);
			if (ranges) insertRange(ranges, from, to);
			else this.#deleted.set(client, [from, to]);
		}
	}

	/** Encoded as Yjs sends it in a SyncStep1. */
	stateVector(): Uint8Array {
		return Y.encodeStateVector(this.#clocks);
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
