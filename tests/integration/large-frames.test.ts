import { createEncoder, toUint8Array, writeUint8Array, writeVarUint } from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { limits } from '#lib/protocol/limits.ts';
import { author } from '../../server/testing/updates.ts';
import { Client, emptyUpdate, makeWorkshop, rawClient, testServer, until } from './relay.ts';

/** A document as an import makes it. */
function imported(cards: number, clientID: number): Y.Doc {
	const doc = new Y.Doc();
	doc.clientID = clientID;
	doc.transact(() => {
		const all = doc.getMap('cards');
		for (let i = 0; i < cards; i++) {
			all.set(`karte-${i}`, new Y.Map<unknown>([...Object.entries({ text: new Y.Text(`Karte ${i}`), x: i, y: i })]));
		}
	});
	return doc;
}

test('what follows a large frame on its connection is dealt with after it, and others do not wait for it', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using other = await rawClient(server.url, await workshop.enter('participant'), 'plan').opened();
	other.step2(emptyUpdate);
	using importer = await rawClient(server.url, workshop, 'plan').opened();
	await until('the other one is in', () => other.acked === 1);
	const doc = imported(5_000, 77);
	importer.step2(Y.encodeStateAsUpdate(doc));
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	for (let i = 0; i < 5; i++) doc.getText('text').insert(0, `${i} `);
	for (const update of updates) importer.update(update);
	const words = author(5);
	for (let i = 0; i < 20; i++) other.update(words.write(`${i} `));
	await until('the other one is answered', () => other.acked === 21);
	await until('the import and what followed is answered', () => importer.acked === 6, 20_000);
	expect([importer.nacks, other.nacks]).toEqual([[], []]);
	// Nobody had to be asked a second time: the order was kept.
	expect(importer.asked).toBe(1);
	using reader = await new Client(server.url, workshop, 'plan').synced();
	expect(reader.doc.getMap('cards').size).toBe(5_000);
	expect(reader.text.toString()).toContain('4 3 2 1 0');
}, 40_000);

test('a large update that two connections of one person bring at once is stored once', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const ben = await workshop.enter('participant');
	const all = Y.encodeStateAsUpdate(imported(3000, 78));
	const tabs = await Promise.all([1, 2, 3].map(() => rawClient(server.url, ben, 'plan').opened()));
	for (const tab of tabs) tab.step2(all);
	for (const tab of tabs) {
		await until('it is answered, or asked again', () => tab.acked === 1 || tab.asked > 1);
		if (tab.acked === 0) tab.step2(all);
		await until('it is answered', () => tab.acked > 0);
		expect(tab.nacks).toEqual([]);
		tab[Symbol.dispose]();
	}
	expect((await workshop.call('GET', '')).body.documents).toMatchObject([{ name: 'plan', seq: 1 }]);
}, 20_000);

test('[RELAY-16] an update of too many parts for its size is refused, and the relay goes on', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using raw = await rawClient(server.url, await workshop.enter('participant'), 'plan').opened();
	const count = limits.structsPerSync + 1;
	const encoder = createEncoder();
	for (const value of [1, count, 7, 0]) writeVarUint(encoder, value);
	for (let i = 0; i < count; i++) writeUint8Array(encoder, Uint8Array.of(0, 1));
	writeVarUint(encoder, 0);
	raw.step2(toUint8Array(encoder));
	await until('there is an answer', () => raw.acked === 1, 60_000);
	expect(raw.nacks).toEqual([{ frame: 1, code: 'size' }]);
	using anna = await new Client(server.url, workshop, 'plan').synced();
	anna.text.insert(0, 'weiter');
	await anna.saved();
}, 90_000);
