/** A process that commits as the store's writing thread does, and says so; watched by flush-order.test.ts. */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { runBatch, type Operations } from '../../server/storage/sqlite-batch.ts';
import { openDatabase, writerOf } from '../../server/storage/sqlite-database.ts';

const [, , folder = '', synchronous = ''] = process.argv;
const db = openDatabase(join(folder, 'werktisch.sqlite'));
const operations = writerOf(db) as unknown as Operations;
// Without an argument as production sets it; and a checkpoint now and then, after few pages.
db.exec(`PRAGMA wal_autocheckpoint = 30; ${synchronous === 'FULL' ? '' : `PRAGMA synchronous = ${synchronous}`}`);
db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
for (let i = 0; i < 200; i++) {
	runBatch(db, operations, [{ name: 'probe', args: [i] }]);
	writeSync(1, 'committed\n');
}
db.close();
