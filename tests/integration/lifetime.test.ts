import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { author } from '../../server/testing/updates.ts';
import { launch } from './launch.ts';
import { Client, makeWorkshop, rawClient, request, temporaryFolder, testServer, until } from './relay.ts';

test('a relay that is asked to stop stores and acknowledges what it has read, and ends in time', async () => {
	using folder = temporaryFolder();
	const { child, url, output } = await launch({ DATA_DIR: folder.path, LOG_LEVEL: 'silent' });
	expect(output.at(-1)).toBe(`ready ${url}`);
	const workshop = await makeWorkshop(url);
	using client = await new Client(url, workshop, 'plan').synced();
	client.text.insert(0, 'letzte Worte');
	await until('the frame is sent', () => client.sent > 1);
	await client.saved();
	child.kill('SIGTERM');
	const [code] = (await once(child, 'exit')) as [number];
	// One that takes too long is cut off, with 1.
	expect(code).toBe(0);
	await until('the client knows', () => client.closeCode === closeCode.restarting);
	client.provider.disconnect();
}, 20_000);

test('a start that cannot work says why in one sentence', async () => {
	using folder = temporaryFolder();
	const first = await launch({ DATA_DIR: folder.path });
	const second = await launch({ DATA_DIR: folder.path });
	const third = await launch({ PORT: 'viele' });
	const fourth = await launch({ DATA_DIR: `${folder.path}/other`, PORT: new URL(first.url).port });
	expect([second.child.exitCode, third.child.exitCode, fourth.child.exitCode]).toEqual([1, 1, 1]);
	expect(second.output.at(-1)).toMatch(/in use by another running/);
	expect(third.output).toEqual(['PORT must be a whole number from 0 to 65535, not "viele".']);
	expect(fourth.output.at(-1)).toMatch(/^Port \d+ is in use/);
	first.child.kill('SIGTERM');
	await once(first.child, 'exit');
}, 30_000);

test('[RELAY-14] a full disk: no false word, POLICY says so, and it goes on by itself', async () => {
	await using server = await testServer({ maxPages: 220 });
	const workshop = await makeWorkshop(server.url);
	const ballast = await makeWorkshop(server.url, 'Ballast');
	const filler = new Uint8Array(600_000);
	await ballast.call('PUT', `/files/${createHash('sha256').update(filler).digest('hex')}`, filler);
	using client = await new Client(server.url, workshop, 'board.m1').synced();
	using reader = await new Client(server.url, workshop, 'board.m1').synced();
	client.text.insert(0, 'x'.repeat(250_000));
	client.text.insert(0, 'danach ');
	await until('POLICY says that nothing is kept', () => client.policy?.available === false);
	expect(client.isSaved).toBe(false);
	expect(reader.text.toString()).toBe('');
	expect((await request(server.url, 'GET', '/readyz')).status).toBe(503);
	await ballast.call('DELETE', '');
	await until('POLICY says that it goes on', () => client.policy?.available === true);
	await client.saved();
	expect(client.nacks).toEqual([]);
	await until('the reader has it', () => reader.text.toString().startsWith('danach xxx'));
}, 20_000);

test('closing ends everything: no socket, no timer, no thread stays', async () => {
	const before = process.getActiveResourcesInfo().filter((kind) => kind !== 'Immediate').length;
	{
		await using server = await testServer();
		const workshop = await makeWorkshop(server.url);
		using raw = await rawClient(server.url, workshop, 'plan').opened();
		raw.step2(author(3).write('da'));
		await until('it is saved', () => raw.acked === 1);
		using client = await new Client(server.url, workshop, 'board.m1').synced();
		client.provider.awareness.setLocalStateField('at', 1);
		client.provider.disconnect();
	}
	const open = () => process.getActiveResourcesInfo().filter((kind) => kind !== 'Immediate' && kind !== 'Timeout');
	await until(`everything has ended: ${open()}`, () => open().length <= before);
});
