/**
 * The default store: one SQLite file (WAL, `synchronous=FULL`), one thread that writes, one that loads documents.
 * Both sides run the statements of the `sqlite-*.ts` files beside this one.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { storeFile } from './data-folder.ts';
import type { Snapshot } from './sqlite-documents.ts';
import { startSettling } from './settling-log.ts';
import { startThread, type BatchObserver } from './sqlite-thread.ts';
import type { Compaction, Storage, StorageOperations } from './storage.ts';

export interface SqliteSettings {
	/** Folder of `werktisch.sqlite`; made if it is not there. */
	readonly folder: string;
	readonly maxPages?: number;
	readonly onBatch?: BatchObserver;
}

/** Operations that load whole documents; everything else keeps its order in the writer's queue. */
const readerOperations = [
	'openDocument',
	'readDocument',
	'readLog',
	'readDocumentAt',
	'listMoments',
	'listOldHistory',
	'readBox',
	'readBoxResult'
] as const satisfies (keyof StorageOperations)[];

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
	'createBox',
	'listBoxes',
	'addElector',
	'putBoxEntry',
	'readBoxEntry',
	'deleteBoxEntry',
	'putBoxResult',
	'recoverySince',
	'beginRecovery',
	'listDamage',
	'noteUse',
	'listUnused',
	'probe'
] as const satisfies (keyof StorageOperations)[];

export async function openSqliteStorage(settings: SqliteSettings): Promise<Storage> {
	mkdirSync(settings.folder, { recursive: true });
	const file = join(settings.folder, storeFile);
	// The writer first: it makes the tables that the reader's statements need.
	const writer = await startThread({ role: 'writer', file, maxPages: settings.maxPages }, settings.onBatch);
	const reader = await startThread({ role: 'reader', file });

	const settling = startSettling(() => reader.call('settleLog', []) as Promise<boolean>);
	await settling.settle();

	const storage: Record<string, unknown> = {
		async openBox(...args: unknown[]) {
			const opened = await writer.call('openBox', args);
			await settling.settle();
			return opened;
		},
		async compact(workshop: string, document: string, historyAfter: number): Promise<Compaction | undefined> {
			const snapshot = (await reader.call('makeSnapshot', [workshop, document, historyAfter])) as Snapshot | undefined;
			if (!snapshot) return undefined;
			await writer.call('saveSnapshot', [snapshot]);
			return { seq: snapshot.seq, bytes: snapshot.update.byteLength };
		},
		async eraseWorkshop(id: string, at: number) {
			await writer.call('eraseWorkshop', [id, at]);
			await reader.call('forget', []);
			await settling.settle();
		},
		async close() {
			settling.stop();
			await writer.close();
			await reader.close();
		}
	};
	for (const name of readerOperations) storage[name] = (...args: unknown[]) => reader.call(name, args);
	for (const name of writerOperations) storage[name] = (...args: unknown[]) => writer.call(name, args);
	return storage as unknown as Storage;
}
