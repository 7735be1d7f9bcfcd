import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runBatch, type Operations } from './sqlite-batch.ts';
import { openDatabase, writerOf } from './sqlite-database.ts';

let folder: string;
let db: DatabaseSync;
let operations: Operations;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'werktisch-batch-'));
	db = openDatabase(join(folder, 'werktisch.sqlite'));
	operations = {
		...(writerOf(db) as unknown as Operations),
		broken: () => {
			throw new Error('for its own sake');
		}
	};
});
afterEach(() => {
	db.close();
	rmSync(folder, { recursive: true, force: true });
});

const begin = (at: number) => ({ name: 'beginRecovery', args: [at] });
const since = () => operations['recoverySince']!();

test('a batch is kept as a whole', () => {
	expect(runBatch(db, operations, [begin(1), begin(2)])).toEqual([{ value: undefined }, { value: undefined }]);
	expect(since()).toBe(2);
});

test('an operation that fails for its own sake takes no neighbour along', () => {
	const outcomes = runBatch(db, operations, [begin(1), { name: 'broken', args: [] }, begin(3)]);
	expect(outcomes).toEqual([
		{ value: undefined },
		{ fault: expect.stringContaining('own sake') },
		{ value: undefined }
	]);
	expect(since()).toBe(3);
});

const faults = {
	'is full': { on: 'PRAGMA max_page_count = 1', off: 'PRAGMA max_page_count = 100000' },
	'is read-only': { on: 'PRAGMA query_only = 1', off: 'PRAGMA query_only = 0' }
};

test.each(Object.entries(faults))('when the disk %s nothing of a batch is kept, and later it is', (_, { on, off }) => {
	const file = { name: 'putFile', args: ['w1', 'a'.repeat(64), new Uint8Array(100_000), Infinity, 1] };
	runBatch(db, operations, [{ name: 'createWorkshop', args: [workshop] }]);
	db.exec(on);
	const refused = runBatch(db, operations, [begin(1), file, begin(2)]);
	expect(refused.map((outcome) => 'fault' in outcome)).toEqual([true, true, true]);
	expect(since()).toBeUndefined();
	db.exec(off);
	expect(runBatch(db, operations, [begin(1), file]).map((outcome) => 'value' in outcome)).toEqual([true, true]);
	expect(since()).toBe(1);
});

test('while another program holds the file nothing of a batch is kept, and later it is', () => {
	const other = openDatabase(join(folder, 'werktisch.sqlite'));
	db.exec('PRAGMA busy_timeout = 0');
	other.exec('BEGIN IMMEDIATE');
	expect(runBatch(db, operations, [begin(1), begin(2)]).every((outcome) => 'fault' in outcome)).toBe(true);
	other.exec('ROLLBACK');
	other.close();
	expect(runBatch(db, operations, [begin(1)])).toEqual([{ value: undefined }]);
});

const workshop = {
	...{ id: 'w1', title: 'Titel', created: 1, access: {}, links: [] },
	creator: { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 },
	session: { hash: 's', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
	code: { code: 'CODE', workshop: 'w1', link: 'none', expires: 2 }
};
