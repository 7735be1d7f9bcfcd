/**
 * A store that forgets: the same statements on an SQLite database in memory, without threads. For tests and simulations;
 * every answer still comes later, never within the call.
 */
import { openDatabase, readerOf, writerOf } from './sqlite-database.ts';
import { StoreFault, type Storage } from './storage.ts';

export function openMemoryStorage(): Storage {
	const db = openDatabase(':memory:');
	const writer = writerOf(db);
	const reader = readerOf(db);
	let open = true;

	const later =
		<Args extends unknown[], Value>(operation: (...args: Args) => Value) =>
		async (...args: Args): Promise<Value> => {
			await Promise.resolve();
			if (!open) throw new StoreFault('the store is closed');
			db.exec('SAVEPOINT operation');
			try {
				return operation(...args);
			} catch (error) {
				db.exec('ROLLBACK TO operation');
				throw new StoreFault(String(error));
			} finally {
				db.exec('RELEASE operation');
			}
		};
	const reading =
		<Args extends unknown[], Value>(operation: (...args: Args) => Value) =>
		async (...args: Args): Promise<Value> => {
			await Promise.resolve();
			if (!open) throw new StoreFault('the store is closed');
			return operation(...args);
		};

	const { saveSnapshot, ...operations } = writer;
	const writing = Object.fromEntries(
		Object.entries(operations).map(([name, operation]) => [
			name,
			later(operation as unknown as (...args: unknown[]) => unknown)
		])
	) as unknown as Storage;
	return {
		...writing,
		openDocument: reading(reader.openDocument),
		readDocument: reading(reader.readDocument),
		readLog: reading(reader.readLog),
		readDocumentAt: reading(reader.readDocumentAt),
		listMoments: reading(reader.listMoments),
		listOldHistory: reading(reader.listOldHistory),
		readBox: reading(reader.readBox),
		readBoxResult: reading(reader.readBoxResult),
		async eraseWorkshop(id, at) {
			await writing.eraseWorkshop(id, at);
			reader.forget();
		},
		async compact(workshop, document, historyAfter) {
			const snapshot = await reading(reader.makeSnapshot)(workshop, document, historyAfter);
			if (!snapshot) return undefined;
			await later(saveSnapshot)(snapshot);
			return { seq: snapshot.seq, bytes: snapshot.update.byteLength };
		},
		async close() {
			open = false;
			db.close();
		}
	};
}
