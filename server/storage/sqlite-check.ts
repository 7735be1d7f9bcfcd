/**
 * Whether the store's file still says what was written. Damage of its structure concerns everything: nothing is served
 * from such a file. Damage of what lies in it concerns one document (rooms/quarantine.ts keeps it closed) or one workshop
 * (set aside as a whole); everything else is served. Run at every start (`sqlite-worker.ts`), after a backup and before a restore.
 */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { knownStep } from './sqlite-schema.ts';
import type { Damage } from './storage.ts';

/**
 * `undefined` when all is well, else SQLite's own first word about it. Indexes are compared with rows as well: without
 * that a start would find out later, and here it takes no longer (0.6 s for 500 MB).
 */
export function structuralDamage(db: DatabaseSync): string | undefined {
	try {
		const row = db.prepare('PRAGMA integrity_check(1)').get() as Record<string, string>;
		const [said = 'nothing'] = Object.values(row);
		return said === 'ok' ? undefined : said.replaceAll('\n', ' ');
	} catch (error) {
		if (!isDamage(error)) throw error;
		return (error as Error).message;
	}
}

/** Whether SQLite says that the file is damaged or none of its own: SQLITE_CORRUPT, SQLITE_NOTADB. */
export function isDamage(error: unknown): boolean {
	const code = (error as { errcode?: number }).errcode;
	return code !== undefined && [11, 26].includes(code & 0xff);
}

interface DocumentRow {
	id: number;
	workshop: string;
	name: string;
	seq: number;
	snapshot_seq: number;
}

/**
 * Compares what documents are made of (snapshot, and the log behind it) with its checksums, and looks for holes.
 * `step` of the schema, where it may be an older one.
 */
export function findDamage(db: DatabaseSync, step = knownStep): Damage[] {
	const documents = db.prepare('SELECT id, workshop, name, seq, snapshot_seq FROM documents').all();
	const check = documentCheck(db, step);
	const ofDocuments = (documents as unknown as DocumentRow[]).flatMap((row) => {
		const what = check(row);
		return what === undefined ? [] : [{ workshop: row.workshop, document: row.name, what }];
	});
	return [...ofDocuments, ...damagedWorkshops(db)];
}

/** Workshops whose own row makes no sense: without its access rules nobody can be let in. */
function damagedWorkshops(db: DatabaseSync): Damage[] {
	const unreadable = db.prepare(
		"SELECT id FROM workshops WHERE NOT json_valid(access) OR json_type(access) <> 'object'"
	);
	return unreadable
		.all()
		.map((row) => ({ workshop: String(row['id']), what: 'its access rules are not what was written' }));
}

function documentCheck(db: DatabaseSync, step: number): (row: DocumentRow) => string | undefined {
	const snapshot = db.prepare('SELECT seq, data, sha256 FROM snapshots WHERE document = ?');
	const crc = step > 1 ? 'crc' : 'NULL AS crc';
	const tail = db.prepare(`SELECT seq, data, ${crc} FROM log WHERE document = ? AND seq > ? ORDER BY seq`);
	return (row) => {
		const base = snapshot.get(row.id) as { seq: number; data: Uint8Array; sha256: Uint8Array } | undefined;
		if ((base?.seq ?? 0) !== row.snapshot_seq) return 'the snapshot is not the one that was made';
		if (base && !isSnapshotWhole(base)) return 'the snapshot is not what was written';
		let seq = base?.seq ?? 0;
		for (const entry of tail.iterate(row.id, seq) as Iterable<{ seq: number; data: Uint8Array; crc: number | null }>) {
			if (entry.seq !== ++seq) return 'the log has a hole';
			if (!isEntryWhole(entry)) return `row ${seq} of the log is not what was written`;
		}
		return seq === row.seq ? undefined : 'the end of the log is missing';
	};
}

export function isSnapshotWhole({ data, sha256 }: { data: Uint8Array; sha256: Uint8Array }): boolean {
	return createHash('sha256').update(data).digest().equals(sha256);
}

/** Rows of files from before there were checksums have none. */
export function isEntryWhole({ data, crc }: { data: Uint8Array; crc: number | null }): boolean {
	return crc === null || crc32(data) === crc;
}
