import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { author } from '../../server/testing/updates.ts';
import { emptyUpdate, makeWorkshop, rawClient, testServer, until, type RawClient } from './relay.ts';

/** More than a connection's buffers in the operating system hold. */
const updates = 100;
const bytesEach = 200 * 1024;

async function metric(url: string, name: string): Promise<number> {
	const text = await (await fetch(`${url}/metrics`)).text();
	return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)![1]);
}

/** What a client has heard of its document, loaded as it comes. */
function hearing(client: RawClient, own: Uint8Array = emptyUpdate): () => Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, own);
	let heard = 0;
	return () => {
		for (; heard < client.frames.length; heard++) {
			const frame = client.frames[heard]!;
			if (frame[0] === 0 && frame[1] !== 0) Y.applyUpdate(doc, payload(frame));
		}
		return doc;
	};
}

function payload(frame: Uint8Array): Uint8Array {
	let at = 2;
	while (frame[at]! > 127) at++;
	return frame.subarray(at + 1);
}

test('[RELAY-17] who does not read costs no memory and no one else anything, and gets all of it later', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using slow = await rawClient(server.url, await workshop.enter('participant'), 'plan').opened();
	using reader = await rawClient(server.url, await workshop.enter('participant'), 'plan').opened();
	slow.step1();
	slow.step2(emptyUpdate);
	await until('the slow one is in', () => slow.acked === 1 && slow.documents.length === 1);
	slow.socket.pause();

	const mine = author(5);
	const writers = await Promise.all(
		[1, 2].map(async (client) => ({
			socket: await rawClient(server.url, await workshop.enter('participant'), 'plan').opened(),
			words: author(client)
		}))
	);
	let most = 0;
	for (const { socket } of writers) socket.step2(emptyUpdate);
	for (let i = 0; i < updates; i++) {
		for (const { socket, words } of writers)
			if (i % 2 === words.doc.clientID % 2) socket.update(words.write('x'.repeat(bytesEach)));
		if (i % 10 === 9) {
			// The paused one still writes: what it says is taken although it does not read.
			slow.update(mine.write(`${i} `));
			await until(`the other reader has ${i + 1} and more`, () => reader.updates.length > i, 20_000);
			most = Math.max(most, await metric(server.url, 'relay_buffered_bytes'));
		}
	}
	expect(most).toBeLessThan(1024 * 1024);
	expect(await metric(server.url, 'relay_lagging_connections')).toBe(1);
	await until('the other reader has everything', () => reader.updates.length === updates + 10);
	expect(slow.updates.length).toBeLessThan(updates);

	slow.socket.resume();
	const late = hearing(slow, mine.all);
	const prompt = hearing(reader)();
	const { length } = prompt.getText('text');
	await until('the slow one has everything', () => late().getText('text').length === length, 20_000);
	expect(Y.encodeStateVector(late())).toEqual(Y.encodeStateVector(prompt));
	expect(late().store.pendingStructs).toBeNull();
	await until('all its frames are answered', () => slow.acked === 11);
	expect(slow.nacks).toEqual([]);
	expect(await metric(server.url, 'relay_lagging_connections')).toBe(0);

	const { socket, words } = writers[0]!;
	const before = slow.updates.length;
	socket.update(words.write('danach'));
	await until('it hears directly again', () => slow.updates.length === before + 1);
	for (const writer of writers) writer.socket[Symbol.dispose]();
}, 60_000);

test('[RELAY-17] who asks for a large document again and again without reading is answered once', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using writer = await rawClient(server.url, workshop, 'plan').opened();
	writer.step2(author(1).write('x'.repeat(6 * 1024 * 1024)));
	await until('a large document is there', () => writer.acked === 1);
	using greedy = await rawClient(server.url, await workshop.enter('participant'), 'plan').opened();
	greedy.socket.pause();
	for (let i = 0; i < 30; i++) greedy.step1();
	// Answered in order: when this one is, so were those before it.
	greedy.step2(emptyUpdate);
	using other = await rawClient(server.url, workshop, 'plan').opened();
	other.step1();
	await until('others are served', () => other.documents.length === 1);
	expect(await metric(server.url, 'relay_buffered_bytes')).toBeLessThan(13 * 1024 * 1024);
	greedy.socket.resume();
	await until('it has the document', () => greedy.documents.length > 0 && greedy.acked === 1);
	expect(greedy.documents.length).toBeLessThan(30);
}, 30_000);
