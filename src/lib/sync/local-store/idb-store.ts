/**
 * Local stores in IndexedDB, one database each, through idb-keyval's store function – ours, because its own neither asks
 * for strict durability nor survives a dead handle: browsers close connections of background tabs, and some never say so.
 */
import { get, getMany, promisifyRequest, type UseStore } from 'idb-keyval';
import { newId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { Changes, Entry, LocalStore, LocalStores, StoreFailure } from './local-store.ts';

const objectStore = 'entries';
/** Beginning of the name of an empty object store that tells one life of a database from the next. */
const birthMark = 'born-';
/** After this long without an answer the browser will not open a database at all. */
const openWithinMs = 8_000;

export function idbStores(factory: IDBFactory): LocalStores {
	return {
		kind: 'kept',
		open: (name) => idbStore(factory, name),
		remove: (name) => outcome(() => nothing(promisifyRequest(factory.deleteDatabase(name))))
	};
}

function idbStore(factory: IDBFactory, name: string): LocalStore {
	const { use, onLost, close } = reopeningStore(factory, name);
	return {
		get: (key) => outcome(() => get<unknown>(key, use)),
		getMany: (keys) => outcome(() => getMany<unknown>([...keys], use)),
		keys: (prefix) =>
			outcome(() =>
				use('readonly', (store) => promisifyRequest(store.getAllKeys(beginningWith(prefix))) as Promise<string[]>)
			),
		entries: (prefix) => outcome(() => use('readonly', (store) => readEntries(store, prefix))),
		write: (changes) => outcome(() => use('readwrite', (store) => apply(store, changes))),
		transform: (prefixes, decide) =>
			outcome(() =>
				use('readwrite', async (store) => {
					const found = await Promise.all(prefixes.map((prefix) => readEntries(store, prefix)));
					return apply(
						store,
						decideOrAbort(store, () => decide(found.flat()))
					);
				})
			),
		onLost,
		close
	};
}

interface ReopeningStore extends Pick<LocalStore, 'onLost' | 'close'> {
	readonly use: UseStore;
}

/** An idb-keyval store that opens its database again when the handle has died, and tries the step once more. */
function reopeningStore(factory: IDBFactory, name: string): ReopeningStore {
	const losses = new Set<() => void>();
	const tellLoss = () => losses.forEach((lost) => lost());
	let opened: Promise<IDBDatabase> | undefined;
	let life: string | undefined;
	const forget = () => (opened = undefined);
	const open = () => {
		opened ??= openDatabase(factory, name, died).then((database) => {
			const before = life;
			life = lifeOf(database);
			if (before !== undefined && before !== life) tellLoss();
			return database;
		});
		opened.catch(forget);
		return opened;
	};
	const died = () => {
		forget();
		// Whoever wants to know hears it now and not with the next step, which may be long in coming.
		if (losses.size > 0) open().catch(tellLoss);
	};
	const attempt: UseStore = async (mode, callback) => {
		const database = await open();
		return callback(database.transaction(objectStore, mode, { durability: 'strict' }).objectStore(objectStore));
	};
	return {
		use: async (mode, callback) => {
			try {
				return await attempt(mode, callback);
			} catch (error) {
				if (!isDeadHandle(error)) throw error;
				forget();
				return attempt(mode, callback);
			}
		},
		onLost(lost) {
			losses.add(lost);
			return () => losses.delete(lost);
		},
		close() {
			opened?.then((database) => database.close()).catch(forget);
			forget();
		}
	};
}

async function openDatabase(factory: IDBFactory, name: string, died: () => void): Promise<IDBDatabase> {
	const request = factory.open(name, 1);
	request.onupgradeneeded = () => {
		request.result.createObjectStore(objectStore);
		request.result.createObjectStore(birthMark + newId(12));
	};
	const database = await within(openWithinMs, promisifyRequest(request));
	database.onclose = died;
	// Another tab deletes the store: keeping the handle would block it.
	database.onversionchange = () => {
		database.close();
		died();
	};
	return database;
}

/** Databases made before there was a mark have none, which is a life as well. */
function lifeOf(database: IDBDatabase): string {
	return [...database.objectStoreNames].find((name) => name.startsWith(birthMark)) ?? '';
}

async function readEntries(store: IDBObjectStore, prefix: string): Promise<Entry[]> {
	const range = beginningWith(prefix);
	const [keys, values] = await Promise.all([
		promisifyRequest(store.getAllKeys(range)),
		promisifyRequest(store.getAll(range) as IDBRequest<unknown[]>)
	]);
	return keys.map((key, i) => [key as string, values[i]]);
}

function apply(store: IDBObjectStore, { put = [], remove = [] }: Changes): Promise<undefined> {
	for (const [key, value] of put) store.put(value, key);
	for (const key of remove) store.delete(key);
	return nothing(promisifyRequest(store.transaction));
}

async function nothing(work: Promise<unknown>): Promise<undefined> {
	await work;
	return undefined;
}

function decideOrAbort(store: IDBObjectStore, decide: () => Changes): Changes {
	try {
		return decide();
	} catch (error) {
		store.transaction.abort();
		throw error;
	}
}

function beginningWith(prefix: string): IDBKeyRange {
	return IDBKeyRange.bound(prefix, `${prefix}\uffff`);
}

async function outcome<Value>(work: () => Promise<Value>): Promise<Result<Value, StoreFailure>> {
	try {
		return ok(await work());
	} catch (error) {
		if (!isStoreError(error)) throw error;
		return refused(error?.name === 'QuotaExceededError' ? 'full' : 'unavailable');
	}
}

/** A transaction that was aborted from outside rejects with `null`. */
function isStoreError(error: unknown): error is { readonly name: string } | null {
	return error === null || error instanceof StoreTimeout || error instanceof DOMException;
}

function isDeadHandle(error: unknown): boolean {
	return error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'UnknownError');
}

class StoreTimeout extends Error {
	override readonly name = 'TimeoutError';
}

function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new StoreTimeout()), ms);
		work.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}
