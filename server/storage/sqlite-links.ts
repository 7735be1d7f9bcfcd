/** Capability links and spoken codes in SQLite. Of a link only the hash is kept; a code is short-lived and kept as it is. */
import type { DatabaseSync } from 'node:sqlite';
import { ok, refused } from '#lib/kernel/result.ts';
import { higherRole, type Role } from '#lib/protocol/access.ts';
import type { CodeRecord, LinkRecord, StorageOperations } from './storage.ts';

type Operations = Pick<
	StorageOperations,
	'findLink' | 'findLinkById' | 'listLinks' | 'addLink' | 'revokeLink' | 'findCode' | 'currentCode' | 'putCode'
>;

export function linkWriter(db: DatabaseSync): Operations {
	const byHash = db.prepare('SELECT l.*, w.erased FROM links l JOIN workshops w ON w.id = l.workshop WHERE l.hash = ?');
	const byId = db.prepare('SELECT * FROM links WHERE workshop = ? AND id = ?');
	const list = db.prepare('SELECT * FROM links WHERE workshop = ? ORDER BY created, id');
	const insert = db.prepare(
		'INSERT INTO links (id, workshop, hash, role, created, expires, uses_left, approval) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
	);
	const revoke = db.prepare('UPDATE links SET revoked = 1 WHERE workshop = ? AND id = ?');
	const dropCodes = db.prepare('DELETE FROM codes WHERE workshop = ? AND link = ?');
	const affected = db.prepare(
		`SELECT DISTINCT p.id, p.role, p.pinned FROM sessions s JOIN participants p ON p.workshop = s.workshop AND p.id = s.participant
		WHERE s.workshop = ? AND s.link = ? AND p.removed IS NULL`
	);
	const revokeSessions = db.prepare('UPDATE sessions SET revoked = 1 WHERE workshop = ? AND link = ?');
	const remaining = db.prepare('SELECT role FROM sessions WHERE workshop = ? AND participant = ? AND revoked = 0');
	const setRole = db.prepare('UPDATE participants SET role = ? WHERE workshop = ? AND id = ?');
	const code = db.prepare('SELECT * FROM codes WHERE code = ? AND expires > ?');
	const codeOf = db.prepare('SELECT * FROM codes WHERE workshop = ? AND expires > ?');
	const dropExpired = db.prepare('DELETE FROM codes WHERE expires <= ? OR workshop = ?');
	const insertCode = db.prepare('INSERT OR IGNORE INTO codes (code, workshop, link, expires) VALUES (?, ?, ?, ?)');

	return {
		findLink(hash) {
			const row = byHash.get(hash) as (LinkRow & { erased: number | null }) | undefined;
			return row && { ...linkOf(row), erased: row.erased !== null };
		},
		findLinkById(workshop, id) {
			const row = byId.get(workshop, id) as LinkRow | undefined;
			return row && linkOf(row);
		},
		listLinks: (workshop) => (list.all(workshop) as unknown as LinkRow[]).map(linkOf),
		addLink(link) {
			const { id, workshop, hash, role, created, expires, usesLeft, approval } = link;
			insert.run(id, workshop, hash, role, created, expires ?? null, usesLeft ?? null, Number(approval));
		},
		revokeLink(workshop, id) {
			revoke.run(workshop, id);
			dropCodes.run(workshop, id);
			const people = affected.all(workshop, id) as unknown as { id: string; role: Role; pinned: number }[];
			revokeSessions.run(workshop, id);
			return people.map((person) => {
				const left = remaining.all(workshop, person.id) as unknown as { role: Role }[];
				// Whoever came in another way as well keeps what that way gave; a role given by hand stays.
				const role = left.length === 0 || person.pinned ? person.role : left.map((row) => row.role).reduce(higherRole);
				if (role !== person.role) setRole.run(role, workshop, person.id);
				return { participant: person.id, role };
			});
		},
		findCode: (value, now) => code.get(value, now) as CodeRecord | undefined,
		currentCode: (workshop, now) => codeOf.get(workshop, now) as CodeRecord | undefined,
		putCode(record, now) {
			dropExpired.run(now, record.workshop);
			const { changes } = insertCode.run(record.code, record.workshop, record.link, record.expires);
			return changes === 1 ? ok() : refused('conflict');
		}
	};
}

interface LinkRow {
	id: string;
	workshop: string;
	role: Role;
	created: number;
	expires: number | null;
	uses_left: number | null;
	approval: number;
	revoked: number;
}

function linkOf(row: LinkRow): LinkRecord {
	return {
		id: row.id,
		workshop: row.workshop,
		role: row.role,
		created: row.created,
		expires: row.expires ?? undefined,
		usesLeft: row.uses_left ?? undefined,
		approval: row.approval === 1,
		revoked: row.revoked === 1
	};
}
