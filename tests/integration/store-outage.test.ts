// What the relay promises around the moment in which its store cannot write: whatever was under way then counts for
// nothing, whoever comes meanwhile waits like all others, and what reached the disk all the same is shown.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openMemoryStorage } from '../../server/storage/memory-storage.ts';
import { StoreFault, type Storage } from '../../server/storage/storage.ts';
import { author, textOf } from '../../server/testing/updates.ts';
import { mounted } from './mounted-relay.ts';
import { emptyUpdate, makeWorkshop, rawClient, until, type RawClient } from './relay.ts';

/** What a store does with an update: keeps it, refuses it, keeps the caller waiting, or keeps it and says nothing. */
type Habit = 'keeps' | 'refuses' | 'waits' | 'keeps in silence';

function moodyStorage() {
	const storage = openMemoryStorage();
	const habits = new Map<string, Habit>();
	const ends: (() => void)[] = [];
	const end = async (): Promise<never> => {
		await new Promise<void>((resolve) => ends.push(resolve));
		throw new StoreFault('the disk is full');
	};
	const moody: Storage = {
		...storage,
		async probe(at) {
			if (habits.size > 0) throw new StoreFault('the disk is full');
			return storage.probe(at);
		},
		async append(entry) {
			const habit = habits.get(entry.document) ?? 'keeps';
			if (habit === 'refuses') throw new StoreFault('the disk is full');
			if (habit === 'waits') return end();
			const kept = await storage.append(entry);
			return habit === 'keeps' ? kept : end();
		}
	};
	return {
		storage: moody,
		/** Beginning with the next update. */
		becomes: (document: string, habit: Habit) => void habits.set(document, habit),
		/** Whoever waits hears that it has failed. */
		fails: () => ends.splice(0).forEach((resolve) => resolve()),
		/** Everything is kept again. */
		recovers: () => habits.clear(),
		content: async (workshop: string, document: string) =>
			textOf((await storage.readDocument(workshop, document)).update)
	};
}

/** The state that the relay has last asked beyond. */
function askedBeyond(client: RawClient): Uint8Array {
	const frame = client.frames.findLast((bytes) => bytes[0] === 0 && bytes[1] === 0)!;
	return frame.subarray(3);
}

const isAvailable = (client: RawClient) => client.policies.at(-1)?.available;

test('[RELAY-14] words in a document that was opened while the store could not write are not acknowledged for those of others', async () => {
	const store = moodyStorage();
	await using relay = await mounted(store.storage);
	const workshop = await makeWorkshop(relay.url);
	using plan = await rawClient(relay.url, workshop, 'plan').opened();
	store.becomes('plan', 'refuses');
	store.becomes('board.m1', 'refuses');
	plan.step2(author(1).write('voll'));
	await until('POLICY says that nothing is kept', () => isAvailable(plan) === false);

	using anna = rawClient(relay.url, await workshop.enter('participant', 'Anna'), 'board.m1');
	using ben = rawClient(relay.url, await workshop.enter('participant', 'Ben'), 'board.m1');
	await until('both are there', () => [anna, ben].every((client) => isAvailable(client) === false));
	const annas = author(2);
	anna.step2(emptyUpdate);
	anna.update(annas.write('Anna '));
	anna.step1();
	await until('her frames are there', () => anna.documents.length === 1);
	store.recovers();
	await until('it goes on', () => [anna, ben].every((client) => client.asked > 0 && isAvailable(client) === true));
	ben.step2(author(3).write('Ben '));
	await until('what Ben wrote is kept', () => ben.acked === 1 && anna.updates.length === 1);
	expect(await store.content(workshop.workshop, 'board.m1')).toBe('Ben ');
	expect(anna.acked).toBe(0);
	anna.step2(annas.all);
	await until('what Anna wrote is kept', () => anna.acked === 3);
	expect(await store.content(workshop.workshop, 'board.m1')).toContain('Anna ');
});

test('[RELAY-2] a SyncStep2 does not stand for what was on its way to the disk when it was asked for', async () => {
	const store = moodyStorage();
	await using relay = await mounted(store.storage);
	const workshop = await makeWorkshop(relay.url);
	const member = await workshop.enter('participant');
	using before = await rawClient(relay.url, member, 'plan').opened();
	before.step2(emptyUpdate);
	await until('it is in', () => before.acked === 1);
	store.becomes('plan', 'waits');
	const words = author(1);
	before.update(words.write('unterwegs'));
	before.step1();
	await until('it is on its way', () => before.documents.length === 1);

	using reloaded = await rawClient(relay.url, member, 'plan').opened();
	const answer = Y.encodeStateAsUpdate(words.doc, askedBeyond(reloaded));
	store.fails();
	await until('POLICY says that nothing is kept', () => isAvailable(reloaded) === false);
	store.recovers();
	await until('it goes on', () => isAvailable(reloaded) === true && reloaded.asked === 2);
	reloaded.step2(answer);
	await until('the answer to the first question is answered', () => reloaded.acked === 1);
	expect(await store.content(workshop.workshop, 'plan')).toBe('unterwegs');
});

test('[RELAY-14] what reached the disk although the store did not say so is shown to everybody when it goes on', async () => {
	const store = moodyStorage();
	await using relay = await mounted(store.storage);
	const workshop = await makeWorkshop(relay.url);
	using writer = await rawClient(relay.url, await workshop.enter('participant'), 'plan').opened();
	using reader = await rawClient(relay.url, await workshop.enter('participant'), 'plan').opened();
	for (const client of [writer, reader]) client.step2(emptyUpdate);
	await until('both are in', () => writer.acked === 1 && reader.acked === 1);
	store.becomes('plan', 'keeps in silence');
	const words = author(1);
	writer.update(words.write('doch noch'));
	await until('it is kept', async () => (await store.content(workshop.workshop, 'plan')) === 'doch noch');
	store.fails();
	await until('POLICY says that nothing is kept', () => isAvailable(reader) === false);
	expect([writer.acked, reader.updates.length]).toEqual([1, 0]);
	store.recovers();
	await until('the reader has it', () => reader.updates.length === 1);
	writer.step2(words.all);
	await until('the writer hears that it is kept', () => writer.acked === 3);
});
