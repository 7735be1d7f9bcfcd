// The relay's process is killed at random moments while stock y-websocket clients write. What it said is saved, and what
// anybody else has seen, must be there when it is started again. `kill -9` does not empty the system's cache: whether
// words survive a power cut is shown by power-cut.test.ts.
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom, type Random } from '#lib/kernel/random.ts';
import { openDatabase } from '../../server/storage/sqlite-database.ts';
import { beginServer, hasEnded, kill, launch, type Launched } from '../integration/launch.ts';
import { Client, makeWorkshop, temporaryFolder, type Member } from '../integration/relay.ts';
import { amount, isSoak, patience } from '../soak/amount.ts';
import { Writer } from './writer.ts';

/** Kills after which a fresh folder is taken, so that none outgrows what a start can look through quickly. */
const killsPerFolder = 20;
/** Words of one writer on their way. */
const mostAhead = 400;
const documents = ['board.m1', 'board.m1', 'plan'] as const;

interface Counts {
	edits: number;
	acknowledged: number;
	seen: number;
}

test(
	'[RELAY-1] killed at any moment, the relay has every edit it acknowledged and every edit another client saw',
	async () => {
		const random = seededRandom(20221117);
		const folders = amount({ test: 1, soak: 50 });
		const counts: Counts = { edits: 0, acknowledged: 0, seen: 0 };
		for (let n = 0; n < folders; n++) await killAgainAndAgain(random, counts);
		const kills = folders * killsPerFolder;
		if (isSoak) console.info(kills, 'kills,', counts);
		expect(counts.acknowledged).toBeGreaterThan(kills * 20);
		expect(counts.seen).toBeGreaterThan(kills * 10);
	},
	patience(120_000)
);

test(
	'killed while it starts, the relay starts the next time',
	async () => {
		using folder = temporaryFolder();
		const environment = { DATA_DIR: folder.path, LOG_LEVEL: 'silent' };
		const first = await launch(environment);
		const workshop = await makeWorkshop(first.url);
		using writer = new Writer(first.url, workshop, 'plan', 'früher');
		await writer.client.synced();
		writer.write(200);
		await writer.client.saved();
		writer.hear();
		await kill(first.child);
		const random = seededRandom(7);
		for (let round = 0; round < amount({ test: 5, soak: 100 }); round++) {
			const { child } = beginServer(environment);
			const ended = once(child, 'exit');
			// Anywhere between nothing and loading modules, recovering the log, listening.
			setTimeout(() => child.kill('SIGKILL'), random.below(600));
			await ended;
			expect(integrityOf(folder.path), `after kill ${round}`).toBe('ok');
		}
		const last = await launch(environment);
		expect(await missing(last, workshop, new Map([['plan', writer.acknowledged]]))).toEqual([]);
		await kill(last.child);
	},
	patience(60_000)
);

type Promises = ReadonlyMap<string, Set<string>>;

async function killAgainAndAgain(random: Random, counts: Counts): Promise<void> {
	using folder = temporaryFolder();
	const environment = { DATA_DIR: folder.path, LOG_LEVEL: 'silent' };
	let workshop: Member | undefined;
	const promised: Promises = new Map(documents.map((document) => [document, new Set<string>()]));
	for (let round = 0; round < killsPerFolder; round++) {
		const server = await launch(environment);
		workshop ??= await makeWorkshop(server.url);
		expect(await missing(server, workshop, promised), `before round ${round}`).toEqual([]);
		const writers = documents.map((document, i) => new Writer(server.url, workshop!, document, `${round}/${i}`));
		await Promise.all(writers.map((writer) => writer.client.synced()));
		counts.edits += await writeUntilKilled(server, writers, random);
		for (const writer of writers) {
			for (const word of [...writer.acknowledged, ...writer.seen]) promised.get(writer.document)!.add(word);
			counts.acknowledged += writer.acknowledged.size;
			counts.seen += writer.seen.size;
			writer[Symbol.dispose]();
		}
		expect(integrityOf(folder.path), `after kill ${round}`).toBe('ok');
	}
	const last = await launch(environment);
	expect(await missing(last, workshop!, promised)).toEqual([]);
	await kill(last.child);
}

/** Writes without pause; when so many words are acknowledged the process is killed. Gives the number of edits. */
async function writeUntilKilled({ child }: Launched, writers: readonly Writer[], random: Random): Promise<number> {
	const killAfter = random.below(200);
	let edits = 0;
	while (!hasEnded(child)) {
		for (const writer of writers.filter(({ ahead }) => ahead < mostAhead)) {
			writer.write(random.below(200));
			edits++;
		}
		await new Promise((resolve) => setImmediate(resolve));
		for (const writer of writers) writer.hear();
		if (writers.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0) >= killAfter) child.kill('SIGKILL');
	}
	return edits;
}

/** What was promised and a newcomer does not find. */
async function missing(server: Launched, workshop: Member, promised: Promises): Promise<string[]> {
	const found: string[] = [];
	for (const [document, words] of promised) {
		if (words.size === 0) continue;
		using reader = await new Client(server.url, workshop, document).synced();
		const there = reader.doc.getMap('words');
		for (const word of words) if (!there.has(word)) found.push(`${document}: ${word}`);
	}
	return found;
}

function integrityOf(folder: string): unknown {
	const db = openDatabase(join(folder, 'werktisch.sqlite'));
	try {
		return (db.prepare('PRAGMA integrity_check').get() as { integrity_check: string }).integrity_check;
	} finally {
		db.close();
	}
}
