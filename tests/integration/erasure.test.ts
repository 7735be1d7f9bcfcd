import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { manualClock } from '#lib/kernel/clock.ts';
import { startServer, type RunningServer } from '../../server/server.ts';
import { Client, makeWorkshop, request, temporaryFolder, until, type TestWorkshop } from './relay.ts';

const day = 24 * 60 * 60 * 1000;

test('a workshop that nobody has used for the set time is erased, and nothing of it is left in the files', async () => {
	using folder = temporaryFolder();
	const clock = manualClock();
	const first = await started(folder.path, clock);
	const unused = await filled(first.url, 'Kanarienvogel');
	const used = await filled(first.url, 'Zeisig');
	expect(wordsIn(folder.path)).toEqual(['Kanarienvogel', 'Zeisig']);
	clock.advance(20 * day);
	{
		// Being there is use enough.
		using client = await new Client(first.url, used, 'board.m1').synced();
		client.provider.disconnect();
	}
	await first.close();

	clock.advance(15 * day);
	const without = await started(folder.path, clock);
	expect((await used.ask(without.url)).status).toBe(200);
	await without.close();

	const second = await started(folder.path, clock, 30);
	await until('the unused workshop is erased', async () => (await unused.ask(second.url)).status === 410);
	expect((await used.ask(second.url)).status).toBe(200);
	await until('nothing of it is left', () => !wordsIn(folder.path).includes('Kanarienvogel'));
	expect(wordsIn(folder.path)).toEqual(['Zeisig']);
	await second.close();
	expect(wordsIn(folder.path)).toEqual(['Zeisig']);
}, 30_000);

test('a moderator who erases a workshop leaves nothing of it in the files of a running relay', async () => {
	using folder = temporaryFolder();
	const server = await started(folder.path, manualClock());
	const workshop = await filled(server.url, 'Kanarienvogel');
	expect(wordsIn(folder.path)).toEqual(['Kanarienvogel']);
	expect((await workshop.call('DELETE', '')).status).toBe(204);
	await until('nothing of it is left', () => wordsIn(folder.path).length === 0);
	expect((await workshop.ask(server.url)).status).toBe(410);
	await server.close();
}, 30_000);

async function started(folder: string, clock: { now(): number }, eraseUnusedDays?: number): Promise<RunningServer> {
	const config = { port: 0, dataDir: folder, logLevel: 'silent', eraseUnusedDays } as const;
	const result = await startServer({ config, clock });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

type Filled = TestWorkshop & {
	/** Whether the workshop is there, asked of one of the servers. */
	ask(url: string): Promise<{ readonly status: number }>;
};

/** The word is in the title, in a name, in a document that was compacted and written on, in a picture. */
async function filled(url: string, word: string): Promise<Filled> {
	const member = await makeWorkshop(url, word);
	await member.enter('participant', word);
	using client = await new Client(url, member, 'board.m1').synced();
	for (let n = 0; n < 520; n++) client.text.insert(0, `${word} ${n} `);
	await client.saved();
	client.text.delete(0, client.text.length);
	client.text.insert(0, word);
	await client.saved();
	client.provider.disconnect();
	const picture = new TextEncoder().encode(word.repeat(2000));
	await member.call('PUT', `/files/${createHash('sha256').update(picture).digest('hex')}`, picture);
	const path = `/api/workshops/${member.workshop}`;
	return { ...member, ask: (at) => request(at, 'GET', path, undefined, member.session) };
}

/** Which of the words lie anywhere in any file of the folder. */
function wordsIn(folder: string): string[] {
	const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
	return ['Kanarienvogel', 'Zeisig'].filter((word) => bytes.some((file) => file.includes(word)));
}
