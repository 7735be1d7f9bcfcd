import { expect, test } from 'vitest';
import { manualClock } from '#lib/kernel/clock.ts';
import type { AccessRules } from '#lib/protocol/access.ts';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { startServer } from '../../server/server.ts';
import { author, textOf } from '../../server/testing/updates.ts';
import { emptyUpdate, makeWorkshop, rawClient, temporaryFolder, testServer, until, type RawClient } from './relay.ts';

const graceMs = 3000;

/** A relay whose time stands still: a grace lasts until the test moves the clock. */
async function locked(access: AccessRules, grace = graceMs) {
	const clock = manualClock();
	const server = await testServer({ clock, accessGraceMs: grace });
	const workshop = await makeWorkshop(server.url);
	const change = (documents: AccessRules) => workshop.call('PUT', '/access', { documents });
	const ben = await workshop.enter('participant');
	const socket = await rawClient(server.url, ben, 'plan').opened();
	socket.step2(emptyUpdate);
	await until('Ben is in', () => socket.acked === 1);
	return {
		...{ clock, server, workshop, change, ben, socket },
		answer: await change(access),
		connect: (document = 'plan') => rawClient(server.url, ben, document),
		async [Symbol.asyncDispose]() {
			socket[Symbol.dispose]();
			await server[Symbol.asyncDispose]();
		}
	};
}

const reading: AccessRules = { plan: { participant: 'read', observer: 'read' } };
const writing: AccessRules = { plan: { participant: 'write', observer: 'read' } };
const nothing: AccessRules = { plan: { participant: 'none', observer: 'none' } };

async function outcome(socket: RawClient, frames: number): Promise<string | undefined> {
	await until(`${frames} frames are answered`, () => socket.acked === frames);
	return socket.nacks[0]?.code;
}

test('[RELAY-10] a lock is announced at once and takes words in flight for three seconds', async () => {
	await using lock = await locked(reading);
	const { socket, clock } = lock;
	await until('Ben is told', () => socket.policies.at(-1)?.version === 2);
	expect(socket.policies.at(-1)).toMatchObject({ access: reading, enforcedFrom: clock.now() + graceMs });
	const a = author(1);
	clock.advance(graceMs - 1);
	socket.update(a.write('noch unterwegs'));
	expect(await outcome(socket, 2)).toBeUndefined();
	clock.advance(1);
	socket.update(a.write('zu spät'));
	expect(await outcome(socket, 3)).toBe('access');
});

test('[RELAY-10] a connection that comes back in these seconds delivers as well, somebody new does not', async () => {
	await using lock = await locked(reading);
	const a = author(1);
	a.write('im Funkloch getippt');
	using again = await lock.connect().opened();
	again.step2(a.all);
	expect(await outcome(again, 1)).toBeUndefined();
	using late = await rawClient(lock.server.url, await lock.workshop.enter('participant'), 'plan').opened();
	late.step2(author(2).write('neu hier'));
	expect(await outcome(late, 1)).toBe('access');
	expect(again.policies.at(-1)!.enforcedFrom).toBe(lock.clock.now() + graceMs);
});

test('[RELAY-10] a change that takes nothing from anybody has no delay', async () => {
	await using lock = await locked({ stage: { participant: 'write', observer: 'read' } });
	await until('Ben is told', () => lock.socket.policies.at(-1)?.version === 2);
	expect(lock.socket.policies.at(-1)!.enforcedFrom).toBeUndefined();
	using stage = await lock.connect('stage').opened();
	stage.step2(author(3).write('darf ich nun'));
	expect(await outcome(stage, 1)).toBeUndefined();
});

test('[RELAY-10] a second change does not lengthen the first one’s seconds', async () => {
	await using lock = await locked(reading);
	const a = author(1);
	lock.clock.advance(2000);
	await lock.change({ 'board.*': { participant: 'read', observer: 'read' } });
	lock.socket.update(a.write('rechtzeitig'));
	expect(await outcome(lock.socket, 2)).toBeUndefined();
	lock.clock.advance(1000);
	lock.socket.update(a.write('zu spät'));
	expect(await outcome(lock.socket, 3)).toBe('access');
	using board = await lock.connect('board.m1').opened();
	board.step2(author(2).write('dort noch'));
	expect(await outcome(board, 1)).toBeUndefined();
});

test('[RELAY-10] unlocking in between holds at once, and locking again begins anew', async () => {
	await using lock = await locked(reading);
	const a = author(1);
	lock.clock.advance(2000);
	await lock.change(writing);
	lock.clock.advance(60_000);
	lock.socket.update(a.write('offen'));
	expect(await outcome(lock.socket, 2)).toBeUndefined();
	await lock.change(reading);
	lock.clock.advance(graceMs - 1);
	lock.socket.update(a.write('unterwegs'));
	expect(await outcome(lock.socket, 3)).toBeUndefined();
	lock.clock.advance(1);
	lock.socket.update(a.write('zu spät'));
	expect(await outcome(lock.socket, 4)).toBe('access');
});

test('[RELAY-10] who may not read any more sees nothing from that moment, and is closed when their words are in', async () => {
	await using lock = await locked(nothing, 400);
	using guest = rawClient(lock.server.url, await lock.workshop.enter('observer'), 'plan');
	expect(await guest.closed()).toBe(closeCode.noAccess);
	using mo = await rawClient(lock.server.url, lock.workshop, 'plan').opened();
	mo.step2(author(9).write('nur für mich'));
	await until('Mo has written', () => mo.acked === 1);
	lock.socket.step1();
	lock.socket.update(author(1).write('unterwegs'));
	expect(await outcome(lock.socket, 2)).toBeUndefined();
	await until('Mo reads it', () => mo.updates.length === 1);
	expect([lock.socket.updates, lock.socket.documents]).toEqual([[], []]);
	using again = await lock.connect().opened();
	const b = author(2);
	again.step1();
	again.step2(b.write('aus dem Funkloch'));
	expect(await outcome(again, 1)).toBeUndefined();
	lock.clock.advance(400);
	expect([await lock.socket.closed(), await again.closed()]).toEqual([closeCode.noAccess, closeCode.noAccess]);
	expect([...again.updates, ...again.documents]).toEqual([]);
	using late = lock.connect();
	expect(await late.closed()).toBe(closeCode.noAccess);
});

test('[RELAY-10] who may read again in these seconds gets what was withheld', async () => {
	await using lock = await locked(nothing);
	using mo = await rawClient(lock.server.url, lock.workshop, 'plan').opened();
	const m = author(9);
	mo.step2(m.write('eins '));
	mo.update(m.write('zwei '));
	await until('Mo has written', () => mo.acked === 2);
	expect(lock.socket.updates).toEqual([]);
	await lock.change(writing);
	mo.update(m.write('drei'));
	await until('Ben has everything', () => lock.socket.updates.length === 3);
	expect(textOf(...lock.socket.updates.map((frame) => frame.slice(3)))).toBe('eins zwei drei');
});

test('[RELAY-10] a lowered role, a removal and a revoked link know no delay', async () => {
	await using lock = await locked(reading);
	const { workshop, ben, socket, server } = lock;
	await workshop.call('PATCH', `/participants/${ben.participant}`, { role: 'observer' });
	socket.update(author(1).write('als Gast'));
	expect(await outcome(socket, 2)).toBe('role');
	await workshop.call('PATCH', `/participants/${ben.participant}`, { role: 'participant' });
	using once = await rawClient(server.url, ben, 'plan').opened();
	once.step2(author(2).write('wieder da'));
	expect(await outcome(once, 1)).toBeUndefined();
	await workshop.call('DELETE', `/participants/${ben.participant}`);
	expect(await once.closed()).toBe(closeCode.kicked);
});

test('[RELAY-10] a restarted relay enforces the lock at once', async () => {
	using folder = temporaryFolder();
	const config = { port: 0, dataDir: folder.path, logLevel: 'silent' as const };
	const first = await startServer({ config, accessGraceMs: 600_000 });
	if (!first.ok) throw new Error(first.reason);
	const workshop = await makeWorkshop(first.value.url);
	const ben = await workshop.enter('participant');
	await workshop.call('PUT', '/access', { documents: reading });
	await first.value.close();
	const second = await startServer({ config, accessGraceMs: 600_000 });
	if (!second.ok) throw new Error(second.reason);
	using socket = await rawClient(second.value.url, ben, 'plan').opened();
	expect(socket.policies[0]).toMatchObject({ version: 2, access: reading });
	expect(socket.policies[0]!.enforcedFrom).toBeUndefined();
	socket.step2(author(1).write('zu spät'));
	expect(await outcome(socket, 1)).toBe('access');
	await second.value.close();
}, 20_000);
