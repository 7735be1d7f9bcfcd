import { expect, test, vi } from 'vitest';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { Changes, LocalStore, StoreFailure } from './local-store.ts';
import { memoryStores } from './memory-store.ts';
import { StoreWriter } from './store-writer.ts';

/** A store whose writes end when the test says so. */
function slowStore() {
	const inner = memoryStores().open('x');
	const writes: { changes: Changes; end: (failure?: StoreFailure) => Promise<void> }[] = [];
	const write = (changes: Changes) =>
		new Promise<Result<undefined, StoreFailure>>((resolve) => {
			const end = async (failure?: StoreFailure) => {
				if (!failure) await inner.write(changes);
				resolve(failure ? refused(failure) : ok());
				await Promise.resolve();
			};
			writes.push({ changes, end });
		});
	return { store: { ...inner, write } as LocalStore, inner, writes };
}

test('[STORE-3] the first write starts at once, the following gather into one, and each is told', async () => {
	const { store, inner, writes } = slowStore();
	const told: unknown[] = [];
	const written: string[] = [];
	const writer = new StoreWriter(store, (failure) => told.push(failure ?? 'ok'));
	writer.queue({ put: [['a', 1]] }, () => written.push('a'));
	writer.queue({ put: [['b', 2]] }, () => written.push('b'));
	writer.queue({ put: [['c', 3]], remove: ['b'] }, () => written.push('c'));
	expect(writes).toHaveLength(1);
	await writes[0]!.end();
	await vi.waitUntil(() => writes.length === 2);
	expect(written).toEqual(['a']);
	await writes[1]!.end();
	await writer.flush();
	expect(written).toEqual(['a', 'b', 'c']);
	expect(told).toEqual(['ok', 'ok']);
	expect(await inner.keys('')).toEqual({ ok: true, value: ['a', 'c'] });
});

test('[STORE-3] what could not be written is kept and tried again, newer values first', async () => {
	vi.useFakeTimers();
	const { store, inner, writes } = slowStore();
	const told: unknown[] = [];
	const writer = new StoreWriter(store, (failure) => told.push(failure ?? 'ok'));
	writer.queue({ put: [['a', 'old'], ['b', 1]] }); // prettier-ignore
	writer.queue({ put: [['a', 'new']], remove: ['b'] });
	const flushed = writer.flush();
	await writes[0]!.end('full');
	await writes[1]!.end('full');
	await flushed;
	expect(told).toEqual(['full', 'full']);
	await vi.advanceTimersByTimeAsync(20_000);
	await writes.at(-1)!.end();
	await vi.advanceTimersByTimeAsync(0);
	expect(told.at(-1)).toBe('ok');
	expect(await inner.entries('')).toEqual({ ok: true, value: [['a', 'new']] });
	vi.useRealTimers();
});

test('[STORE-3] a failed write never comes back over a newer one that succeeded', async () => {
	vi.useFakeTimers();
	const { store, inner, writes } = slowStore();
	const writer = new StoreWriter(store, () => undefined);
	writer.queue({ put: [['a', 'old'], ['b', 'old']] }); // prettier-ignore
	writer.queue({ put: [['a', 'new']] });
	writer.hurry();
	await writes[0]!.end('unavailable');
	await writes[1]!.end();
	await vi.advanceTimersByTimeAsync(20_000);
	await writes.at(-1)!.end();
	await vi.advanceTimersByTimeAsync(0);
	expect(await inner.entries('')).toEqual({ ok: true, value: [['a', 'new'], ['b', 'old']] }); // prettier-ignore
	vi.useRealTimers();
});

test('[SYNC-3] a page that is hidden starts what has gathered without waiting', () => {
	const { store, writes } = slowStore();
	const writer = new StoreWriter(store, () => undefined);
	writer.queue({ put: [['a', 1]] });
	writer.queue({ put: [['b', 2]] });
	writer.hurry();
	expect(writes.map(({ changes }) => changes.put)).toEqual([[['a', 1]], [['b', 2]]]);
});
