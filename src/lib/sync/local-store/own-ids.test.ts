import { expect, test } from 'vitest';
import { memoryStores } from './memory-store.ts';
import { OwnIds } from './own-ids.ts';
import { StoreWriter } from './store-writer.ts';

const row = { key: 'k', update: new Uint8Array(), own: true, instance: 7, attempt: 0, at: 1 };

test('[BACK-1] one’s own client ids are known after a restart, the newest first, without those of others', async () => {
	const store = memoryStores().open('s');
	const writer = new StoreWriter(store, () => undefined);
	const ids = new OwnIds('board.a');
	ids.learn([row, { ...row, instance: 8, own: false }, { ...row, instance: 0, own: false }], writer);
	ids.use(5, 2, writer);
	ids.use(6, 3, writer);
	ids.use(5, 9, writer);
	expect(ids.all).toEqual([6, 5, 7]);
	await writer.flush();

	const again = new OwnIds('board.a');
	await again.read(store);
	expect(again.all).toEqual([6, 5, 7]);
	const other = new OwnIds('board.ab');
	await other.read(store);
	expect(other.all).toEqual([]);
});
