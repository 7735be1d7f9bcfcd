import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { seededRandom } from '#lib/kernel/random.ts';
import { author } from '../../server/testing/updates.ts';
import { Client, makeWorkshop, rawClient, request, temporaryFolder, testServer, until, type Member } from './relay.ts';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

async function launch(
	environment: Record<string, string>
): Promise<{ child: ChildProcess; url: string; output: string[] }> {
	const { PATH = '' } = process.env;
	const child = spawn(process.execPath, [main], {
		env: { PATH, PORT: '0', ...environment },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const output: string[] = [];
	for (const stream of [child.stdout!, child.stderr!]) createInterface(stream).on('line', (line) => output.push(line));
	const url = () => output.find((line) => line.startsWith('ready '))?.slice('ready '.length);
	await until('the server is ready or has ended', () => url() !== undefined || child.exitCode !== null);
	return { child, url: url() ?? '', output };
}

test('[RELAY-1] killed at any moment, the relay has every edit it acknowledged', async () => {
	using folder = temporaryFolder();
	const environment = { DATA_DIR: folder.path, LOG_LEVEL: 'silent' };
	const random = seededRandom(20221117);
	let member: Member | undefined;
	const acknowledged = new Set<string>();
	let edits = 0;
	for (let round = 0; round < 5; round++) {
		const { child, url } = await launch(environment);
		member ??= await makeWorkshop(url);
		const writers = [0, 1, 2].map(() => new Client(url, member!, 'board.m1'));
		await Promise.all(writers.map((writer) => writer.synced()));
		for (const word of acknowledged)
			expect(writers[0]!.doc.getMap('words').has(word), `${word} in round ${round}`).toBe(true);

		const killAfter = 200 + random.below(800);
		const pending = writers.map(() => [] as { frame: number; word: string }[]);
		for (let i = 0; child.exitCode === null && child.signalCode === null; i++) {
			for (const [w, writer] of writers.entries()) {
				const word = `${round}/${w}/${i}`;
				writer.doc.getMap('words').set(word, 'x'.repeat(random.below(200)));
				pending[w]!.push({ frame: writer.sent, word });
			}
			edits += writers.length;
			if (i === killAfter) child.kill('SIGKILL');
			if (i % 8 === 0) await new Promise((resolve) => setImmediate(resolve));
			if (i > 5000) throw new Error('The relay does not end.');
			for (const [w, writer] of writers.entries()) {
				const answered = writer.acks.at(-1)?.frames ?? 0;
				for (const { frame, word } of pending[w]!.splice(
					0,
					pending[w]!.findLastIndex((entry) => entry.frame <= answered) + 1
				)) {
					if (frame <= answered) acknowledged.add(word);
				}
			}
		}
		if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
		for (const writer of writers) writer[Symbol.dispose]();
	}
	const { child, url } = await launch(environment);
	using reader = await new Client(url, member!, 'board.m1').synced();
	const missing = [...acknowledged].filter((word) => !reader.doc.getMap('words').has(word));
	child.kill('SIGKILL');
	expect(missing).toEqual([]);
	expect(acknowledged.size).toBeGreaterThan(300);
	expect(edits).toBeGreaterThan(acknowledged.size / 2);
}, 60_000);

test('a relay that is asked to stop stores and acknowledges what it has read, and ends quickly', async () => {
	using folder = temporaryFolder();
	const { child, url, output } = await launch({ DATA_DIR: folder.path, LOG_LEVEL: 'silent' });
	expect(output.at(-1)).toBe(`ready ${url}`);
	const workshop = await makeWorkshop(url);
	using client = await new Client(url, workshop, 'plan').synced();
	client.text.insert(0, 'letzte Worte');
	await until('the frame is sent', () => client.sent > 1);
	await client.saved();
	const startedAt = performance.now();
	child.kill('SIGTERM');
	const [code] = (await once(child, 'exit')) as [number];
	expect(code).toBe(0);
	expect(performance.now() - startedAt).toBeLessThan(3000);
	await until('the client knows', () => client.closeCode === closeCode.restarting);
	client.provider.disconnect();
});

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
});

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
