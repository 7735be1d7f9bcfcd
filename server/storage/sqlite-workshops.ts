/** Workshops, their access rules, files and tombstones in SQLite. */
import type { DatabaseSync } from 'node:sqlite';
import { ok, refused } from '#lib/kernel/result.ts';
import type { AccessRules } from '#lib/protocol/access.ts';
import { linkWriter } from './sqlite-links.ts';
import { participantOf, peopleWriter } from './sqlite-people.ts';
import type { StorageOperations } from './storage.ts';

type Operations = Pick<
	StorageOperations,
	'createWorkshop' | 'loadWorkshop' | 'eraseWorkshop' | 'writeAccess' | 'putFile' | 'readFile' | 'probe'
>;

interface WorkshopRow {
	title: string;
	access: string;
	version: number;
	erased: number | null;
}

export function workshopWriter(db: DatabaseSync): Operations {
	const people = peopleWriter(db);
	const links = linkWriter(db);
	const find = db.prepare('SELECT title, access, version, erased FROM workshops WHERE id = ?');
	const insert = db.prepare('INSERT INTO workshops (id, title, created, access, version) VALUES (?, ?, ?, ?, 1)');
	const members = db.prepare('SELECT * FROM participants WHERE workshop = ? AND removed IS NULL ORDER BY joined, id');
	const documents = db.prepare(
		'SELECT name, seq, snapshot_bytes + tail_bytes AS bytes FROM documents WHERE workshop = ? ORDER BY name'
	);
	const setAccess = db.prepare('UPDATE workshops SET access = ?, version = version + 1 WHERE id = ? AND version = ?');
	const entomb = db.prepare("UPDATE workshops SET erased = ?, title = '', access = '{}' WHERE id = ?");
	const fileBytes = db.prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM files WHERE workshop = ?');
	const hasFile = db.prepare('SELECT 1 FROM files WHERE workshop = ? AND sha256 = ?');
	const insertFile = db.prepare('INSERT INTO files (workshop, sha256, bytes, at, data) VALUES (?, ?, ?, ?, ?)');
	const fileData = db.prepare('SELECT data FROM files WHERE workshop = ? AND sha256 = ?');
	const mark = db.prepare("INSERT OR REPLACE INTO marks (name, value) VALUES ('probe', ?)");

	return {
		createWorkshop(workshop) {
			const row = find.get(workshop.id) as WorkshopRow | undefined;
			if (row) return refused(row.erased === null ? 'conflict' : 'erased');
			insert.run(workshop.id, workshop.title, workshop.created, JSON.stringify(workshop.access));
			people.putParticipants(workshop.id, [workshop.creator]);
			for (const link of workshop.links) links.addLink(link);
			people.addSession(workshop.session);
			links.putCode(workshop.code, workshop.created);
			return ok();
		},
		loadWorkshop(id) {
			const row = find.get(id) as WorkshopRow | undefined;
			if (!row) return undefined;
			if (row.erased !== null) return { erased: true };
			return {
				erased: false,
				title: row.title,
				version: row.version,
				access: JSON.parse(row.access) as AccessRules,
				participants: members.all(id).map(participantOf),
				documents: documents.all(id) as unknown as { name: string; seq: number; bytes: number }[]
			};
		},
		eraseWorkshop(id, at) {
			for (const table of ['log', 'snapshots', 'owners']) {
				db.prepare(`DELETE FROM ${table} WHERE document IN (SELECT id FROM documents WHERE workshop = ?)`).run(id);
			}
			for (const table of ['documents', 'participants', 'sessions', 'codes', 'files']) {
				db.prepare(`DELETE FROM ${table} WHERE workshop = ?`).run(id);
			}
			entomb.run(at, id);
		},
		writeAccess(workshop, expected, access) {
			const { changes } = setAccess.run(JSON.stringify(access), workshop, expected);
			return changes === 1 ? ok(expected + 1) : refused('stale');
		},
		putFile(workshop, sha256, data, bound, at) {
			const row = find.get(workshop) as WorkshopRow | undefined;
			if (!row || row.erased !== null) return refused('erased');
			if (hasFile.get(workshop, sha256)) return ok('known');
			const { bytes } = fileBytes.get(workshop) as { bytes: number };
			if (bytes + data.byteLength > bound) return refused('full');
			insertFile.run(workshop, sha256, data.byteLength, at, data);
			return ok('new');
		},
		readFile(workshop, sha256) {
			return (fileData.get(workshop, sha256) as { data: Uint8Array } | undefined)?.data;
		},
		probe(at) {
			mark.run(at);
		}
	};
}
