// A store that fails for one operation, for a moment or for one document, under clients that say exactly what they mean.
// A disk that fails as a whole: tests/faults/disk.test.ts.
import { expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { openMemoryStorage } from '../../server/storage/memory-storage.ts';
import { StoreFault, type Storage } from '../../server/storage/storage.ts';
import { author, textOf } from '../../server/testing/updates.ts';
import { payloadOf } from '../attacks/second-reader.ts';
import { mounted } from './mounted-relay.ts';
import { emptyUpdate, makeWorkshop, rawClient, until, type RawClient } from './relay.ts';

/** Hands everything on, but for what a test wants to go wrong. */
function shaky() {
	const memory = openMemoryStorage();
	const trouble = {
		writes: true,
		/** Documents whose rows cannot be read. */
		unreadable: new Set<string>(),
		/** Rows of this document wait before they are written. */
		held: undefined as { readonly document: string; readonly until: Promise<undefined> } | undefined
	};
	const storage: Storage = {
		...memory,
		async append(entry) {
			if (trouble.held?.document === entry.document) await trouble.held.until;
			else if (!trouble.writes) throw new StoreFault('no space');
			return memory.append(entry);
		},
		async probe(at) {
			if (!trouble.writes) throw new StoreFault('no space');
			return memory.probe(at);
		},
		async openDocument(workshop, document) {
			if (trouble.unreadable.has(document)) throw new StoreFault('unreadable');
			return memory.openDocument(workshop, document);
		}
	};
	return { storage, trouble };
}

const isAvailable = ({ policies }: RawClient) => policies.at(-1)?.available;

test('[RELAY-14] what is written into a document that was opened while the store could not write is not promised', async () => {
	const { storage, trouble } = shaky();
	await using relay = await mounted(storage);
	const workshop = await makeWorkshop(relay.url);
	using plan = await rawClient(relay.url, workshop, 'plan').opened();
	trouble.writes = false;
	plan.step2(author(1).write('passt nicht mehr'));
	await until('it is known', () => isAvailable(plan) === false);
	using anna = rawClient(relay.url, await workshop.enter('participant'), 'board.m1');
	using ben = rawClient(relay.url, await workshop.enter('participant'), 'board.m1');
	await until('both are in', () => isAvailable(anna) === false && isAvailable(ben) === false);
	const words = author(2).write('noch nirgends');
	anna.step2(words);
	trouble.writes = true;
	await until('both are asked', () => anna.asked > 0 && ben.asked > 0);
	ben.step2(author(3).write('da'));
	await until('the other one’s word is there', () => ben.acked === 1 && anna.updates.length === 1);
	expect(anna.acked, 'nothing of hers is stored').toBe(0);
	anna.step2(words);
	await until('now it is', () => anna.acked === 2);
	const { update } = await storage.readDocument(workshop.workshop, 'board.m1');
	expect(textOf(update)).toContain('noch nirgends');
});

test('[RELAY-14] what came to the disk while the relay took the store for lost reaches the others all the same', async () => {
	const { storage, trouble } = shaky();
	await using relay = await mounted(storage);
	const workshop = await makeWorkshop(relay.url);
	using plan = await rawClient(relay.url, workshop, 'plan').opened();
	using anna = await rawClient(relay.url, await workshop.enter('participant'), 'board.m1').opened();
	using ben = await rawClient(relay.url, await workshop.enter('participant'), 'board.m1').opened();
	for (const client of [anna, ben]) client.step2(emptyUpdate);
	await until('they are in', () => anna.acked === 1 && ben.acked === 1);
	const gate = Promise.withResolvers<undefined>();
	trouble.held = { document: 'board.m1', until: gate.promise };
	trouble.writes = false;
	const words = author(2);
	anna.update(words.write('unterwegs'));
	plan.step2(author(1).write('passt nicht'));
	await until('it is known', () => isAvailable(anna) === false);
	gate.resolve(undefined);
	trouble.writes = true;
	await until('it goes on', () => isAvailable(anna) === true && anna.asked === 2);
	anna.step2(words.all);
	await until('it is saved', () => anna.acked === 3);
	await until('the other one sees it', () => textOf(...ben.updates.map(payloadOf)) === 'unterwegs');
	ben.step2(emptyUpdate);
});

test('[RELAY-19] a SyncStep2 that cannot be compared with the store ends the connection instead of waiting for ever', async () => {
	const { storage, trouble } = shaky();
	await using relay = await mounted(storage);
	const workshop = await makeWorkshop(relay.url);
	using anna = await rawClient(relay.url, workshop, 'board.m1').opened();
	const words = author(1);
	anna.step2(words.write('etwas'));
	await until('it is saved', () => anna.acked === 1);
	using again = await rawClient(relay.url, workshop, 'board.m1').opened();
	words.remove(0, 2);
	trouble.unreadable.add('board.m1').add('');
	again.step2(words.all);
	expect(await again.closed()).toBe(closeCode.restarting);
	trouble.unreadable.clear();
	using later = await rawClient(relay.url, workshop, 'board.m1').opened();
	later.step2(words.all);
	await until('the deletion is saved', () => later.acked === 1);
});

test('[RELAY-18] a document that cannot be read when the store comes back is opened anew later, not left waiting', async () => {
	const { storage, trouble } = shaky();
	await using relay = await mounted(storage);
	const workshop = await makeWorkshop(relay.url);
	using anna = await rawClient(relay.url, workshop, 'board.m1').opened();
	trouble.unreadable.add('board.m1');
	trouble.writes = false;
	anna.step2(author(1).write('etwas'));
	await until('it is known', () => isAvailable(anna) === false);
	trouble.writes = true;
	expect(await anna.closed()).toBe(closeCode.noAccess);
	const metrics = async () => (await fetch(`${relay.url}/metrics`)).text();
	await until('the room is let go', async () => (await metrics()).includes('relay_open_documents 0'));
});
