// Runs in the page: the contract of the local store over this browser's own IndexedDB, each case with databases of its own.
import { localStoreContract } from '#lib/sync/local-store/local-store.contract.ts';
import { idbStores } from '#lib/sync/local-store/idb-store.ts';

let made = 0;

function freshFactory(): IDBFactory {
	const prefix = `contract-${++made}/`;
	const factory: Partial<IDBFactory> = {
		open: (name, version) => indexedDB.open(prefix + name, version),
		deleteDatabase: (name) => indexedDB.deleteDatabase(prefix + name)
	};
	return factory as IDBFactory;
}

localStoreContract('in a browser', () => idbStores(freshFactory()));
Object.assign(globalThis, { idbStores });
