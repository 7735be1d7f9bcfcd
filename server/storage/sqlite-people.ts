/** People and their sessions in SQLite. Of a session only the hash is kept. */
import type { DatabaseSync } from 'node:sqlite';
import { ok, refused } from '#lib/kernel/result.ts';
import type { Role } from '#lib/protocol/access.ts';
import type { ParticipantRecord, StorageOperations } from './storage.ts';

type Operations = Pick<
	StorageOperations,
	'putParticipants' | 'withSession' | 'removeParticipant' | 'join' | 'addSession' | 'findSession' | 'hasSessionByLink'
>;

export function peopleWriter(db: DatabaseSync): Operations {
	const put = db.prepare(
		`INSERT INTO participants (workshop, id, name, organisation, perspective, role, waiting, pinned, joined)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET name = excluded.name, organisation = excluded.organisation,
			perspective = excluded.perspective, role = excluded.role, waiting = excluded.waiting, pinned = excluded.pinned
		WHERE removed IS NULL`
	);
	const remove = db.prepare(
		`UPDATE participants SET removed = ?, name = '', organisation = NULL, perspective = NULL, waiting = 0
		WHERE workshop = ? AND id = ?`
	);
	const living = db.prepare('SELECT 1 FROM workshops WHERE id = ? AND erased IS NULL');
	const known = db.prepare('SELECT removed FROM participants WHERE workshop = ? AND id = ?');
	const count = db.prepare('SELECT count(*) AS n FROM participants WHERE workshop = ? AND removed IS NULL');
	const isRevoked = db.prepare('SELECT 1 FROM links WHERE workshop = ? AND id = ? AND revoked = 1');
	const takeUse = db.prepare(
		'UPDATE links SET uses_left = uses_left - 1 WHERE workshop = ? AND id = ? AND (uses_left IS NULL OR uses_left > 0)'
	);
	const insertSession = db.prepare(
		'INSERT INTO sessions (hash, workshop, participant, link, role, created) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const session = db.prepare(
		`SELECT s.workshop, s.participant, s.link, s.revoked, p.removed, w.erased FROM sessions s
		JOIN workshops w ON w.id = s.workshop
		LEFT JOIN participants p ON p.workshop = s.workshop AND p.id = s.participant WHERE s.hash = ?`
	);
	const anySession = db.prepare('SELECT 1 FROM sessions WHERE workshop = ? AND participant = ? LIMIT 1');
	const byLink = db.prepare('SELECT 1 FROM sessions WHERE workshop = ? AND participant = ? AND link = ? LIMIT 1');

	const putParticipants: Operations['putParticipants'] = (workshop, participants) => {
		if (!living.get(workshop)) return [];
		const written = participants.filter((p) => {
			const about = [p.name, p.organisation ?? null, p.perspective ?? null, p.role];
			return put.run(workshop, p.id, ...about, Number(p.waiting), Number(p.pinned), p.joined).changes === 1;
		});
		return written.map((p) => p.id);
	};
	const addSession: Operations['addSession'] = (s) => {
		insertSession.run(s.hash, s.workshop, s.participant, s.link ?? null, s.role, s.created);
	};

	return {
		putParticipants,
		addSession,
		withSession: (workshop, participants) => participants.filter((id) => anySession.get(workshop, id)),
		removeParticipant: (workshop, participant, at) => void remove.run(at, workshop, participant),
		join(join) {
			const { workshop } = join.session;
			if (!living.get(workshop)) return refused('erased');
			if (isRevoked.get(workshop, join.link)) return refused('link_revoked');
			const before = known.get(workshop, join.participant.id) as { removed: number | null } | undefined;
			if (before && before.removed !== null) return refused('kicked');
			if (!before && (count.get(workshop) as { n: number }).n >= join.participantLimit) return refused('full');
			if (join.takesUse && takeUse.run(workshop, join.link).changes !== 1) return refused('link_used');
			putParticipants(workshop, [join.participant]);
			addSession(join.session);
			return ok();
		},
		findSession(hash) {
			const row = session.get(hash) as SessionRow | undefined;
			if (!row) return undefined;
			return {
				workshop: row.workshop,
				participant: row.participant,
				link: row.link ?? undefined,
				revoked: row.revoked === 1,
				kicked: row.removed !== null,
				erased: row.erased !== null
			};
		},
		hasSessionByLink: (participant, workshop, link) => byLink.get(workshop, participant, link) !== undefined
	};
}

interface SessionRow {
	workshop: string;
	participant: string;
	link: string | null;
	revoked: number;
	removed: number | null;
	erased: number | null;
}

/** A row of `participants` as the relay reads it. */
export function participantOf(row: object): ParticipantRecord {
	const r = row as {
		id: string;
		name: string;
		organisation: string | null;
		perspective: string | null;
		role: Role;
		waiting: number;
		pinned: number;
		joined: number;
	};
	return {
		id: r.id,
		name: r.name,
		organisation: r.organisation ?? undefined,
		perspective: r.perspective ?? undefined,
		role: r.role,
		waiting: r.waiting === 1,
		pinned: r.pinned === 1,
		joined: r.joined
	};
}
