/**
 * The port to what a browser keeps: named stores of plain values under string keys, written in atomic steps. Adapters:
 * idb-store.ts (IndexedDB) and memory-store.ts; both pass local-store.contract.ts. What is kept in it is not known here.
 */
import type { Result } from '#lib/kernel/result.ts';

/** `full`: no space left. `unavailable`: the browser does not let us. */
export type StoreFailure = 'full' | 'unavailable';

export type Entry = readonly [key: string, value: unknown];

/** What one atomic step writes. A key in both is removed. */
export interface Changes {
	readonly put?: readonly Entry[];
	readonly remove?: readonly string[];
}

/** Values are copied as by `structuredClone`; keys sort as strings. A resolved write is on the disk. */
export interface LocalStore {
	get(key: string): Promise<Result<unknown, StoreFailure>>;
	/** In the order asked for; `undefined` for what is not there. */
	getMany(keys: readonly string[]): Promise<Result<readonly unknown[], StoreFailure>>;
	/** Sorted keys that begin with `prefix`. */
	keys(prefix: string): Promise<Result<readonly string[], StoreFailure>>;
	/** Entries whose key begins with `prefix`, sorted by key. */
	entries(prefix: string): Promise<Result<readonly Entry[], StoreFailure>>;
	write(changes: Changes): Promise<Result<undefined, StoreFailure>>;
	/**
	 * Reads what begins with one of the prefixes and writes what `decide` makes of it, in one step that nobody else gets
	 * between, in no tab. `decide` is synchronous; when it throws, nothing is written and the promise rejects.
	 */
	transform(
		prefixes: readonly string[],
		decide: (found: readonly Entry[]) => Changes
	): Promise<Result<undefined, StoreFailure>>;
	/**
	 * Calls when the store turns out to be empty although nobody wrote that through this handle: deleted in another tab, or
	 * with the browser's own means; also when it cannot be reached at all after its handle died. Found out at once where
	 * the browser says so, else with the next step. Returns what ends it.
	 */
	onLost(lost: () => void): () => void;
	/** Lets go of the handle; the next call opens it again. */
	close(): void;
}

export interface LocalStores {
	/** `memory` is gone with the page. */
	readonly kind: 'kept' | 'memory';
	open(name: string): LocalStore;
	/** Deletes a store with everything in it; one that does not exist is deleted, too. */
	remove(name: string): Promise<Result<undefined, StoreFailure>>;
}
