/**
 * Which items of a document hang together: the entries of one list or text, the values of one key of a map. Yjs links an
 * item between two neighbours without asking whether they are of the same chain; a forged one that joins two chains
 * breaks the document for everybody who loads it. The relay keeps a number per chain, never content, and refuses such
 * items (`../rooms/placement.ts`). Numbers are keyed by a random seed, so that nobody can aim at a collision.
 */
import { randomInt } from 'node:crypto';
import * as Y from 'yjs';

/** First clock and chain, alternating and in ascending order; each holds up to the next one. */
export type Runs = number[];

/** Chains of a whole document. */
export interface Chains {
	readonly seed: number;
	readonly runs: readonly (readonly [client: number, runs: Runs])[];
}

/** The chain of what is forgotten: whatever is placed there is forgotten as well. */
export const goneChain = 0;
/** Of what stands beside something whose chain is not known. */
export const unknownChain = -1;

const ownSeed = randomInt(2 ** 32);

/** The chain below a parent: a root type's name, or the id of the item that holds the type. */
export function chainOf(seed: number, parent: string | { client: number; clock: number }, sub: string | null): number {
	const place = typeof parent === 'string' ? `r${parent}` : `i${parent.client}.${parent.clock}`;
	const number = hash(sub === null ? place : `${place.length}.${place}.${sub}`, seed);
	return 2 * number + (sub === null ? 0 : 1);
}

/** Says whether it holds the values of a key: all but the last are deleted, and no item in it is longer than one. */
export function isKeyed(chain: number): boolean {
	return chain > 0 && chain % 2 === 1;
}

export function chainsOf(doc: Y.Doc): Chains {
	const names = new Map<unknown, string>([...doc.share].map(([name, type]) => [type, name]));
	const runs: [number, Runs][] = [];
	for (const [client, structs] of doc.store.clients) {
		const own: Runs = [];
		for (const struct of structs) addRun(own, struct.id.clock, chainOfStruct(struct, names));
		runs.push([client, own]);
	}
	return { seed: ownSeed, runs };
}

export function chainAt(runs: Runs | undefined, clock: number): number {
	if (!runs || runs.length === 0 || clock < runs[0]!) return unknownChain;
	let low = 0;
	let high = runs.length / 2 - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (runs[2 * middle]! <= clock) low = middle;
		else high = middle - 1;
	}
	return runs[2 * low + 1]!;
}

/** From this clock on the client's items are of this chain. */
export function addRun(runs: Runs, clock: number, chain: number): void {
	if (runs.length === 0 || runs.at(-1) !== chain) runs.push(clock, chain);
}

function chainOfStruct(struct: Y.Item | Y.GC, names: ReadonlyMap<unknown, string>): number {
	if (!(struct instanceof Y.Item)) return goneChain;
	const parent = struct.parent as Y.AbstractType<unknown> | null;
	if (!parent) return goneChain;
	const place = parent._item ? parent._item.id : names.get(parent);
	return place === undefined ? goneChain : chainOf(ownSeed, place, struct.parentSub);
}

/** After cyrb53 (bryc, public domain): 51 bits, never 0. */
function hash(text: string, seed: number): number {
	let a = 0xdeadbeef ^ seed;
	let b = 0x41c6ce57 ^ seed;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		a = Math.imul(a ^ code, 2654435761);
		b = Math.imul(b ^ code, 1597334677);
	}
	a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
	b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
	return 1 + 4294967296 * (524287 & b) + (a >>> 0);
}
