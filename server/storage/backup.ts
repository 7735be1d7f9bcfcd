/**
 * A consistent copy of the store in one file, made while the relay runs: `VACUUM INTO` on a connection of its own reads
 * one state of the database, waits for nobody and keeps nobody waiting. The copy is checked and flushed before it gets its
 * name. The way back: `restore.ts`.
 */
import {
	chmodSync,
	closeSync,
	existsSync,
	fsyncSync,
	openSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { findDamage, isDamage, structuralDamage } from './sqlite-check.ts';
import { openDatabase, openExclusive } from './sqlite-database.ts';
import { storeFile } from './data-folder.ts';
import { knownStep } from './sqlite-schema.ts';
import type { Damage } from './storage.ts';

export interface Copy {
	readonly file: string;
	readonly bytes: number;
	/** Without those that were erased. */
	readonly workshops: number;
	/** What lies in the store, and so in the copy, not as it was written. */
	readonly damage: readonly Damage[];
}

/** Copies the store in `folder` to `file`; what has that name is replaced, once the copy is whole. */
export function backUp(folder: string, file: string): Result<Copy, string> {
	const source = join(folder, storeFile);
	if (!existsSync(source)) return refused(`There is no data in ${folder}; is DATA_DIR or PORT another one?`);
	const target = resolve(file);
	if (statSync(target, { throwIfNoEntry: false })?.isDirectory()) return refused(`${file} is a folder; name a file.`);
	if (!existsSync(dirname(target))) return refused(`There is no folder ${dirname(target)}.`);
	if (isPartOf(folder, target)) return refused(`${file} is part of the data itself; name another file.`);
	const unfinished = `${target}.unfinished`;
	try {
		rmSync(unfinished, { force: true });
		copyOf(source, unfinished);
		const checked = checkCopy(unfinished);
		if (!checked.ok) return refused(`The copy of ${folder} is not usable: ${checked.reason}.`);
		// Everybody's words and names, readable by whoever made the copy.
		chmodSync(unfinished, 0o600);
		flush(unfinished);
		renameSync(unfinished, target);
		flushFolder(dirname(target));
		return ok({ ...checked.value, file: target });
	} catch (error) {
		return refused(`The backup could not be written to ${file}: ${(error as Error).message}.`);
	} finally {
		rmSync(unfinished, { force: true });
	}
}

/** Whether this file is a store that this program can run on, and what is in it. */
export function checkCopy(file: string): Result<Omit<Copy, 'file'>, string> {
	const bytes = statSync(file).size;
	let db: DatabaseSync | undefined;
	try {
		db = openExclusive(file);
		const structure = structuralDamage(db);
		if (structure !== undefined) return refused(`it is damaged (${structure})`);
		const { user_version: step } = db.prepare('PRAGMA user_version').get() as { user_version: number };
		if (step > knownStep) return refused('it was written by a newer version of this program');
		if (step < 1 || !isStore(db)) return refused('it is not a backup of Werktisch');
		const { n } = db.prepare('SELECT count(*) AS n FROM workshops WHERE erased IS NULL').get() as { n: number };
		return ok({ bytes, workshops: n, damage: findDamage(db, step) });
	} catch (error) {
		if (!isDamage(error)) throw error;
		return refused('it is not a backup of Werktisch');
	} finally {
		db?.close();
	}
}

/** Brings a file's content to the disk. */
export function flush(file: string): void {
	const descriptor = openSync(file, 'r+');
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

/** Brings names to the disk: a file that was renamed is there under its new name after a power cut, too. */
export function flushFolder(folder: string): void {
	// Windows cannot open folders; it writes names through by itself.
	if (process.platform === 'win32') return;
	const descriptor = openSync(folder, 'r');
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

function copyOf(source: string, target: string): void {
	const db = openDatabase(source);
	try {
		db.prepare('VACUUM INTO ?').run(target);
	} finally {
		db.close();
	}
}

/** Replacing the store by its own copy, under a running relay, would be the opposite of a backup. */
function isPartOf(folder: string, target: string): boolean {
	const isInside = realpathSync(dirname(target)) === realpathSync(folder);
	return isInside && /^(werktisch|lock)\.sqlite/.test(basename(target));
}

function isStore(db: DatabaseSync): boolean {
	const tables = db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name IN ('workshops', 'documents', 'log')");
	return (tables.get() as { n: number }).n === 3;
}
