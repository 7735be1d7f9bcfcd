/**
 * Which folder the data lies in, and that only one process uses it. The lock is a small SQLite file with an exclusive
 * transaction left open: the operating system lets go of it however the process ends, `kill -9` included.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { openExclusive } from './sqlite-database.ts';

export interface DataFolder {
	readonly path: string;
	release(): void;
}

const defaultFolder = './data';

/** The store's file in it. */
export const storeFile = 'werktisch.sqlite';

/**
 * A folder that was named is taken or refused with a sentence. Otherwise it is `./data`; while another process holds that,
 * `./data/<port>`; and a port that once got such a folder keeps it.
 */
export function claimDataFolder(
	named: string | undefined,
	port: number,
	base = defaultFolder
): Result<DataFolder, string> {
	const found = findDataFolder(named, port, base);
	if (named !== undefined || found !== base) return holdDataFolder(found);
	const first = holdDataFolder(base);
	return first.ok || !first.held ? first : holdDataFolder(join(base, String(port)));
}

/** Where a start with these settings would find its data, whether or not something is there or running. */
export function findDataFolder(named: string | undefined, port: number, base = defaultFolder): string {
	if (named !== undefined) return named;
	const own = join(base, String(port));
	return existsSync(join(own, 'lock.sqlite')) ? own : base;
}

export type Claim =
	| { readonly ok: true; readonly value: DataFolder }
	| { readonly ok: false; readonly reason: string; readonly held: boolean };

/** Takes just this folder. `held`: another process has it. */
export function holdDataFolder(path: string): Claim {
	try {
		makeFolder(resolve(path));
		const lock = openExclusive(join(path, 'lock.sqlite'));
		try {
			lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
		} catch (error) {
			lock.close();
			if (!isBusy(error)) throw error;
			return {
				...refused(`The data folder ${path} is in use by another running Werktisch; set DATA_DIR to another one.`),
				held: true
			};
		}
		return ok({ path, release: () => lock.close() });
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return { ...refused(`The data folder ${path} cannot be used: ${why}.`), held: false };
	}
}

/** Level by level: Node's `recursive` goes round for ever where the system says "no such file" of a folder that is there (/proc). */
function makeFolder(path: string): void {
	if (existsSync(path)) return;
	const parent = dirname(path);
	if (parent !== path) makeFolder(parent);
	try {
		mkdirSync(path, { mode: 0o700 }); // people's words are nobody else's on this machine
	} catch (error) {
		// Somebody else who starts at this moment may have been quicker.
		if (!existsSync(path)) throw error;
	}
}

/** SQLITE_BUSY and SQLITE_LOCKED. */
function isBusy(error: unknown): boolean {
	const code = (error as { errcode?: number }).errcode;
	return code !== undefined && [5, 6].includes(code & 0xff);
}
