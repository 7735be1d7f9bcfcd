// SQLite gives the number of a row that was deleted to the next one. What was read of a document of an erased workshop
// must not get into the document that comes to have its number.
import { expect, test } from 'vitest';
import { initialAccess } from '#lib/protocol/access.ts';
import { author, textOf } from '../testing/updates.ts';
import { openDatabase, readerOf, writerOf } from './sqlite-database.ts';

function twoWorkshops() {
	const db = openDatabase(':memory:');
	const [writer, reader] = [writerOf(db), readerOf(db)];
	const write = (workshop: string, update: Uint8Array) =>
		writer.append({ workshop, document: 'plan', seq: 1, participant: 'mo', update, at: 1, claims: [] });
	for (const id of ['erased', 'next']) {
		const creator = { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 } as const;
		writer.createWorkshop({
			...{ id, title: '', created: 1, access: initialAccess, creator, links: [] },
			session: { hash: id, workshop: id, participant: 'mo', role: 'moderator', created: 1 },
			code: { code: id, workshop: id, link: 'none', expires: 2 }
		});
	}
	write('erased', author(1).write('geheim'));
	const next = () => textOf(reader.readDocument('next', 'plan').update);
	return { db, writer, reader, write, next };
}

test('a compaction of a workshop that is erased meanwhile does not reach the next document', () => {
	const { db, writer, reader, write, next } = twoWorkshops();
	const snapshot = reader.makeSnapshot('erased', 'plan', 0)!;
	writer.eraseWorkshop('erased', 2);
	reader.forget();
	write('next', author(2).write('von anderen'));
	writer.saveSnapshot(snapshot);
	expect(next()).toBe('von anderen');
	db.close();
});

test('what the reader remembers of an erased workshop is never taken for the next document', () => {
	const { db, writer, reader, write, next } = twoWorkshops();
	reader.readDocument('erased', 'plan');
	writer.eraseWorkshop('erased', 2);
	write('next', author(2).write('von anderen'));
	expect(next()).toBe('von anderen');
	reader.forget();
	db.close();
});
