/**
 * What a document was like at an earlier time. Rows of the log younger than the history window stay after a compaction;
 * below the oldest of them lies a base: what the dropped rows added up to. Without a base (nothing was dropped yet) the
 * log itself begins at nothing. Runs in the reading thread; loads the document from the disk each time.
 */
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#lib/kernel/assert.ts';
import { foldUpdates, foldVerified } from './document-content.ts';
import { isEntryWhole, isSnapshotWhole } from './sqlite-check.ts';
import type { StorageOperations } from './storage.ts';

/** What lies below the rows that a compaction leaves. */
export interface Base {
	readonly seq: number;
	/** Time of the last row in it. */
	readonly at: number;
	readonly update: Uint8Array;
}

interface Start {
	readonly seq: number;
	readonly updates: readonly Uint8Array[];
}

interface Row {
	readonly seq: number;
	readonly at: number;
	readonly data: Uint8Array;
	readonly crc: number | null;
}

const nothing: Start = { seq: 0, updates: [] };

export function historyReader(db: DatabaseSync) {
	const find = db.prepare('SELECT id FROM documents WHERE workshop = ? AND name = ?');
	const covers = db.prepare('SELECT seq, data, sha256 FROM snapshots WHERE document = ?1');
	const below = db.prepare('SELECT seq, at, data, sha256 FROM bases WHERE document = ?');
	const rows = db.prepare(
		'SELECT seq, at, data, crc FROM log WHERE document = ? AND seq > ? AND seq <= ? ORDER BY seq'
	);
	const count = db.prepare('SELECT count(*) AS n FROM log WHERE document = ? AND seq > ? AND seq <= ?');
	const lastUntil = db.prepare('SELECT max(seq) AS seq FROM log WHERE document = ? AND at <= ?');
	const firstFrom = db.prepare('SELECT min(seq) AS seq FROM log WHERE document = ? AND at >= ?');
	const moments = db.prepare(
		`SELECT max(at) AS at, count(*) AS changes FROM log WHERE document = ?1 AND seq > ?2
		GROUP BY at / ?3 ORDER BY at`
	);

	/** The states that rows can be put on top of, up to this place, the latest first. */
	const startsUpTo = (document: number, seq: number): Start[] => {
		const kept = [covers.get(document), below.get(document)] as (
			{ seq: number; data: Uint8Array; sha256: Uint8Array } | undefined
		)[];
		const starts = kept.flatMap((start) => {
			if (!start || start.seq > seq) return [];
			assert(isSnapshotWhole(start), 'what lies below a history is what was written');
			return [{ seq: start.seq, updates: [start.data] }];
		});
		return [...starts, nothing].toSorted((a, b) => b.seq - a.seq);
	};

	/** The updates that make up the document at this place; `undefined` when rows on the way are gone. */
	const updatesUpTo = (document: number, seq: number): Uint8Array[] | undefined => {
		const start = startsUpTo(document, seq).find(
			(candidate) => (count.get(document, candidate.seq, seq) as { n: number }).n === seq - candidate.seq
		);
		if (!start) return undefined;
		const entries = rows.all(document, start.seq, seq) as unknown as Row[];
		assert(entries.every(isEntryWhole), 'a row of the log is what was written');
		return [...start.updates, ...entries.map((entry) => entry.data)];
	};

	/** Place of the last row up to this time; 0 before the first, `undefined` where nothing is left of that time. */
	const placeAt = (document: number, time: number): number | undefined => {
		const { seq } = lastUntil.get(document, time) as { seq: number | null };
		if (seq !== null) return seq;
		const base = below.get(document) as { seq: number; at: number } | undefined;
		if (base) return base.at <= time ? base.seq : undefined;
		return (count.get(document, 0, 1) as { n: number }).n === 1 ? 0 : undefined;
	};

	const readDocumentAt: StorageOperations['readDocumentAt'] = (workshop, document, time) => {
		const row = find.get(workshop, document) as { id: number } | undefined;
		if (!row) return undefined;
		const seq = placeAt(row.id, time);
		const updates = seq === undefined ? undefined : updatesUpTo(row.id, seq);
		return updates && { seq: seq!, update: foldUpdates(updates).update };
	};

	const listMoments: StorageOperations['listMoments'] = (workshop, document, interval) => {
		const row = find.get(workshop, document) as { id: number } | undefined;
		if (!row) return [];
		const { seq } = firstFrom.get(row.id, 0) as { seq: number | null };
		const isReadable = seq !== null && updatesUpTo(row.id, seq) !== undefined;
		const kept = isReadable ? 0 : ((covers.get(row.id) as { seq: number } | undefined)?.seq ?? 0);
		return moments.all(row.id, kept, interval) as unknown as { at: number; changes: number }[];
	};

	/**
	 * How far rows can be dropped whose time is before `historyAfter` and which a snapshot at `seq` covers, and what has to
	 * lie below the others then. Rows are dropped from the beginning only, whatever their clocks say.
	 */
	const cutOf = (document: number, seq: number, historyAfter: number): { dropTo: number; base?: Base } => {
		const young = firstFrom.get(document, historyAfter) as { seq: number | null };
		const dropTo = Math.min(seq, (young.seq ?? Infinity) - 1);
		const known = (below.get(document) as { seq: number } | undefined)?.seq ?? 0;
		if (dropTo <= known || dropTo === seq) return { dropTo };
		const updates = updatesUpTo(document, dropTo);
		if (!updates) return { dropTo };
		// A row that went earlier, together with a snapshot that is now replaced, was older than this in any case.
		const [last] = rows.all(document, dropTo - 1, dropTo) as unknown as Row[];
		return { dropTo, base: { seq: dropTo, at: last?.at ?? historyAfter, update: foldVerified(updates).update } };
	};

	// Times rise with places but for a clock that was set back: looking at the first row is enough, and cheap.
	const old = db.prepare(
		`SELECT workshop, name AS document FROM documents
		WHERE (SELECT at FROM log WHERE document = documents.id ORDER BY seq LIMIT 1) < ?`
	);
	const listOldHistory: StorageOperations['listOldHistory'] = (historyAfter) =>
		old.all(historyAfter) as unknown as { workshop: string; document: string }[];

	return { readDocumentAt, listMoments, listOldHistory, cutOf };
}
