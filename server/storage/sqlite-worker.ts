/**
 * The thread that owns a connection to the store's file. As `writer` it runs each batch it is sent as one transaction
 * (`sqlite-batch.ts`); as `reader` it loads whole documents without standing in the writer's way. Its other end is
 * `sqlite-thread.ts`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#lib/kernel/assert.ts';
import { runBatch, runOne, type Operations } from './sqlite-batch.ts';
import { openChecked, openDatabase, readerOf, writerOf } from './sqlite-database.ts';
import type { Call, WorkerSettings } from './sqlite-calls.ts';

const settings = workerData as WorkerSettings;
const port = parentPort;
assert(port, 'this module runs as a worker thread');

const { db, damage } =
	settings.role === 'writer' ? openChecked(settings.file) : { db: openDatabase(settings.file), damage: [] };
const operations = (settings.role === 'writer' ? writerOf(db, damage) : readerOf(db)) as unknown as Operations;
if (settings.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${settings.maxPages}`);

port.on('message', (calls: readonly Call[] | 'close') => {
	if (calls === 'close') {
		db.close();
		port.close();
		return;
	}
	const isWriter = settings.role === 'writer';
	port.postMessage(isWriter ? runBatch(db, operations, calls) : calls.map((call) => runOne(operations, call)));
});
port.postMessage('open');
