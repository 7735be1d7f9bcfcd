// A disk that refuses every write for a while (`prlimit` forbids the running process to write into files, which SQLite
// sees as an I/O error), under clients that go on writing. A full disk: [RELAY-14] in tests/integration/lifetime.test.ts.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { seededRandom } from '#lib/kernel/random.ts';
import { kill, launch } from '../integration/launch.ts';
import { Client, makeWorkshop, request, temporaryFolder, until, type Member } from '../integration/relay.ts';
import { amount, patience } from '../soak/amount.ts';
import { Writer } from './writer.ts';

const canForbid = spawnSync('prlimit', ['--version']).status === 0;

test.skipIf(!canForbid)(
	'[RELAY-14] while the disk refuses to write nothing is acknowledged or shown, and it goes on without a restart',
	async () => {
		using folder = temporaryFolder();
		const environment = { DATA_DIR: folder.path, LOG_LEVEL: 'silent' };
		const server = await launch(environment);
		const workshop = await makeWorkshop(server.url);
		using writer = new Writer(server.url, workshop, 'plan', 'wort');
		using reader = new Writer(server.url, workshop, 'plan', 'leser');
		await Promise.all([writer.client.synced(), reader.client.synced()]);
		const random = seededRandom(5);
		for (let round = 0; round < amount({ test: 2, soak: 60 }); round++) {
			writeWords(writer, 1 + random.below(50));
			if (random.next() < 0.5) await writer.client.saved();
			allowWriting(server.child.pid!, false);
			writeWords(writer, 1 + random.below(50));
			await until('both know that nothing is kept', () =>
				[writer, reader].every(({ client }) => client.policy?.available === false)
			);
			writer.hear();
			const promised = [...writer.acknowledged, ...reader.seen];
			writeWords(writer, 1 + random.below(50));
			expect((await request(server.url, 'GET', '/readyz')).status).toBe(503);
			writer.hear();
			expect([...writer.acknowledged, ...reader.seen], 'no new promise').toEqual(promised);
			allowWriting(server.child.pid!, true);
			await until('both know that it goes on', () =>
				[writer, reader].every(({ client }) => client.policy?.available === true)
			);
			await writer.client.saved();
			expect(writer.client.nacks).toEqual([]);
		}
		allowWriting(server.child.pid!, false);
		writeWords(writer, 20);
		await until('nothing is kept', () => writer.client.policy?.available === false);
		writer.hear();
		await kill(server.child);
		const again = await launch(environment);
		expect(await missing(again.url, workshop, [...writer.acknowledged, ...reader.seen])).toEqual([]);
		await kill(again.child);
	},
	patience(60_000)
);

function writeWords(writer: Writer, count: number): void {
	for (let n = 0; n < count; n++) writer.write(100);
}

/** Only the soft bound is touched, so that it can be lifted again without being root. */
function allowWriting(pid: number, allowed: boolean): void {
	const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${allowed ? 'unlimited' : '0'}:`]);
	expect(status, String(stderr)).toBe(0);
}

async function missing(url: string, workshop: Member, words: readonly string[]): Promise<string[]> {
	using client = await new Client(url, workshop, 'plan').synced();
	return words.filter((word) => !client.doc.getMap('words').has(word));
}
