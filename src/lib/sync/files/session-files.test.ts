import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { ok, refused } from '#lib/kernel/result.ts';
import { limits } from '#lib/protocol/limits.ts';
import { memoryStores } from '../local-store/memory-store.ts';
import type { RawAnswer, WorkshopRelay } from '../relay-http.ts';
import type { OutboxCounts } from '../sync-state.ts';
import { SessionFiles } from './session-files.ts';
import { sha256 } from './sha256.ts';

const picture = Uint8Array.of(1, 2, 3);
const hash = createHash('sha256').update(picture).digest('hex');

/** A relay that has files, and a device that may lose the way to it. */
function filesWithRelay() {
	const held = new Map<string, Uint8Array<ArrayBuffer>>();
	const line: { status: number; code: string } = { status: 0, code: '' };
	const answer = (status: number, isJson: boolean, bytes = new Uint8Array()): RawAnswer => ({
		...{ status, isJson, bytes, etag: undefined }
	});
	const bytes: WorkshopRelay['bytes'] = async (method, path, { body } = {}) => {
		if (line.code === 'offline') return refused('offline');
		const said = (code: string) => new TextEncoder().encode(JSON.stringify({ error: { code } }));
		if (line.code) return ok(answer(line.status, true, said(line.code)));
		const name = path.split('/').at(-1)!;
		if (method === 'PUT') held.set(name, body!);
		const found = held.get(name);
		if (method === 'PUT') return ok(answer(201, true));
		return ok(found ? answer(200, false, found) : answer(404, true, said('not_found')));
	};
	const store = memoryStores().open('x');
	let counts: OutboxCounts | undefined;
	const open = (role: 'participant' | 'observer' = 'participant', recovery?: number) =>
		new SessionFiles({
			...{ store, relay: () => ({ bytes }) as unknown as WorkshopRelay, role: () => role },
			...{ recovery: () => recovery, count: (now) => (counts = now), poke: () => undefined }
		});
	return { held, line, store, open, counts: () => counts };
}

describe('pictures', () => {
	test('[OUTBOX-3] have the address the relay expects, without a secure context', () => {
		for (const bytes of [picture, new Uint8Array(), new Uint8Array(100_000).fill(7)]) {
			expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
		}
	});

	test('[OUTBOX-3] that are too large, or an observer’s, are refused with the reason and leave nothing behind', async () => {
		const { open, store } = filesWithRelay();
		const large = new Uint8Array(limits.fileBytes + 1);
		expect(await open().add(large)).toEqual({ ok: false, reason: 'too_large' });
		expect(await open('observer').add(picture)).toEqual({ ok: false, reason: 'forbidden' });
		expect(await store.keys('')).toEqual({ ok: true, value: [] });
	});

	test('[OUTBOX-4] wait until the relay has confirmed them, also across a restart', async () => {
		const { open, held, line, counts } = filesWithRelay();
		const before = open();
		before.want(true);
		line.code = 'offline';
		expect(await before.add(picture)).toEqual({ ok: true, value: hash });
		await vi.waitUntil(() => before.state(hash).reason === 'offline');
		expect(before.state(hash)).toEqual({ place: 'device', reason: 'offline' });
		expect(counts()).toMatchObject({ waiting: 1 });
		await before.close();
		line.code = '';
		const after = open();
		await after.start();
		expect(after.state(hash).place).toBe('device');
		after.want(true);
		await vi.waitUntil(() => after.state(hash).place === 'saved');
		expect(held.get(hash)).toEqual(picture);
		expect(counts()).toEqual({ waiting: 0, unstored: 0, sent: 0 });
		await after.close();
	});

	test('[OUTBOX-4] that the relay does not take stay here and say why', async () => {
		const { open, line } = filesWithRelay();
		const files = open();
		files.want(true);
		Object.assign(line, { status: 413, code: 'too_large' });
		await files.add(picture);
		await vi.waitUntil(() => files.state(hash).reason === 'too_large');
		expect(files.state(hash)).toEqual({ place: 'device', reason: 'too_large' });
		expect(await files.read(hash)).toEqual({ ok: true, value: picture });
		await files.close();
	});

	test('[OUTBOX-3] are kept again when they are added again after the store was lost or the relay had refused them', async () => {
		const { open, held, line, store } = filesWithRelay();
		const files = open();
		files.want(true);
		Object.assign(line, { status: 403, code: 'forbidden' });
		await files.add(picture);
		await vi.waitUntil(() => files.state(hash).reason === 'forbidden');
		const keys = await store.keys('file/bytes/');
		await store.write({ remove: keys.ok ? keys.value : [] });
		line.code = '';
		expect(await files.add(picture)).toEqual({ ok: true, value: hash });
		expect(await files.read(hash)).toEqual({ ok: true, value: picture });
		await vi.waitUntil(() => files.state(hash).place === 'saved');
		expect(held.get(hash)).toEqual(picture);
		await store.write({ remove: keys.ok ? keys.value : [] });
		await files.add(picture);
		expect(await store.keys('file/bytes/')).toEqual(keys);
		await files.close();
	});

	test('[OUTBOX-4] are brought again when the relay was put back from a backup', async () => {
		const { open, held } = filesWithRelay();
		const before = open();
		before.want(true);
		await before.add(picture);
		await vi.waitUntil(() => before.state(hash).place === 'saved');
		await before.close();
		held.clear();
		const after = open('participant', 5);
		await after.start();
		after.want(true);
		await vi.waitUntil(() => held.has(hash) && after.state(hash).place === 'saved');
		await after.close();
	});

	test('[OUTBOX-4] of others are fetched once, and only with the content their address promises', async () => {
		const { open, held } = filesWithRelay();
		const files = open();
		held.set(hash, Uint8Array.of(9, 9));
		expect(await files.read(hash)).toEqual({ ok: false, reason: 'offline' });
		held.set(hash, picture);
		expect(await files.read(hash)).toEqual({ ok: true, value: picture });
		held.clear();
		expect(await files.read(hash)).toEqual({ ok: true, value: picture });
		expect(files.state(hash)).toEqual({ place: 'unknown' });
	});
});
