/**
 * Where the new items of an update are put. Both neighbours of an item have to be of one chain, as they are for everybody
 * who really saw them beside each other; and the key of a map holds one value. Yjs takes both for granted: where it is
 * not so, the document later throws for everybody who loads it. What a chain is, is said in `../storage/chains.ts`.
 */
import * as Y from 'yjs';
import { addRun, chainAt, chainOf, goneChain, isKeyed, unknownChain, type Runs } from '../storage/chains.ts';
import { DocumentBounds, type ClockRange } from './document-bounds.ts';
import type { Part } from './update-structure.ts';

export class Placement {
	readonly #bounds: DocumentBounds;
	readonly #fresh = new Map<number, Runs>();
	#isSound = true;
	/** Clocks of items that are too long for a key. */
	readonly #long: ClockRange[] = [];

	constructor(bounds: DocumentBounds) {
		this.#bounds = bounds;
	}

	/**
	 * Every item lies between neighbours of one chain, and what stands at the key of a map is one value. `deletes` come
	 * with the same update: several values that were set and overwritten may have become one deleted item.
	 */
	isSound(deletes: readonly ClockRange[]): boolean {
		if (!this.#isSound || this.#long.length === 0) return this.#isSound;
		const deleted = new DocumentBounds({ stateVector: Uint8Array.of(0), deleted: [], owners: [] });
		deleted.addDeleted(deletes);
		return this.#long.every((range) => deleted.isDeleted(range));
	}

	/** Runs of what was put. */
	get runs(): ReadonlyMap<number, Runs> {
		return this.#fresh;
	}

	/** Puts a part whose dependencies are known or were put before. */
	put({ struct, offset }: Part): void {
		const { client, clock } = struct.id;
		const chain = struct instanceof Y.Item ? this.#chainOf(struct, offset) : goneChain;
		if (isKeyed(chain) && struct.length - offset > 1 && !((struct as Y.Item).content instanceof Y.ContentDeleted)) {
			this.#long.push({ client, from: clock + offset, to: clock + struct.length });
		}
		const runs = this.#fresh.get(client) ?? [];
		addRun(runs, clock + offset, chain);
		this.#fresh.set(client, runs);
	}

	#chainOf(item: Y.Item, offset: number): number {
		// What is cut off at its beginning stands to the right of that.
		const origin = offset > 0 ? new Y.ID(item.id.client, item.id.clock + offset - 1) : item.origin;
		const left = origin ? this.#at(origin) : unknownChain;
		const right = item.rightOrigin ? this.#at(item.rightOrigin) : unknownChain;
		if (left > 0 && right > 0 && left !== right) this.#isSound = false;
		if (left === goneChain || right === goneChain) return goneChain;
		if (origin || item.rightOrigin) return Math.max(left, right);
		const parent = item.parent as string | Y.ID;
		if (typeof parent !== 'string' && this.#at(parent) === goneChain) return goneChain;
		return chainOf(this.#bounds.chainSeed, parent, item.parentSub);
	}

	#at({ client, clock }: Y.ID): number {
		const fresh = this.#fresh.get(client);
		return fresh && clock >= fresh[0]! ? chainAt(fresh, clock) : this.#bounds.chain(client, clock);
	}
}
