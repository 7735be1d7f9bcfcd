import { expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { author, textOf } from '../../server/testing/updates.ts';
import { Client, emptyUpdate, makeWorkshop, rawClient, request, testServer, until } from './relay.ts';

test('[RELAY-9] a participant cannot write the stage, and nobody sees what they tried', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using anna = await new Client(server.url, workshop, 'stage').synced();
	using ben = await new Client(server.url, await workshop.enter('participant'), 'stage').synced();
	using guest = await new Client(server.url, await workshop.enter('observer'), 'stage').synced();
	ben.text.insert(0, 'Umsturz');
	guest.text.insert(0, 'Zwischenruf');
	await until('both are refused', () => ben.nacks.length > 0 && guest.nacks.length > 0);
	expect([ben.nacks[0], guest.nacks[0]].map((nack) => nack!.code)).toEqual(['role', 'role']);
	anna.text.insert(0, 'Programm');
	await until('Ben still reads the stage', () => ben.text.toString().includes('Programm'));
	await anna.saved();
	expect(anna.text.toString()).toBe('Programm');
	expect(anna.nacks).toEqual([]);
});

test('[RELAY-8] after a refused frame every further one is superseded, until the document is replaced', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const member = await workshop.enter('participant');
	const a = author(11);
	{
		using ben = await rawClient(server.url, member, 'stage').opened();
		ben.step2(emptyUpdate);
		ben.update(a.write('eins'));
		ben.update(a.write('zwei'));
		ben.update(a.write('drei'));
		await until('all four are answered', () => ben.acked === 4);
		expect(ben.nacks).toEqual([
			{ frame: 2, code: 'role' },
			{ frame: 3, code: 'superseded' },
			{ frame: 4, code: 'superseded' }
		]);
	}
	using again = await rawClient(server.url, member, 'board.m1').opened();
	again.step2(emptyUpdate);
	again.update(author(12).write('neu'));
	await until('the new document is saved', () => again.acked === 2);
	expect(again.nacks).toEqual([]);
});

test('[RELAY-3] updates before the SyncStep2 are counted, answered with it, and stored once', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using raw = await rawClient(server.url, workshop, 'plan').opened();
	const a = author(21);
	raw.update(a.write('eins '));
	raw.update(a.write('zwei'));
	raw.step2(a.all);
	await until('three frames are answered', () => raw.acked === 3);
	expect((await workshop.call('GET', '')).body.documents).toMatchObject([{ name: 'plan', seq: 1 }]);
});

test('[RELAY-4] a gap is never acknowledged: the relay asks again, and the SyncStep2 fills it', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using raw = await rawClient(server.url, workshop, 'plan').opened();
	using other = await rawClient(server.url, workshop, 'plan').opened();
	raw.step2(emptyUpdate);
	const a = author(31);
	a.write('fehlt ');
	raw.update(a.write('da'));
	await until('the relay asks again', () => raw.asked === 2);
	expect(raw.acked).toBe(1);
	raw.step2(a.all);
	await until('all is answered', () => raw.acked === 3);
	expect(raw.nacks).toEqual([]);
	await until('the other one hears it once', () => other.updates.length === 1);
});

test('[RELAY-7] a foreign client id is refused, and its owner goes on undisturbed', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using anna = await new Client(server.url, await workshop.enter('participant'), 'board.m1').synced();
	anna.text.insert(0, 'Anna');
	await anna.saved();
	using thief = await rawClient(server.url, await workshop.enter('participant'), 'board.m1').opened();
	thief.step2(emptyUpdate);
	const copy = author(anna.doc.clientID);
	copy.write('xxxx');
	thief.update(copy.write('gestohlen'));
	await until('the thief is refused', () => thief.nacks.length === 1);
	expect(thief.nacks).toEqual([{ frame: 2, code: 'owner' }]);
	anna.text.insert(4, ' schreibt weiter');
	await anna.saved();
	expect(anna.nacks).toEqual([]);
});

test('[RELAY-5] what is missing is taken from a moderator, and then everybody else’s is asked for again', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using ben = await rawClient(server.url, await workshop.enter('participant'), 'plan').opened();
	using cem = await rawClient(server.url, await workshop.enter('participant'), 'plan').opened();
	using mo = await rawClient(server.url, workshop, 'plan').opened();
	// As if the relay had come back from an old backup: Cem's words are known to others only.
	const c = author(41);
	const known = c.write('alt ');
	cem.step2(known);
	await until('Cem is saved', () => cem.acked === 1);
	c.write('verloren ');
	const b = author(42).read(c.all);
	b.write('darauf');
	ben.step2(b.all);
	mo.step2(author(43).read(c.all).all);
	await until('Ben is asked again', () => ben.asked === 2);
	expect(ben.acked).toBe(0);
	ben.step2(b.all);
	await until('Ben is saved', () => ben.acked === 2);
	expect([...ben.nacks, ...mo.nacks]).toEqual([]);
	await until('Cem hears both', () => cem.updates.length === 2);
	expect(textOf(known, ...cem.updates.map((frame) => frame.slice(3)))).toBe('alt verloren darauf');
});

test('[RELAY-10] a lock says so to everybody and holds, and opens again at once', async () => {
	await using server = await testServer({ accessGraceMs: 0 });
	const workshop = await makeWorkshop(server.url);
	using ben = await new Client(server.url, await workshop.enter('participant'), 'board.m1').synced();
	const lock = { expectVersion: 1, documents: { 'board.m1': { participant: 'read', observer: 'none' } } };
	using guest = rawClient(server.url, await workshop.enter('observer'), 'board.m1');
	await guest.opened();
	expect(await workshop.call('PUT', '/access', lock)).toMatchObject({ status: 200, body: { version: 2 } });
	expect(await workshop.call('PUT', '/access', lock)).toMatchObject({
		status: 409,
		body: { error: { code: 'stale' } }
	});
	expect(await guest.closed()).toBe(closeCode.noAccess);
	await until('Ben knows', () => ben.policy?.version === 2);
	expect(ben.policy!.access['board.m1']).toEqual({ participant: 'read', observer: 'none' });
	ben.text.insert(0, 'zu spät');
	await until('Ben is refused', () => ben.nacks[0]?.code === 'access');
	await workshop.call('PUT', '/access', { documents: { 'board.m1': { participant: 'write' } } });
	using again = await new Client(server.url, await workshop.enter('participant'), 'board.m1').synced();
	again.text.insert(0, 'offen');
	await again.saved();
	expect(again.nacks).toEqual([]);
});

test('a demoted moderator cannot write the stage any more, a promoted participant can', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const second = await workshop.enter('moderator');
	using client = await new Client(server.url, second, 'stage').synced();
	client.text.insert(0, 'ja');
	await client.saved();
	await workshop.call('PATCH', `/participants/${second.participant}`, { role: 'participant' });
	await until('the demotion arrives', () => client.policy?.role === 'participant');
	client.text.insert(0, 'nein');
	await until('it is refused', () => client.nacks[0]?.code === 'role');
	const { status } = await request(
		server.url,
		'PUT',
		`/api/workshops/${workshop.workshop}/access`,
		{ documents: {} },
		second.session
	);
	expect(status).toBe(403);
});

test('[RELAY-16] broken, oversized and unknown frames hurt nobody but their sender', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using anna = await new Client(server.url, workshop, 'plan').synced();
	const member = await workshop.enter('participant');
	using noise = await rawClient(server.url, member, 'plan').opened();
	noise.step2(emptyUpdate);
	for (const frame of [[], [9], [0], [0, 9, 1], [1, 200], [200, 200, 200]]) noise.socket.send(Uint8Array.from(frame));
	noise.update(Uint8Array.of(1, 1, 1, 1));
	await until('the broken update is refused', () => noise.nacks.length === 1);
	expect(noise.nacks).toEqual([{ frame: 2, code: 'invalid' }]);
	using large = await rawClient(server.url, member, 'plan').opened();
	large.step2(emptyUpdate);
	large.update(author(5).write('x'.repeat(300_000)));
	await until('the large one is refused', () => large.nacks.length === 1);
	expect(large.nacks[0]!.code).toBe('size');
	using huge = await rawClient(server.url, member, 'plan').opened();
	huge.socket.send(new Uint8Array(17 * 1024 * 1024));
	expect(await huge.closed()).toBe(closeCode.tooLarge);
	anna.text.insert(0, 'ungestört');
	await anna.saved();
});
