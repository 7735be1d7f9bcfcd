import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test, vi } from 'vitest';
import { idbStores } from './idb-store.ts';
import { localStoreContract } from './local-store.contract.ts';
import { memoryStores } from './memory-store.ts';
import { openStores } from './open-stores.ts';

globalThis.IDBKeyRange ??= IDBKeyRange;

localStoreContract('in memory', memoryStores);
localStoreContract('in IndexedDB', () => idbStores(new IDBFactory()));

describe('a browser that makes it hard', () => {
	test('[STORE-1] writes ask for strict durability', async () => {
		const factory = new IDBFactory();
		const asked: unknown[] = [];
		const store = idbStores(watched(factory, (database) => {
			const transaction = database.transaction.bind(database);
			database.transaction = (names, mode, options) => {
				asked.push([mode, options]);
				return transaction(names, mode, options);
			};
		})).open('x'); // prettier-ignore
		await store.write({ put: [['a', 1]] });
		expect(asked).toEqual([['readwrite', { durability: 'strict' }]]);
	});

	test('[STORE-2] a handle that died without a word is opened again', async () => {
		const databases: IDBDatabase[] = [];
		const store = idbStores(watched(new IDBFactory(), (database) => databases.push(database))).open('x');
		await store.write({ put: [['a', 1]] });
		databases[0]!.close();
		expect(await store.write({ put: [['b', 2]] })).toMatchObject({ ok: true });
		expect(await store.keys('')).toEqual({ ok: true, value: ['a', 'b'] });
		expect(databases).toHaveLength(2);
	});

	test('[STORE-2] a store that is deleted elsewhere is let go and begins anew', async () => {
		const factory = new IDBFactory();
		const store = idbStores(factory).open('x');
		await store.write({ put: [['a', 1]] });
		expect(await idbStores(factory).remove('x')).toMatchObject({ ok: true });
		expect(await store.keys('')).toEqual({ ok: true, value: [] });
	});

	test('a full disk is a value', async () => {
		const full = watched(new IDBFactory(), (database) => {
			database.transaction = () => {
				throw new DOMException('no space', 'QuotaExceededError');
			};
		});
		expect(
			await idbStores(full)
				.open('x')
				.write({ put: [['a', 1]] })
		).toEqual({ ok: false, reason: 'full' });
	});

	test('[STORE-5] without IndexedDB, or with one that refuses, everything is in memory', async () => {
		expect((await openStores(undefined)).kind).toBe('memory');
		expect((await openStores(new IDBFactory())).kind).toBe('kept');
		const refusing = { open: () => { throw new DOMException('private', 'SecurityError'); } } as unknown as IDBFactory; // prettier-ignore
		expect((await openStores(refusing)).kind).toBe('memory');
	});

	test('[STORE-5] a database that never opens is given up', async () => {
		vi.useFakeTimers();
		const silent = { open: () => ({}) } as unknown as IDBFactory;
		const opening = openStores(silent);
		await vi.advanceTimersByTimeAsync(8_000);
		expect((await opening).kind).toBe('memory');
		vi.useRealTimers();
	});
});

/** A factory that shows each database it opens. */
function watched(factory: IDBFactory, opened: (database: IDBDatabase) => void): IDBFactory {
	return {
		open(name: string, version?: number) {
			const request = factory.open(name, version);
			request.addEventListener('success', () => opened(request.result));
			return request;
		}
	} as unknown as IDBFactory;
}
