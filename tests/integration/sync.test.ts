import { expect, test } from 'vitest';
import { Client, makeWorkshop, testServer, until } from './relay.ts';

test('two unmodified y-websocket clients edit, see each other and are told what is saved', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using anna = await new Client(server.url, workshop, 'board.m1').synced();
	using ben = await new Client(server.url, await workshop.enter('participant'), 'board.m1').synced();

	anna.text.insert(0, 'Guten ');
	await until('Ben reads it', () => ben.text.toString() === 'Guten ');
	ben.text.insert(6, 'Morgen');
	await until('Anna reads it', () => anna.text.toString() === 'Guten Morgen');
	await anna.saved();
	await ben.saved();
	expect([...anna.nacks, ...ben.nacks]).toEqual([]);
});

test('what was written offline by two people arrives on both sides after they reconnect', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using anna = await new Client(server.url, workshop, 'plan').synced();
	using ben = await new Client(server.url, await workshop.enter('participant'), 'plan').synced();
	anna.text.insert(0, 'mitte');
	await until('Ben reads it', () => ben.text.toString() === 'mitte');

	anna.provider.disconnect();
	ben.provider.disconnect();
	anna.text.insert(0, 'links ');
	ben.text.insert(5, ' rechts');
	ben.text.delete(0, 1);
	anna.provider.connect();
	ben.provider.connect();
	await until(
		'both converge',
		() => anna.text.toString() === 'links itte rechts' && ben.text.toString() === 'links itte rechts'
	);
	await anna.saved();
	await ben.saved();
});

test('a workshop outlives its relay, and a reconnect with nothing new stores nothing', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using anna = await new Client(server.url, workshop, 'board.m1').synced();
	anna.text.insert(0, 'bleibt');
	anna.text.delete(0, 2);
	await anna.saved();
	const documents = async () => (await workshop.call('GET', '')).body.documents;
	const before = await documents();
	anna.provider.disconnect();
	anna.provider.connect();
	await anna.synced();
	using ben = await new Client(server.url, await workshop.enter('observer'), 'board.m1').synced();
	expect(ben.text.toString()).toBe('eibt');
	expect(await documents()).toEqual(before);
	expect(before).toEqual([{ name: 'board.m1', seq: expect.any(Number), bytes: expect.any(Number) }]);
});
