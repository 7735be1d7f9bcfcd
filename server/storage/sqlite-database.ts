/** Opens one connection to the store's file and gives the operations on it; used by the threads and, in memory, directly. */
import * as sqlite from 'node:sqlite';
import { assert } from '#lib/kernel/assert.ts';
import { documentReader, documentWriter } from './sqlite-documents.ts';
import { linkWriter } from './sqlite-links.ts';
import { peopleWriter } from './sqlite-people.ts';
import { configureConnection, migrate } from './sqlite-schema.ts';
import { workshopWriter } from './sqlite-workshops.ts';

/** Node 26 calls it `Database`, Node 24 `DatabaseSync`. */
const Database = (sqlite as { Database?: typeof sqlite.DatabaseSync }).Database ?? sqlite.DatabaseSync;

export function openDatabase(file: string): sqlite.DatabaseSync {
	const db = new Database(file);
	const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
	// Older ones can damage a WAL file when two connections checkpoint at once (fixed in 3.51.3).
	assert(atLeast(version, [3, 51, 3]), `SQLite is 3.51.3 or newer (it is ${version})`);
	configureConnection(db);
	return db;
}

export function openExclusive(file: string): sqlite.DatabaseSync {
	return new Database(file);
}

export function writerOf(db: sqlite.DatabaseSync) {
	migrate(db);
	return { ...workshopWriter(db), ...peopleWriter(db), ...linkWriter(db), ...documentWriter(db) };
}

export function readerOf(db: sqlite.DatabaseSync) {
	return documentReader(db);
}

export type Writer = ReturnType<typeof writerOf>;
export type Reader = ReturnType<typeof readerOf>;

function atLeast(version: string, least: readonly number[]): boolean {
	const parts = version.split('.').map(Number);
	for (const [i, bound] of least.entries()) {
		if ((parts[i] ?? 0) !== bound) return (parts[i] ?? 0) > bound;
	}
	return true;
}
