// Backup and restore as a host does them: the commands, with a real server that people are writing to.
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasEnded, kill, launch, runToEnd, type Launched } from '../integration/launch.ts';
import { Client, makeWorkshop, temporaryFolder, until, type Member } from '../integration/relay.ts';
import { amount, patience } from '../soak/amount.ts';
import { Writer } from './writer.ts';

const backup = (folder: string, ...args: string[]) => runToEnd('server/bin/backup.ts', args, { DATA_DIR: folder });
const restore = (folder: string, ...args: string[]) => runToEnd('server/bin/restore.ts', args, { DATA_DIR: folder });

test(
	'a backup taken while people write has everything acknowledged before it began, and restoring gives it back',
	async () => {
		using folder = temporaryFolder();
		using other = temporaryFolder();
		const file = join(other.path, 'copy.sqlite');
		const server = await launch({ DATA_DIR: folder.path, LOG_LEVEL: 'silent' });
		const workshop = await makeWorkshop(server.url);
		const writers = [0, 1].map((i) => new Writer(server.url, workshop, 'board.m1', String(i)));
		await Promise.all(writers.map((writer) => writer.client.synced()));
		for (let round = 0; round < amount({ test: 2, soak: 40 }); round++) {
			for (let n = 0; n < 400; n++) writers.forEach((writer) => writer.write(50));
			await until('some of it is acknowledged', () => hearAll(writers).length > round * 400 + 100);
			const before = hearAll(writers);
			const running = backup(folder.path, file);
			for (let n = 0; n < 400; n++) writers.forEach((writer) => writer.write(50));
			const { code, output } = await running;
			expect(output.join('\n')).toMatch(/^Backed up .* to .*copy\.sqlite: 1 workshop, [\d.]+ [kM]B, checked\.$/);
			expect(code).toBe(0);
			using restored = temporaryFolder();
			expect((await restore(restored.path, file)).code).toBe(0);
			const from = await launch({ DATA_DIR: restored.path, LOG_LEVEL: 'silent' });
			expect(await missing(from, workshop, before)).toEqual([]);
			await kill(from.child);
		}
		writers.forEach((writer) => writer[Symbol.dispose]());
		await kill(server.child);
	},
	patience(90_000)
);

test('a restore needs the server to be stopped, keeps what was there, and says since when devices may know more', async () => {
	using folder = temporaryFolder();
	using other = temporaryFolder();
	const file = join(other.path, 'copy.sqlite');
	const environment = { DATA_DIR: folder.path, LOG_LEVEL: 'silent' };
	const server = await launch(environment);
	const workshop = await makeWorkshop(server.url);
	using writer = new Writer(server.url, workshop, 'plan', 'wort');
	await writer.client.synced();
	writer.write(10);
	await writer.client.saved();
	await backup(folder.path, file);
	writer.write(10);
	await writer.client.saved();

	const refused = await restore(folder.path, file);
	expect(refused).toMatchObject({
		code: 1,
		output: [expect.stringMatching(/^Werktisch is running on .* stop it first/)]
	});
	writer.client.provider.disconnect();
	await stop(server);
	const done = await restore(folder.path, file);
	expect(done.output).toEqual([
		expect.stringMatching(/^Restored .*: 1 workshop, .*What was there before lies in .*replaced-/)
	]);
	const [aside = ''] = readdirSync(folder.path).filter((name) => name.startsWith('replaced-'));
	expect(readdirSync(join(folder.path, aside))).toContain('werktisch.sqlite');
	expect(readdirSync(folder.path).filter((name) => name.includes('restoring'))).toEqual([]);

	const again = await launch(environment);
	expect(await missing(again, workshop, ['wort/0', 'wort/1'])).toEqual(['wort/1']);
	await kill(again.child);
	// The store that was set aside is whole, and could be taken back.
	const back = await restore(folder.path, join(folder.path, aside, 'werktisch.sqlite'));
	expect(back.code).toBe(0);
	const last = await launch(environment);
	expect(await missing(last, workshop, ['wort/0', 'wort/1'])).toEqual([]);
	await kill(last.child);
}, 60_000);

test('what cannot be done is said in one sentence, and nothing is changed', async () => {
	using folder = temporaryFolder();
	const foreign = join(folder.path, 'foreign');
	writeFileSync(foreign, 'not a database at all, but long enough to look like one'.repeat(20));
	const server = await launch({ DATA_DIR: folder.path, LOG_LEVEL: 'silent' });
	await makeWorkshop(server.url);
	await stop(server);
	const before = readFileSync(join(folder.path, 'werktisch.sqlite'));
	const cases = await Promise.all([
		backup(folder.path),
		backup(folder.path, 'a', 'b'),
		backup(folder.path, '--all'),
		backup(folder.path, folder.path),
		backup(folder.path, join(folder.path, 'none', 'copy')),
		backup(folder.path, join(folder.path, 'werktisch.sqlite')),
		backup(join(folder.path, 'elsewhere'), join(folder.path, 'copy'))
	]);
	// One after the other: each holds the folder while it runs.
	for (const args of [[], [foreign], [join(folder.path, 'nothing')]]) cases.push(await restore(folder.path, ...args));
	for (const { code, output } of cases) {
		expect([code, output.length, output[0]]).toEqual([1, 1, expect.stringMatching(/^[A-Z/].*[.?E]$/)]);
	}
	expect(readFileSync(join(folder.path, 'werktisch.sqlite'))).toEqual(before);
	expect(statSync(join(folder.path, 'elsewhere'), { throwIfNoEntry: false })).toBeUndefined();
}, 60_000);

function hearAll(writers: readonly Writer[]): string[] {
	writers.forEach((writer) => writer.hear());
	return writers.flatMap((writer) => [...writer.acknowledged]);
}

async function missing(server: Launched, workshop: Member, words: readonly string[]): Promise<string[]> {
	using reader = await new Client(server.url, workshop, words[0]!.startsWith('wort') ? 'plan' : 'board.m1').synced();
	return words.filter((word) => !reader.doc.getMap('words').has(word));
}

async function stop({ child }: Launched): Promise<void> {
	child.kill('SIGTERM');
	if (!hasEnded(child)) await once(child, 'exit');
}
