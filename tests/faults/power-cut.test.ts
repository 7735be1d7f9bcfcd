// The store's own way of committing, cut off at random moments by the model in power-cut.ts. The same search is run on
// ways of committing that are wrong; it has to find words that were promised and are gone.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { initialAccess } from '#lib/protocol/access.ts';
import { seededRandom, type Random } from '#lib/kernel/random.ts';
import { runBatch, type Operations } from '../../server/storage/sqlite-batch.ts';
import type { Call, Outcome } from '../../server/storage/sqlite-calls.ts';
import { openDatabase, readerOf, writerOf, type Reader } from '../../server/storage/sqlite-database.ts';
import type { Snapshot } from '../../server/storage/sqlite-documents.ts';
import type { Append, NewWorkshop } from '../../server/storage/storage.ts';
import { author, textOf, type Author } from '../../server/testing/updates.ts';
import { temporaryFolder } from '../integration/relay.ts';
import { amount, isSoak, patience } from '../soak/amount.ts';
import { PowerCuts } from './power-cut.ts';

type Commit = (db: DatabaseSync, operations: Operations, calls: readonly Call[]) => readonly Outcome[];

interface Found {
	readonly cuts: number;
	/** What was acknowledged and is not there, or why the file cannot be read. */
	readonly lost: string[];
}

const documents = ['stage', 'plan', 'board.m1'];
/** SQLite checkpoints after 1000 pages; that would need far longer runs. */
const commitsPerCheckpoint = 12;

test(
	'[RELAY-1] whenever the power goes, the store opens again and has every acknowledged word',
	() => {
		const cuts = amount({ test: 200, soak: 2000 });
		const found = search(cuts, 1, { commit: runBatch });
		if (isSoak) console.info(cuts, 'power cuts');
		expect(found).toEqual({ cuts, lost: [] });
	},
	patience(120_000)
);

test('the search finds words that were promised before their commit', () => {
	const early: Commit = (db, operations, calls) => {
		// The answers are out, the commit comes with the next batch.
		if (db.isTransaction) db.exec('COMMIT');
		db.exec('BEGIN IMMEDIATE');
		return calls.map(({ name, args }) => ({ value: operations[name]!(...args) }));
	};
	expect(search(40, 1, { commit: early }).lost).not.toEqual([]);
});

test.each(['OFF', 'NORMAL'])(
	'the search finds words that were promised without a flush: synchronous = %s',
	(synchronous) => {
		expect(search(60, 1, { commit: runBatch, synchronous }).lost).not.toEqual([]);
	}
);

test(
	'the search finds files that do not open when nothing is flushed in order',
	() => {
		const { lost } = search(200, 3, { commit: runBatch, synchronous: 'OFF' });
		expect(lost.filter((entry) => /malformed|not a database|integrity/.test(entry))).not.toEqual([]);
	},
	patience(30_000)
);

/** Writes, compacts and checkpoints until that many cuts were looked at. */
function search(cuts: number, seed: number, way: { commit: Commit; synchronous?: string }): Found {
	using folder = temporaryFolder();
	const random = seededRandom(seed);
	const db = openDatabase(join(folder.path, 'werktisch.sqlite'));
	db.exec(`PRAGMA wal_autocheckpoint = 0; PRAGMA synchronous = ${way.synchronous ?? 'FULL'}`);
	const operations = writerOf(db) as unknown as Operations;
	const reader = readerOf(db);
	runBatch(db, operations, [{ name: 'createWorkshop', args: [workshop] }]);
	const power = new PowerCuts(folder.path, db);
	const logs = documents.map((document, i) => newLog(document, author(i + 1)));
	const found: Found & { cuts: number } = { cuts: 0, lost: [] };
	const look = () => {
		if (found.cuts >= cuts || random.next() < 0.3) return;
		found.cuts++;
		found.lost.push(...afterCut(power, join(folder.path, 'cut'), logs, random));
	};
	while (found.cuts < cuts) {
		const batch = nextBatch(logs, reader, db, random);
		const outcomes = way.commit(db, operations, batch.calls);
		power.committed(look);
		if (outcomes.every((outcome) => 'value' in outcome)) batch.acknowledged();
		look();
		if (db.isTransaction || random.below(commitsPerCheckpoint) > 0) continue;
		db.exec('PRAGMA wal_checkpoint(PASSIVE)');
		power.checkpointed(look);
	}
	db.close();
	return found;
}

interface Log {
	readonly document: string;
	readonly author: Author;
	seq: number;
	/** Length of the text that was acknowledged. */
	promised: number;
}

function newLog(document: string, by: Author): Log {
	return { document, author: by, seq: 0, promised: 0 };
}

/** One to eight words, now and then with a picture or a compaction. */
function nextBatch(logs: readonly Log[], reader: Reader, db: DatabaseSync, random: Random) {
	const calls: Call[] = [];
	if (random.next() < 0.1 && !db.isTransaction) {
		const snapshot: Snapshot | undefined = reader.makeSnapshot(workshop.id, random.pick(documents), Infinity);
		if (snapshot) calls.push({ name: 'saveSnapshot', args: [snapshot] });
	}
	for (let n = random.below(8); n >= 0; n--) {
		const log = random.pick(logs);
		const update = log.author.write('x'.repeat(1 + random.below(random.pick([20, 400, 6000]))));
		calls.push({ name: 'append', args: [entry(log, update)] });
	}
	const lengths = logs.map((log) => log.author.doc.getText('text').length);
	return { calls, acknowledged: () => logs.forEach((log, i) => (log.promised = lengths[i]!)) };
}

/** Opens what the cut left, as the relay would, and looks for every promise. */
function afterCut(power: PowerCuts, folder: string, logs: readonly Log[], random: Random): string[] {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	power.leave(folder, random);
	let db: DatabaseSync | undefined;
	try {
		db = openDatabase(join(folder, 'werktisch.sqlite'));
		const { integrity_check: integrity } = db.prepare('PRAGMA integrity_check').get() as Record<string, string>;
		if (integrity !== 'ok') return [`integrity: ${integrity}`];
		const reader = readerOf(db);
		return logs.flatMap((log) => {
			const there = textOf(reader.readDocument(workshop.id, log.document).update).length;
			return there < log.promised ? [`${log.document}: ${there} of ${log.promised} letters`] : [];
		});
	} catch (error) {
		return [String(error)];
	} finally {
		db?.close();
	}
}

function entry(log: Log, update: Uint8Array): Append {
	const { document } = log;
	return { workshop: workshop.id, document, seq: ++log.seq, participant: 'mo', update, at: 1, claims: [] };
}

const workshop: NewWorkshop = {
	...{ id: 'w1', title: 'Titel', created: 1, access: initialAccess, links: [] },
	creator: { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 },
	session: { hash: 'session', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
	code: { code: 'CODE', workshop: 'w1', link: 'none', expires: 2 }
};
