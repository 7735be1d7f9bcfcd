/** Finds out by trying whether this browser keeps anything for us, and falls back to memory where it does not. */
import { idbStores } from './idb-store.ts';
import type { LocalStores } from './local-store.ts';
import { memoryStores } from './memory-store.ts';

/** Prefix of every database of ours in this origin. */
export const storePrefix = 'werktisch';

export async function openStores(factory: IDBFactory | undefined): Promise<LocalStores> {
	if (!factory) return memoryStores();
	const stores = idbStores(factory);
	const probe = stores.open(storePrefix);
	const written = await probe.write({ put: [['probe', true]], remove: ['probe'] });
	return written.ok ? stores : memoryStores();
}

/** `globalThis.indexedDB`, where reading it is allowed at all (a blocked one throws). */
export function browserIndexedDB(): IDBFactory | undefined {
	try {
		return globalThis.indexedDB;
	} catch {
		return undefined;
	}
}
