/** Workshops, their access rules, files and tombstones in SQLite. */
import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { ok, refused } from '#lib/kernel/result.ts';
import type { AccessRules } from '#lib/protocol/access.ts';
import { boxWriter } from './sqlite-boxes.ts';
import { isEntryWhole } from './sqlite-check.ts';
import { linkWriter } from './sqlite-links.ts';
import { participantOf, peopleWriter } from './sqlite-people.ts';
import type { Damage, StorageOperations } from './storage.ts';

type Operations = Pick<
	StorageOperations,
	| 'createWorkshop'
	| 'loadWorkshop'
	| 'eraseWorkshop'
	| 'writeAccess'
	| 'putFile'
	| 'readFile'
	| 'listDamage'
	| 'noteUse'
	| 'listUnused'
	| 'recoverySince'
	| 'beginRecovery'
	| 'probe'
>;

interface WorkshopRow {
	title: string;
	created: number;
	access: string;
	version: number;
	erased: number | null;
}

export function workshopWriter(db: DatabaseSync, damage: readonly Damage[]): Operations {
	const damaged = new Set(damage.filter(({ document }) => document === undefined).map(({ workshop }) => workshop));
	const people = peopleWriter(db);
	const links = linkWriter(db);
	const boxes = boxWriter(db);
	const find = db.prepare('SELECT title, created, access, version, erased FROM workshops WHERE id = ?');
	const insert = db.prepare(
		'INSERT INTO workshops (id, title, created, used, access, version) VALUES (?1, ?2, ?3, ?3, ?4, 1)'
	);
	const members = db.prepare('SELECT * FROM participants WHERE workshop = ? AND removed IS NULL ORDER BY joined, id');
	const documents = db.prepare(
		'SELECT name, seq, snapshot_bytes + tail_bytes AS bytes FROM documents WHERE workshop = ? ORDER BY name'
	);
	const setAccess = db.prepare('UPDATE workshops SET access = ?, version = version + 1 WHERE id = ? AND version = ?');
	const entomb = db.prepare("UPDATE workshops SET erased = ?, title = '', access = '{}' WHERE id = ?");
	// Only the hash stays, so that a device which asks with its session alone hears what became of the workshop.
	const forgetWho = db.prepare(
		"UPDATE sessions SET participant = '', link = NULL, role = '', created = 0 WHERE workshop = ?"
	);
	const fileBytes = db.prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM files WHERE workshop = ?');
	const insertFile = db.prepare(
		'INSERT OR REPLACE INTO files (workshop, sha256, bytes, at, data, crc) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const fileData = db.prepare('SELECT data, crc FROM files WHERE workshop = ? AND sha256 = ?');
	const mark = db.prepare('INSERT OR REPLACE INTO marks (name, value) VALUES (?, ?)');
	const use = db.prepare('UPDATE workshops SET used = max(?, coalesce(used, 0)) WHERE id = ?');
	const useUnknown = db.prepare('UPDATE workshops SET used = ? WHERE used IS NULL');
	const useAll = db.prepare('UPDATE workshops SET used = max(?, coalesce(used, 0))');
	const unused = db.prepare('SELECT id FROM workshops WHERE erased IS NULL AND used < ? ORDER BY id');
	const marked = db.prepare('SELECT value FROM marks WHERE name = ?');

	/** A picture that is damaged counts as not there: who has it brings it again. */
	const wholeFile = (workshop: string, sha256: string): Uint8Array | undefined => {
		const row = fileData.get(workshop, sha256) as { data: Uint8Array; crc: number | null } | undefined;
		return row && isEntryWhole(row) ? row.data : undefined;
	};
	const valueOf = (name: string) => (marked.get(name) as { value: number } | undefined)?.value;
	const recoverySince = () => valueOf('recovery');
	/** Of one workshop: put back with the whole store, or by itself. */
	const behindSince = (id: string, created: number): number | undefined => {
		const whole = recoverySince() ?? -Infinity;
		return whole >= created ? whole : valueOf(broughtBackMark(id));
	};

	return {
		createWorkshop(workshop) {
			const row = find.get(workshop.id) as WorkshopRow | undefined;
			if (row) return refused(row.erased === null ? 'conflict' : 'erased');
			insert.run(workshop.id, workshop.title, workshop.created, JSON.stringify(workshop.access));
			people.putParticipants(workshop.id, [workshop.creator]);
			for (const link of workshop.links) links.addLink(link);
			people.addSession(workshop.session);
			links.putCode(workshop.code, workshop.created);
			if (workshop.broughtBack) mark.run(broughtBackMark(workshop.id), workshop.created);
			return ok();
		},
		loadWorkshop(id) {
			const row = find.get(id) as WorkshopRow | undefined;
			if (!row) return undefined;
			if (row.erased !== null) return { erased: true };
			if (damaged.has(id)) return 'damaged';
			return {
				erased: false,
				title: row.title,
				version: row.version,
				access: JSON.parse(row.access) as AccessRules,
				participants: members.all(id).map(participantOf),
				documents: documents.all(id) as unknown as { name: string; seq: number; bytes: number }[],
				boxes: boxes.listBoxes(id),
				recoverySince: behindSince(id, row.created)
			};
		},
		eraseWorkshop(id, at) {
			for (const table of ['log', 'snapshots', 'bases', 'owners']) {
				db.prepare(`DELETE FROM ${table} WHERE document IN (SELECT id FROM documents WHERE workshop = ?)`).run(id);
			}
			const ofBoxes = ['boxes', 'box_secrets', 'box_electors', 'box_entries', 'opened_entries', 'box_results'];
			for (const table of ['documents', 'participants', 'codes', 'files', ...ofBoxes]) {
				db.prepare(`DELETE FROM ${table} WHERE workshop = ?`).run(id);
			}
			forgetWho.run(id);
			entomb.run(at, id);
		},
		writeAccess(workshop, expected, access) {
			const { changes } = setAccess.run(JSON.stringify(access), workshop, expected);
			return changes === 1 ? ok(expected + 1) : refused('stale');
		},
		putFile(workshop, sha256, data, bound, at) {
			const row = find.get(workshop) as WorkshopRow | undefined;
			if (!row || row.erased !== null) return refused('erased');
			if (wholeFile(workshop, sha256)) return ok('known');
			const { bytes } = fileBytes.get(workshop) as { bytes: number };
			if (bytes + data.byteLength > bound) return refused('full');
			insertFile.run(workshop, sha256, data.byteLength, at, data, crc32(data));
			return ok('new');
		},
		readFile(workshop, sha256) {
			return wholeFile(workshop, sha256);
		},
		listDamage: () => damage,
		noteUse(uses, unknownAt) {
			for (const { workshop, at } of uses) use.run(at, workshop);
			if (unknownAt !== undefined) useUnknown.run(unknownAt);
		},
		listUnused: (before) => unused.all(before).map((row) => String(row['id'])),
		recoverySince,
		beginRecovery(at) {
			mark.run('recovery', at);
			// Nobody could use it meanwhile: the time without use begins anew.
			useAll.run(at);
		},
		probe(at) {
			mark.run('probe', at);
		}
	};
}

const broughtBackMark = (workshop: string): string => `recovery/${workshop}`;
