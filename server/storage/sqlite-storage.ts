/**
 * The default store: one SQLite file (WAL, `synchronous=FULL`), one thread that writes, one that loads documents.
 * Both sides run the statements of the `sqlite-*.ts` files beside this one.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from './sqlite-documents.ts';
import { startThread, type BatchObserver } from './sqlite-thread.ts';
import type { Compaction, Storage, StorageOperations } from './storage.ts';

export interface SqliteSettings {
	/** Folder of `werktisch.sqlite`; made if it is not there. */
	readonly folder: string;
	readonly maxPages?: number;
	readonly onBatch?: BatchObserver;
}

/** Operations that load whole documents; everything else keeps its order in the writer's queue. */
const readerOperations = ['openDocument', 'readDocument'] as const satisfies (keyof StorageOperations)[];

const writerOperations = [
	'createWorkshop',
	'loadWorkshop',
	'writeAccess',
	'putParticipants',
	'withSession',
	'removeParticipant',
	'findLink',
	'findLinkById',
	'listLinks',
	'addLink',
	'revokeLink',
	'join',
	'addSession',
	'findSession',
	'hasSessionByLink',
	'findCode',
	'currentCode',
	'putCode',
	'append',
	'putFile',
	'readFile',
	'probe'
] as const satisfies (keyof StorageOperations)[];

export async function openSqliteStorage(settings: SqliteSettings): Promise<Storage> {
	mkdirSync(settings.folder, { recursive: true });
	const file = join(settings.folder, 'werktisch.sqlite');
	// The writer first: it makes the tables that the reader's statements need.
	const writer = await startThread({ role: 'writer', file, maxPages: settings.maxPages }, settings.onBatch);
	const reader = await startThread({ role: 'reader', file });

	const storage: Record<string, unknown> = {
		async compact(workshop: string, document: string, historyAfter: number): Promise<Compaction | undefined> {
			const snapshot = (await reader.call('makeSnapshot', [workshop, document])) as Snapshot | undefined;
			if (!snapshot) return undefined;
			await writer.call('saveSnapshot', [snapshot, historyAfter]);
			return { seq: snapshot.seq, bytes: snapshot.update.byteLength };
		},
		async eraseWorkshop(id: string, at: number) {
			await writer.call('eraseWorkshop', [id, at]);
			await reader.call('forget', []);
		},
		async close() {
			await writer.close();
			await reader.close();
		}
	};
	for (const name of readerOperations) storage[name] = (...args: unknown[]) => reader.call(name, args);
	for (const name of writerOperations) storage[name] = (...args: unknown[]) => writer.call(name, args);
	return storage as unknown as Storage;
}
