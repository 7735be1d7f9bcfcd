/**
 * Which folder the data lies in, and that only one process uses it. The lock is a small SQLite file with an exclusive
 * transaction left open: the operating system lets go of it however the process ends, `kill -9` included.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { openExclusive } from './sqlite-database.ts';

export interface DataFolder {
	readonly path: string;
	release(): void;
}

const defaultFolder = './data';

/**
 * A folder that was named is taken or refused with a sentence. Otherwise it is `./data`; while another process holds that,
 * `./data/<port>`; and a port that once got such a folder keeps it.
 */
export function claimDataFolder(
	named: string | undefined,
	port: number,
	base = defaultFolder
): Result<DataFolder, string> {
	if (named !== undefined) return claim(named);
	const own = join(base, String(port));
	if (existsSync(join(own, 'lock.sqlite'))) return claim(own);
	const first = claim(base);
	return first.ok || !first.held ? first : claim(own);
}

type Claim =
	| { readonly ok: true; readonly value: DataFolder }
	| { readonly ok: false; readonly reason: string; readonly held: boolean };

function claim(path: string): Claim {
	try {
		mkdirSync(path, { recursive: true });
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

/** SQLITE_BUSY and SQLITE_LOCKED. */
function isBusy(error: unknown): boolean {
	const code = (error as { errcode?: number }).errcode;
	return code !== undefined && [5, 6].includes(code & 0xff);
}
