import { expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { openMemoryStorage } from '../../server/storage/memory-storage.ts';
import type { Storage } from '../../server/storage/storage.ts';
import { author } from '../../server/testing/updates.ts';
import { mounted } from './mounted-relay.ts';
import { Client, emptyUpdate, makeWorkshop, rawClient, until } from './relay.ts';

/** Something that no relay would have admitted, put into the log behind its back. */
async function damage(storage: Storage, workshop: string, document: string, seq: number): Promise<void> {
	const entry = { workshop, document, seq, participant: 'nobody', update: Uint8Array.of(9, 9, 9), at: 0, claims: [] };
	expect(await storage.append(entry)).toMatchObject({ ok: true });
}

test('[RELAY-18] a damaged document is closed to everybody, and all others go on', async () => {
	const storage = openMemoryStorage();
	await using relay = await mounted(storage);
	const workshop = await makeWorkshop(relay.url);
	await damage(storage, workshop.workshop, 'board.m1', 1);
	using plan = await rawClient(relay.url, workshop, 'plan').opened();
	using board = rawClient(relay.url, await workshop.enter('participant'), 'board.m1');
	expect(await board.closed()).toBe(closeCode.noAccess);
	await until('POLICY names it', () => plan.policies.at(-1)?.unreadable?.[0] === 'board.m1');
	using again = rawClient(relay.url, workshop, 'board.m1');
	expect(await again.closed()).toBe(closeCode.noAccess);
	plan.step2(author(1).write('geht weiter'));
	await until('the plan is saved', () => plan.acked === 1);
	using other = await new Client(relay.url, workshop, 'board.m2').synced();
	other.text.insert(0, 'auch hier');
	await other.saved();
	expect(await (await fetch(`${relay.url}/metrics`)).text()).toContain('relay_unreadable_documents 1');
});

test('[RELAY-18] a document that is damaged while people are in it sends them all away', async () => {
	const storage = openMemoryStorage();
	await using relay = await mounted(storage);
	const workshop = await makeWorkshop(relay.url);
	using anna = await rawClient(relay.url, workshop, 'board.m1').opened();
	anna.step2(author(1).write('vorher'));
	await until('it is saved', () => anna.acked === 1);
	await damage(storage, workshop.workshop, 'board.m1', 2);
	using ben = await rawClient(relay.url, await workshop.enter('participant'), 'board.m1').opened();
	ben.step1();
	expect([await ben.closed(), await anna.closed()]).toEqual([closeCode.noAccess, closeCode.noAccess]);
	using plan = await rawClient(relay.url, workshop, 'plan').opened();
	plan.step2(emptyUpdate);
	await until('another one is served', () => plan.acked === 1);
	expect(plan.policies.at(-1)!.available).toBe(true);
});
