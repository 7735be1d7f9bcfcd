import { expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { limits } from '#lib/protocol/limits.ts';
import { author } from '../../server/testing/updates.ts';
import { makeWorkshop, rawClient, testServer, until } from './relay.ts';

test('one document too many is refused with `full`; those that are there go on', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const write = async (document: string, client: number) => {
		using socket = await rawClient(server.url, workshop, document).opened();
		socket.step2(author(client).write('x'));
		await until(`${document} is answered`, () => socket.acked === 1, 20_000);
		return socket.nacks.map((nack) => nack.code);
	};
	const names = Array.from({ length: limits.documentsPerWorkshop }, (_, i) => `board.b${i}`);
	for (let i = 0; i < names.length; i += 20) {
		const answers = await Promise.all(names.slice(i, i + 20).map((name) => write(name, 1)));
		expect(answers.flat()).toEqual([]);
	}
	expect(await write('board.one-too-many', 1)).toEqual(['full']);
	expect(await write('board.b7', 2)).toEqual([]);
}, 60_000);

test('one connection too many of a person is told to come back later; other people are not concerned', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const ben = await workshop.enter('participant');
	const sockets = Array.from({ length: limits.connectionsPerParticipant }, () => rawClient(server.url, ben, 'plan'));
	await Promise.all(sockets.map((socket) => socket.opened()));
	using tooMany = rawClient(server.url, ben, 'plan');
	expect(await tooMany.closed()).toBe(closeCode.slowDown);
	using anna = await rawClient(server.url, await workshop.enter('participant'), 'plan').opened();
	expect(anna.closeCode).toBeUndefined();
	for (const socket of sockets) socket[Symbol.dispose]();
}, 30_000);

test('[RELAY-16] an update that takes more client ids than one transaction can is refused', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using raw = await rawClient(server.url, await workshop.enter('participant'), 'plan').opened();
	raw.step2(Uint8Array.of(0, 0));
	const bytes = [limits.clientsPerUpdate + 1];
	for (let client = 0; client <= limits.clientsPerUpdate; client++) bytes.push(1, client + 1, 0, 4, 1, 1, 97, 1, 120);
	raw.update(Uint8Array.of(...bytes, 0));
	await until('it is answered', () => raw.acked === 2);
	expect(raw.nacks).toEqual([{ frame: 2, code: 'size' }]);
});
