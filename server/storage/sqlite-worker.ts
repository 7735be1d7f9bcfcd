/**
 * The thread that owns a connection to the store's file. As `writer` it runs each batch it is sent as ONE transaction
 * (group commit); as `reader` it loads whole documents without standing in the writer's way. Its other end is
 * `sqlite-storage.ts`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#lib/kernel/assert.ts';
import { openDatabase, readerOf, writerOf } from './sqlite-database.ts';
import type { Call, Outcome, WorkerSettings } from './sqlite-calls.ts';

type Operation = (...args: readonly unknown[]) => unknown;

const settings = workerData as WorkerSettings;
const port = parentPort;
assert(port, 'this module runs as a worker thread');

const db = openDatabase(settings.file);
const operations = (settings.role === 'writer' ? writerOf(db) : readerOf(db)) as unknown as Record<string, Operation>;
if (settings.maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${settings.maxPages}`);

port.on('message', (calls: readonly Call[] | 'close') => {
	if (calls === 'close') {
		db.close();
		port.close();
		return;
	}
	port.postMessage(settings.role === 'writer' ? runBatch(calls) : calls.map(runOne));
});
port.postMessage('open');

/** All or nothing. What fails for its own sake (not for want of space) must not take its neighbours along: one by one then. */
function runBatch(calls: readonly Call[]): Outcome[] {
	try {
		return inTransaction(() => calls.map((call) => ({ value: run(call) })));
	} catch (error) {
		if (calls.length === 1 || isDiskFault(error)) return calls.map(() => ({ fault: String(error) }));
		return calls.flatMap((call) => runBatch([call]));
	}
}

function runOne(call: Call): Outcome {
	try {
		return { value: run(call) };
	} catch (error) {
		return { fault: String(error) };
	}
}

function run(call: Call): unknown {
	const operation = operations[call.name];
	assert(operation, `the store knows the operation ${call.name}`);
	return operation(...call.args);
}

function inTransaction<Value>(work: () => Value): Value {
	db.exec('BEGIN IMMEDIATE');
	try {
		const value = work();
		db.exec('COMMIT');
		return value;
	} catch (error) {
		// SQLite rolls back by itself after some disk errors; a second one would be an error of its own.
		if (db.isTransaction) db.exec('ROLLBACK');
		throw error;
	}
}

/** SQLITE_FULL 13, SQLITE_IOERR 10, SQLITE_READONLY 8, SQLITE_CANTOPEN 14, SQLITE_BUSY 5, SQLITE_CORRUPT 11. */
function isDiskFault(error: unknown): boolean {
	const code = (error as { errcode?: number }).errcode;
	return code !== undefined && [5, 8, 10, 11, 13, 14].includes(code & 0xff);
}
