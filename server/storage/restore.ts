/**
 * Puts a backup in the place of the store. Nothing is deleted: what was there is set aside in the data folder. What was
 * taken away since the backup stays taken away (`taken-away.ts`). A mark says since when devices may know more than the
 * store (`recoverySince` in `storage.ts`). The caller holds the data folder.
 */
import { copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { checkCopy, flush, flushFolder, type Copy } from './backup.ts';
import { storeFile } from './data-folder.ts';
import { openDatabase, writerOf } from './sqlite-database.ts';
import { takeOver } from './taken-away.ts';

export interface Restored extends Copy {
	/** Where the replaced store lies now; `undefined` when there was none. */
	readonly aside?: string;
}

export function restore(file: string, folder: string, at: number): Result<Restored, string> {
	if (!existsSync(file)) return refused(`There is no file ${file}.`);
	const prepared = join(folder, `${storeFile}.restoring`);
	try {
		removeAll(prepared);
		for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, prepared + part);
		const checked = checkCopy(prepared);
		if (!checked.ok) return refused(`${file} was not restored: ${checked.reason}.`);
		prepare(prepared, join(folder, storeFile), at);
		flush(prepared);
		const aside = setAside(folder, at);
		renameSync(prepared, join(folder, storeFile));
		flushFolder(folder);
		return ok({ ...checked.value, file: resolve(file), aside });
	} catch (error) {
		return refused(`${file} could not be restored to ${folder}: ${(error as Error).message}.`);
	} finally {
		removeAll(prepared);
	}
}

/** Brings the copy up to date, with the mark and with what was taken away in the store it replaces. */
function prepare(prepared: string, present: string, at: number): void {
	const db = openDatabase(prepared);
	try {
		const { beginRecovery, eraseWorkshop } = writerOf(db);
		for (const { id, erased } of takeOver(db, present)) eraseWorkshop(id, erased);
		beginRecovery(at);
		// A file that stands for itself, without a WAL beside it.
		db.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
	} finally {
		db.close();
	}
}

/** The old store keeps its place until the new one takes it in a single step; only its own WAL goes before. */
function setAside(folder: string, at: number): string | undefined {
	const present = join(folder, storeFile);
	if (!existsSync(present)) return undefined;
	const aside = join(folder, `replaced-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}`);
	mkdirSync(aside);
	for (const part of ['-wal', '-shm']) {
		if (existsSync(present + part)) renameSync(present + part, join(aside, storeFile + part));
	}
	try {
		linkSync(present, join(aside, storeFile));
	} catch (error) {
		// Some file systems know no second name for a file; then there is a moment without one.
		if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes((error as { code?: string }).code ?? '')) throw error;
		renameSync(present, join(aside, storeFile));
	}
	flushFolder(aside);
	return aside;
}

function removeAll(file: string): void {
	for (const part of ['', '-wal', '-shm', '-journal']) rmSync(file + part, { force: true });
}
