import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createRelay } from '../../server/relay.ts';
import { openMemoryStorage } from '../../server/storage/memory-storage.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { author } from '../../server/testing/updates.ts';
import { createLog } from '../../server/observability/log.ts';
import { Client, emptyUpdate, makeWorkshop, rawClient, until } from './relay.ts';

/** A store whose commits wait until they are let through. */
function slowStorage() {
	const storage = openMemoryStorage();
	const waiting: (() => void)[] = [];
	let isOpen = false;
	const slow: Storage = {
		...storage,
		async append(entry) {
			if (!isOpen) await new Promise<void>((resolve) => waiting.push(resolve));
			return storage.append(entry);
		}
	};
	return {
		storage: slow,
		get waiting() {
			return waiting.length;
		},
		async letThrough() {
			isOpen = true;
			for (const resolve of waiting.splice(0)) resolve();
		}
	};
}

async function mounted(storage: Storage) {
	const relay = createRelay({ storage, log: createLog('silent') });
	const server = createServer((req, res) => void relay.handleRequest(req, res));
	server.on('upgrade', (req, socket, head) => relay.handleUpgrade(req, socket, head));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async [Symbol.asyncDispose]() {
			await relay.close();
			await storage.close();
			server.close();
		}
	};
}

test('[RELAY-1] nobody hears of an edit, and no one is told it is saved, before it is committed', async () => {
	const slow = slowStorage();
	await using relay = await mounted(slow.storage);
	const workshop = await makeWorkshop(relay.url);
	using writer = await rawClient(relay.url, workshop, 'plan').opened();
	using reader = await rawClient(relay.url, workshop, 'plan').opened();
	writer.step2(emptyUpdate);
	const a = author(7);
	const update = a.write('noch nicht');
	writer.update(update);
	writer.update(update); // known by now, but not on the disk: its answer waits as well
	await until('the commit waits', () => slow.waiting === 1);
	// Whatever was sent before these answers has arrived by then.
	writer.step1();
	reader.step1();
	await until('both are answered', () => writer.documents.length === 1 && reader.documents.length === 1);
	expect([writer.acked, reader.updates.length, reader.documents[0]!.length]).toEqual([1, 0, 5]);
	await slow.letThrough();
	await until('both hear', () => writer.acked === 3 && reader.updates.length === 1);
});

test('a long log is compacted, and what comes afterwards goes on from there', async () => {
	const storage = openMemoryStorage();
	const compacted: number[] = [];
	const watched: Storage = {
		...storage,
		async compact(...args) {
			const done = await storage.compact(...args);
			if (done) compacted.push(done.seq);
			return done;
		}
	};
	await using relay = await mounted(watched);
	const workshop = await makeWorkshop(relay.url);
	using anna = await new Client(relay.url, workshop, 'board.m1').synced();
	for (let i = 0; i < 520; i++) anna.text.insert(0, `${i} `);
	await anna.saved();
	await until('the log is compacted', () => compacted.length > 0);
	anna.text.insert(0, 'danach ');
	await anna.saved();
	using ben = await new Client(relay.url, workshop, 'board.m1').synced();
	expect(ben.text.toString()).toBe(anna.text.toString());
});
