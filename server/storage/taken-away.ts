/**
 * What a restore must not undo: erased workshops, revoked links, removed people, boxes that were opened (sealed again, an
 * entry could be changed in knowledge of the others). Taken over from the store that is replaced, as far as that can be
 * read. Not its words: those come back from the devices.
 */
import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { carryBoxesOver } from './restored-boxes.ts';

export interface Tombstone {
	readonly id: string;
	/** Milliseconds. */
	readonly erased: number;
}

/** Writes it into `db`, which is up to date; the erased workshops are answered, for whoever can erase. */
export function takeOver(db: DatabaseSync, present: string): readonly Tombstone[] {
	if (!existsSync(present)) return [];
	try {
		db.prepare('ATTACH ? AS present').run(present);
	} catch (error) {
		return unreadable(error);
	}
	try {
		db.exec(`BEGIN IMMEDIATE; ${people}; ${tombstones}`);
		carryBoxesOver(db);
		db.exec('COMMIT');
		const erased = db.prepare('SELECT id, erased FROM present.workshops WHERE erased IS NOT NULL').all();
		return erased as unknown as readonly Tombstone[];
	} catch (error) {
		if (db.isTransaction) db.exec('ROLLBACK');
		return unreadable(error);
	} finally {
		db.exec('DETACH present');
	}
}

/** A restore is what one does when the store is broken: then there is nothing to learn from it. */
function unreadable(error: unknown): [] {
	if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return [];
	throw error;
}

const revoked = 'SELECT workshop, id FROM present.links WHERE revoked = 1';

const people = `
	UPDATE links SET revoked = 1 WHERE (workshop, id) IN (${revoked});
	UPDATE sessions SET revoked = 1
		WHERE hash IN (SELECT hash FROM present.sessions WHERE revoked = 1) OR (workshop, link) IN (${revoked});
	DELETE FROM codes WHERE (workshop, link) IN (${revoked});
	UPDATE participants SET name = '', organisation = NULL, perspective = NULL, waiting = 0, removed = (
		SELECT p.removed FROM present.participants p WHERE p.workshop = participants.workshop AND p.id = participants.id)
	WHERE (workshop, id) IN (SELECT workshop, id FROM present.participants WHERE removed IS NOT NULL)`;

/** Those of workshops that the backup does not know at all. */
const tombstones = `
	INSERT INTO workshops (id, title, created, access, version, erased)
		SELECT id, '', created, '{}', version, erased FROM present.workshops WHERE erased IS NOT NULL
		ON CONFLICT DO NOTHING`;
