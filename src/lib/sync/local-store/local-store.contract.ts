// What every local store does; the adapters are in local-store.test.ts.
import { describe, expect, test } from 'vitest';
import type { LocalStores } from './local-store.ts';

export function localStoreContract(name: string, make: () => LocalStores): void {
	describe(name, () => {
		const open = () => make().open('werktisch/test');

		test('[STORE-1] gives back what was written, in order, and only that', async () => {
			const store = open();
			const bytes = Uint8Array.of(1, 2, 3);
			expect(await store.write({ put: [['b/2', { bytes }], ['b/1', 'eins'], ['c', null]] })).toEqual({ ok: true, value: undefined }); // prettier-ignore
			expect(await store.get('b/2')).toEqual({ ok: true, value: { bytes } });
			expect(await store.get('absent')).toEqual({ ok: true, value: undefined });
			expect(await store.getMany(['c', 'absent', 'b/1'])).toEqual({ ok: true, value: [null, undefined, 'eins'] });
			expect(await store.keys('b/')).toEqual({ ok: true, value: ['b/1', 'b/2'] });
			expect(await store.entries('b')).toEqual({ ok: true, value: [['b/1', 'eins'], ['b/2', { bytes }]] }); // prettier-ignore
		});

		test('copies values: later changes of an object do not reach the store', async () => {
			const store = open();
			const list = ['a'];
			await store.write({ put: [['list', list]] });
			list.push('b');
			const read = await store.get('list');
			expect(read).toEqual({ ok: true, value: ['a'] });
		});

		test('removes what a step both writes and removes', async () => {
			const store = open();
			await store.write({ put: [['x', 1]] });
			await store.write({ put: [['x', 2], ['y', 3]], remove: ['x'] }); // prettier-ignore
			expect(await store.keys('')).toEqual({ ok: true, value: ['y'] });
		});

		test('[STORE-1] transforms in one step: counting in parallel loses nothing', async () => {
			const store = open();
			const count = () =>
				store.transform(['n', 'other'], (found) => {
					const n = found.find(([key]) => key === 'n')?.[1] ?? 0;
					return { put: [['n', (n as number) + 1]] };
				});
			await Promise.all(Array.from({ length: 20 }, count));
			expect(await store.get('n')).toEqual({ ok: true, value: 20 });
		});

		test('[STORE-1] a transform that throws changes nothing', async () => {
			const store = open();
			await store.write({ put: [['kept', true]] });
			const failing = store.transform(['kept'], () => {
				throw new Error('no');
			});
			await expect(failing).rejects.toThrow('no');
			expect(await store.keys('')).toEqual({ ok: true, value: ['kept'] });
		});

		test('keeps its content when it is closed and opened again, until it is removed', async () => {
			const stores = make();
			const store = stores.open('werktisch/a');
			await store.write({ put: [['x', 1]] });
			store.close();
			expect(await store.get('x')).toEqual({ ok: true, value: 1 });
			expect(await stores.open('werktisch/a').get('x')).toEqual({ ok: true, value: 1 });
			expect(await stores.open('werktisch/b').get('x')).toEqual({ ok: true, value: undefined });
			store.close();
			expect(await stores.remove('werktisch/a')).toMatchObject({ ok: true });
			expect(await stores.open('werktisch/a').keys('')).toEqual({ ok: true, value: [] });
		});

		test('[STORE-6] says that it was lost when it is removed under its user, once, and works on', async () => {
			const stores = make();
			const store = stores.open('werktisch/a');
			let lost = 0;
			const told = new Promise<void>((resolve) => store.onLost(() => (lost++, resolve())));
			await store.write({ put: [['x', 1]] });
			await stores.remove('werktisch/a');
			await told;
			expect(await store.write({ put: [['y', 2]] })).toMatchObject({ ok: true });
			expect(await store.keys('')).toEqual({ ok: true, value: ['y'] });
			expect(lost).toBe(1);
		});

		test('[STORE-6] a store that was closed and opened again has lost nothing', async () => {
			const store = open();
			let lost = 0;
			store.onLost(() => lost++);
			await store.write({ put: [['x', 1]] });
			store.close();
			expect(await store.get('x')).toEqual({ ok: true, value: 1 });
			expect(lost).toBe(0);
		});
	});
}
