/**
 * Documents in SQLite: the log, its snapshot, who owns which Yjs client id. Reading a whole document is kept apart from
 * writing, because it runs in a thread and on a connection of its own (see `sqlite-storage.ts`).
 */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import * as Y from 'yjs';
import { assert } from '#lib/kernel/assert.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import { foldUpdates, foldVerified, type DocumentContent } from './document-content.ts';
import { isEntryWhole, isSnapshotWhole } from './sqlite-check.ts';
import { historyReader, type Base } from './sqlite-history.ts';
import type { LogRow, StorageOperations } from './storage.ts';

interface DocumentRow {
	id: number;
	workshop: string;
	name: string;
	seq: number;
	tail_rows: number;
	tail_bytes: number;
	snapshot_seq: number;
	snapshot_bytes: number;
}

interface LogEntry {
	seq: number;
	data: Uint8Array;
	crc: number | null;
}

/** A snapshot that is ready to be written. */
export interface Snapshot {
	readonly document: number;
	/** Whose it is: after an erasure the number can belong to another document. */
	readonly workshop: string;
	readonly name: string;
	readonly seq: number;
	readonly update: Uint8Array;
	/** Rows up to here are dropped with it. */
	readonly dropTo: number;
	/** What lies below the rows that stay; absent when it need not change. */
	readonly base?: Base;
}

/** Bytes of encoded documents the reader keeps, so that a hundred people joining cost one load. */
const cacheBytes = 32 * 1024 * 1024;

export function documentWriter(db: DatabaseSync) {
	const find = db.prepare('SELECT * FROM documents WHERE workshop = ? AND name = ?');
	const living = db.prepare('SELECT 1 FROM workshops WHERE id = ? AND erased IS NULL');
	const create = db.prepare(
		'INSERT INTO documents (workshop, name, seq, tail_rows, tail_bytes, snapshot_seq, snapshot_bytes) VALUES (?, ?, 0, 0, 0, 0, 0)'
	);
	const insert = db.prepare('INSERT INTO log (document, seq, at, participant, data, crc) VALUES (?, ?, ?, ?, ?, ?)');
	const advance = db.prepare(
		'UPDATE documents SET seq = ?, tail_rows = tail_rows + 1, tail_bytes = tail_bytes + ? WHERE id = ?'
	);
	const claim = db.prepare('INSERT OR IGNORE INTO owners (document, client, participant) VALUES (?, ?, ?)');
	const putSnapshot = db.prepare('INSERT OR REPLACE INTO snapshots (document, seq, data, sha256) VALUES (?, ?, ?, ?)');
	const shorten = db.prepare(
		`UPDATE documents SET snapshot_seq = ?1, snapshot_bytes = ?2,
			tail_rows = (SELECT count(*) FROM log WHERE document = ?3 AND seq > ?1),
			tail_bytes = (SELECT coalesce(sum(length(data)), 0) FROM log WHERE document = ?3 AND seq > ?1)
		WHERE id = ?3`
	);
	const snapshotSeq = db.prepare(
		'SELECT snapshot_seq AS seq FROM documents WHERE id = ? AND workshop = ? AND name = ?'
	);
	const putBase = db.prepare(
		`INSERT INTO bases (document, seq, at, data, sha256) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET seq = excluded.seq, at = excluded.at, data = excluded.data, sha256 = excluded.sha256
		WHERE excluded.seq > seq`
	);
	const forgetBase = db.prepare('DELETE FROM bases WHERE document = ? AND seq < ?');
	const forget = db.prepare('DELETE FROM log WHERE document = ? AND seq <= ?');

	const append: StorageOperations['append'] = (entry) => {
		if (!living.get(entry.workshop)) return refused('erased');
		let row = find.get(entry.workshop, entry.document) as DocumentRow | undefined;
		if (entry.seq !== (row?.seq ?? 0) + 1) return refused('out_of_order');
		if (!row) {
			create.run(entry.workshop, entry.document);
			row = find.get(entry.workshop, entry.document) as unknown as DocumentRow;
		}
		insert.run(row.id, entry.seq, entry.at, entry.participant, entry.update, crc32(entry.update));
		advance.run(entry.seq, entry.update.byteLength, row.id);
		for (const client of entry.claims) claim.run(row.id, client, entry.participant);
		return ok();
	};

	const saveSnapshot = (snapshot: Snapshot) => {
		const { document, workshop, name } = snapshot;
		const present = snapshotSeq.get(document, workshop, name) as { seq: number } | undefined;
		// Erased meanwhile, or another compaction was quicker and has dropped rows that this snapshot does not have.
		if (!present || present.seq > snapshot.seq) return;
		putSnapshot.run(snapshot.document, snapshot.seq, snapshot.update, sha256(snapshot.update));
		shorten.run(snapshot.seq, snapshot.update.byteLength, snapshot.document);
		forget.run(snapshot.document, snapshot.dropTo);
		// Where no row stays that the snapshot covers, it is the base as well.
		if (snapshot.dropTo === snapshot.seq) forgetBase.run(snapshot.document, snapshot.seq);
		const { base } = snapshot;
		if (base) putBase.run(snapshot.document, base.seq, base.at, base.update, sha256(base.update));
	};

	return { append, saveSnapshot };
}

export function documentReader(db: DatabaseSync) {
	const find = db.prepare('SELECT * FROM documents WHERE workshop = ? AND name = ?');
	const snapshotOf = db.prepare('SELECT seq, data, sha256 FROM snapshots WHERE document = ?');
	const tail = db.prepare('SELECT seq, data, crc FROM log WHERE document = ? AND seq > ? ORDER BY seq');
	const ownersOf = db.prepare('SELECT client, participant FROM owners WHERE document = ?');
	const isAnyRow = db.prepare('SELECT 1 FROM log WHERE document = ? AND seq <= ? LIMIT 1');
	const history = historyReader(db);
	// By name, because numbers of erased documents come again.
	const cache = new Map<string, { seq: number; content: DocumentContent }>();

	/** The updates that make up a document, oldest first, starting from what the cache already holds. */
	const updatesOf = (row: DocumentRow, useCache: boolean): { seq: number; updates: Uint8Array[] } => {
		const known = useCache ? cache.get(cacheKey(row)) : undefined;
		const cached = known && known.seq >= row.snapshot_seq ? known : undefined;
		const updates: Uint8Array[] = [];
		let seq = 0;
		if (cached) {
			updates.push(cached.content.update);
			seq = cached.seq;
		} else {
			const snapshot = snapshotOf.get(row.id) as { seq: number; data: Uint8Array; sha256: Uint8Array } | undefined;
			if (snapshot) {
				assert(isSnapshotWhole(snapshot), 'a snapshot is what was written');
				updates.push(snapshot.data);
				seq = snapshot.seq;
			}
		}
		for (const entry of tail.iterate(row.id, seq) as Iterable<LogEntry>) {
			assert(entry.seq === seq + 1, 'a log has no holes');
			assert(isEntryWhole(entry), 'a row of the log is what was written');
			updates.push(entry.data);
			seq = entry.seq;
		}
		assert(seq === row.seq, 'a log ends where its document does');
		return { seq, updates };
	};

	const contentOf = (row: DocumentRow): { seq: number; content: DocumentContent } => {
		const known = cache.get(cacheKey(row));
		if (known?.seq === row.seq) return known;
		const { seq, updates } = updatesOf(row, true);
		const entry = { seq, content: foldUpdates(updates) };
		remember(cacheKey(row), entry);
		return entry;
	};

	const remember = (key: string, entry: { seq: number; content: DocumentContent }) => {
		cache.delete(key);
		cache.set(key, entry);
		let bytes = 0;
		for (const { content } of cache.values()) bytes += content.update.byteLength;
		for (const [oldest, { content }] of cache) {
			if (bytes <= cacheBytes) break;
			cache.delete(oldest);
			bytes -= content.update.byteLength;
		}
	};

	const openDocument: StorageOperations['openDocument'] = (workshop, document) => {
		const row = find.get(workshop, document) as DocumentRow | undefined;
		if (!row) {
			return { seq: 0, bytes: 0, tailRows: 0, tailBytes: 0, stateVector: Uint8Array.of(0), deleted: [], owners: [] };
		}
		const { seq, content } = contentOf(row);
		const owners = ownersOf.all(row.id) as unknown as { client: number; participant: string }[];
		return {
			seq,
			bytes: row.snapshot_bytes + row.tail_bytes,
			tailRows: row.tail_rows,
			tailBytes: row.tail_bytes,
			stateVector: content.stateVector,
			deleted: content.deleted,
			chains: content.chains,
			owners: owners.map(({ client, participant }) => [client, participant] as const)
		};
	};

	const readDocument: StorageOperations['readDocument'] = (workshop, document, stateVector) => {
		const row = find.get(workshop, document) as DocumentRow | undefined;
		if (!row) return { seq: 0, update: Uint8Array.of(0, 0) };
		const { seq, content } = contentOf(row);
		const isEmpty = stateVector === undefined || stateVector.byteLength < 2;
		return { seq, update: isEmpty ? content.update : Y.diffUpdate(content.update, stateVector) };
	};

	const readLog: StorageOperations['readLog'] = (workshop, document, after, mostBytes) => {
		const row = find.get(workshop, document) as DocumentRow | undefined;
		const rows: LogRow[] = [];
		if (!row || after >= row.seq) return rows;
		let bytes = 0;
		for (const { seq, data } of tail.iterate(row.id, after) as Iterable<{ seq: number; data: Uint8Array }>) {
			if (seq !== after + rows.length + 1) return undefined;
			bytes += data.byteLength;
			if (rows.length > 0 && bytes > mostBytes) break;
			rows.push({ seq, update: data });
		}
		return rows.length > 0 ? rows : undefined;
	};

	/** After an erasure nothing of the content stays in memory. */
	const forget = () => cache.clear();

	/** Reads past the cache: a snapshot is made from what is on the disk. */
	const makeSnapshot = (workshop: string, document: string, historyAfter: number): Snapshot | undefined => {
		const row = find.get(workshop, document) as DocumentRow | undefined;
		if (!row) return undefined;
		const cut = history.cutOf(row.id, row.seq, historyAfter);
		if (row.seq === row.snapshot_seq && !isAnyRow.get(row.id, cut.dropTo)) return undefined;
		const { seq, updates } = updatesOf(row, false);
		return { document: row.id, workshop, name: document, seq, update: foldVerified(updates).update, ...cut };
	};

	/** One view of the file for all statements of a read: a compaction in between cannot take rows away. */
	const inOneView =
		<Args extends unknown[], Value>(read: (...args: Args) => Value) =>
		(...args: Args): Value => {
			db.exec('BEGIN');
			try {
				return read(...args);
			} finally {
				db.exec('COMMIT');
			}
		};

	return {
		openDocument: inOneView(openDocument),
		readDocument: inOneView(readDocument),
		readLog: inOneView(readLog),
		makeSnapshot: inOneView(makeSnapshot),
		readDocumentAt: inOneView(history.readDocumentAt),
		listMoments: inOneView(history.listMoments),
		listOldHistory: inOneView(history.listOldHistory),
		forget
	};
}

function cacheKey({ workshop, name }: DocumentRow): string {
	return `${workshop}/${name}`;
}

function sha256(data: Uint8Array): Uint8Array {
	return createHash('sha256').update(data).digest();
}
