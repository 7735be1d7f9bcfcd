/** Opens one connection to the store's file and gives the operations on it; used by the threads and, in memory, directly. */
import * as sqlite from 'node:sqlite';
import { assert } from '#lib/kernel/assert.ts';
import { boxWriter } from './sqlite-boxes.ts';
import { findDamage, isDamage, structuralDamage } from './sqlite-check.ts';
import { documentReader, documentWriter } from './sqlite-documents.ts';
import { linkWriter } from './sqlite-links.ts';
import { boxOpener, openedBoxReader } from './sqlite-opened-boxes.ts';
import { peopleWriter } from './sqlite-people.ts';
import { configureConnection, migrate } from './sqlite-schema.ts';
import { logSettler } from './settling-log.ts';
import { workshopWriter } from './sqlite-workshops.ts';
import type { Damage } from './storage.ts';

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

/**
 * For the writing thread: the connection after a look at everything in the file. Throws one clear sentence when the file
 * as a whole cannot be trusted.
 */
export function openChecked(file: string): { readonly db: sqlite.DatabaseSync; readonly damage: readonly Damage[] } {
	try {
		const db = openDatabase(file);
		const structure = structuralDamage(db);
		if (structure === undefined) {
			migrate(db);
			const tables = missingTable(db);
			if (tables === undefined) return { db, damage: findDamage(db) };
			db.close();
			throw new Error(damagedFile(`${tables} is not as it was made`));
		}
		db.close();
		throw new Error(damagedFile(structure));
	} catch (error) {
		if (!isDamage(error)) throw error;
		throw new Error(damagedFile((error as Error).message), { cause: error });
	}
}

/** A table or index that a fresh store has and this one has not. */
function missingTable(db: sqlite.DatabaseSync): string | undefined {
	const fresh = new Database(':memory:');
	migrate(fresh);
	const here = new Set(tablesOf(db).map(({ name, sql }) => `${name} ${sql}`));
	const missing = tablesOf(fresh).find(({ name, sql }) => !here.has(`${name} ${sql}`));
	fresh.close();
	return missing?.name;
}

function tablesOf(db: sqlite.DatabaseSync) {
	return db.prepare('SELECT name, sql FROM sqlite_schema').all() as { name: string; sql: string | null }[];
}

function damagedFile(what: string): string {
	return `werktisch.sqlite is damaged (${what}). Put a backup back with "npm run restore -- FILE"; the damaged file is kept`;
}

export function writerOf(db: sqlite.DatabaseSync, damage: readonly Damage[] = []) {
	migrate(db);
	const [people, boxes] = [peopleWriter(db), boxWriter(db)];
	const removeParticipant: typeof people.removeParticipant = (workshop, participant, at) => {
		people.removeParticipant(workshop, participant, at);
		boxes.withdrawFromBoxes(workshop, participant);
	};
	const others = { ...workshopWriter(db, damage), ...linkWriter(db), ...documentWriter(db) };
	return { ...others, ...people, ...boxes, ...boxOpener(db), removeParticipant };
}

export function readerOf(db: sqlite.DatabaseSync) {
	return { ...documentReader(db), ...openedBoxReader(db), ...logSettler(db) };
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
