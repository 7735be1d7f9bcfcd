/**
 * Takes old copies of pages off the disk: after something was deleted for good, everything in the write-ahead log goes
 * into the file and the log is cut to nothing. As long as another program reads (a backup), that has to wait.
 */
import type { DatabaseSync } from 'node:sqlite';

/** Pause before it is tried again, milliseconds. */
const retryMs = 5000;

/** Gives whether it could be done. Short of breath on purpose: while it waits for readers, nobody can write. */
export function logSettler(db: DatabaseSync): { settleLog(): boolean } {
	return {
		settleLog() {
			db.exec('PRAGMA busy_timeout = 200');
			try {
				const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
				return busy === 0;
			} finally {
				db.exec('PRAGMA busy_timeout = 5000');
			}
		}
	};
}

export interface Settling {
	/** Tries now, and later again if need be. Resolves after the first try, in any case. */
	settle(): Promise<void>;
	stop(): void;
}

/** @param tryOnce gives whether it could be done */
export function startSettling(tryOnce: () => Promise<boolean>): Settling {
	let timer: NodeJS.Timeout | undefined;
	let stopped = false;
	const settle = async (): Promise<void> => {
		clearTimeout(timer);
		// A store that fails is noticed by whoever writes next; here it is only one more reason to try again.
		const done = await tryOnce().catch(() => false);
		if (!done && !stopped) timer = setTimeout(() => void settle(), retryMs).unref();
	};
	return {
		settle,
		stop() {
			stopped = true;
			clearTimeout(timer);
		}
	};
}
