/**
 * A relay whose data can be taken back: to a backup, or to nothing at all. It always answers at the same address, as a
 * server does that somebody has repaired.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startServer, type RunningServer } from '../../server/server.ts';
import { backUp } from '../../server/storage/backup.ts';
import { restore } from '../../server/storage/restore.ts';
import { temporaryFolder } from './relay.ts';

export interface RewoundRelay extends AsyncDisposable {
	readonly url: string;
	start(): Promise<void>;
	stop(): Promise<void>;
	/** Keeps a copy of the data as they are now, as `npm run backup` does. */
	backUp(): void;
	/** Stops, puts the backup back as `npm run restore` does, starts. */
	putBack(): Promise<void>;
	/** Stops, deletes everything, starts. */
	empty(): Promise<void>;
}

export async function rewoundRelay(): Promise<RewoundRelay> {
	const folder = temporaryFolder();
	const data = join(folder.path, 'data');
	const backup = join(folder.path, 'backup.sqlite');
	let running: RunningServer | undefined;
	let port = 0;
	const start = async () => {
		const started = await startServer({ config: { port, dataDir: data, logLevel: 'silent' } });
		if (!started.ok) throw new Error(started.reason);
		running = started.value;
		port = running.port;
	};
	const stop = async () => {
		await running?.close();
		running = undefined;
	};
	await start();
	return {
		url: `http://localhost:${port}`,
		start,
		stop,
		backUp() {
			const made = backUp(data, backup);
			if (!made.ok) throw new Error(made.reason);
		},
		async putBack() {
			await stop();
			const restored = restore(backup, data, Date.now());
			if (!restored.ok) throw new Error(restored.reason);
			await start();
		},
		async empty() {
			await stop();
			rmSync(data, { recursive: true });
			await start();
		},
		async [Symbol.asyncDispose]() {
			await stop();
			folder[Symbol.dispose]();
		}
	};
}
