/**
 * A batch of operations as ONE transaction on one connection: what the writing thread does with everything that queued up
 * during the last commit. An outcome exists only after `COMMIT` has returned, that is, after the flush to the disk; this
 * is where an acknowledgement begins to be true.
 */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#lib/kernel/assert.ts';
import type { Call, Outcome } from './sqlite-calls.ts';

export type Operations = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** All or nothing. What fails for its own sake (not for want of space) must not take its neighbours along: one by one then. */
export function runBatch(db: DatabaseSync, operations: Operations, calls: readonly Call[]): Outcome[] {
	try {
		return inTransaction(db, () => calls.map((call) => ({ value: run(operations, call) })));
	} catch (error) {
		if (calls.length === 1 || isDiskFault(error)) return calls.map(() => ({ fault: String(error) }));
		return calls.flatMap((call) => runBatch(db, operations, [call]));
	}
}

/** One operation that brings its own transaction or needs none. */
export function runOne(operations: Operations, call: Call): Outcome {
	try {
		return { value: run(operations, call) };
	} catch (error) {
		return { fault: String(error) };
	}
}

function run(operations: Operations, call: Call): unknown {
	const operation = operations[call.name];
	assert(operation, `the store knows the operation ${call.name}`);
	return operation(...call.args);
}

function inTransaction<Value>(db: DatabaseSync, work: () => Value): Value {
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
