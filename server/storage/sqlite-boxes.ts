/**
 * Sealed boxes in SQLite: making them, places, entries while they are sealed. Opening and reading what was opened is in
 * `sqlite-opened-boxes.ts`. In an anonymous box an entry's name is an HMAC of its owner; the key dies with the opening.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { assert } from '#lib/kernel/assert.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import type { BoxElectorate, BoxFact } from '#lib/protocol/http.ts';
import { pick } from './box-facts.ts';
import type { BoxCounts, BoxOperations, BoxRecord, Elector, Expected, NewBox } from './boxes.ts';

type Operations = Pick<
	BoxOperations,
	'createBox' | 'listBoxes' | 'addElector' | 'putBoxEntry' | 'readBoxEntry' | 'deleteBoxEntry'
> & {
	/** Takes a person's place and entry out of every box that is still sealed. */
	withdrawFromBoxes(workshop: string, participant: string): void;
};

export interface BoxRow {
	workshop: string;
	id: string;
	kind: string;
	anonymous: number;
	electorate: BoxElectorate;
	attach: string;
	open: number;
	places: number;
	entries: number;
	items: number;
	bytes: number;
}

interface EntryRow {
	version: string;
	items: number;
	data: Uint8Array;
}

/** Where the entry of a person lies. */
export type SlotOf = (row: BoxRow, participant: string) => string;

function findsKeys(db: DatabaseSync): (row: BoxRow) => Buffer | undefined {
	const secretOf = db.prepare('SELECT secret FROM box_secrets WHERE workshop = ? AND box = ?');
	return (row) => {
		if (row.anonymous === 0) return undefined;
		const found = secretOf.get(row.workshop, row.id) as { secret: Uint8Array } | undefined;
		assert(found, 'a sealed anonymous box has its secret');
		// All of the secret is needed: see `boxSecretBytes`.
		return createHash('sha256').update(found.secret).digest();
	};
}

export function findsSlots(db: DatabaseSync): SlotOf {
	const keyOf = findsKeys(db);
	return (row, participant) => {
		const key = keyOf(row);
		return key ? createHmac('sha256', key).update(participant).digest('base64url') : participant;
	};
}

/** Versions are known outside (ETags in the log of a proxy): in the file of an anonymous box they stand encrypted. */
function veilsVersions(db: DatabaseSync) {
	const keyOf = findsKeys(db);
	return {
		veil(row: BoxRow, version: string): string {
			const key = keyOf(row);
			if (!key) return version;
			const start = randomBytes(16);
			return Buffer.concat([start, createCipheriv('aes-256-ctr', key, start).update(version)]).toString('base64url');
		},
		unveil(row: BoxRow, stored: string): string {
			const key = keyOf(row);
			if (!key) return stored;
			const bytes = Buffer.from(stored, 'base64url');
			return createDecipheriv('aes-256-ctr', key, bytes.subarray(0, 16)).update(bytes.subarray(16)).toString();
		}
	};
}

export function boxWriter(db: DatabaseSync): Operations {
	const living = db.prepare('SELECT 1 FROM workshops WHERE id = ? AND erased IS NULL');
	const find = db.prepare('SELECT * FROM boxes WHERE workshop = ? AND id = ?');
	const list = db.prepare('SELECT * FROM boxes WHERE workshop = ? ORDER BY rowid');
	const insert = db.prepare(
		`INSERT INTO boxes (workshop, id, kind, anonymous, electorate, attach, open, places, entries, items, bytes)
		VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0)`
	);
	const insertSecret = db.prepare('INSERT INTO box_secrets (workshop, box, secret) VALUES (?, ?, ?)');
	const elector = db.prepare('SELECT 1 FROM box_electors WHERE workshop = ? AND box = ? AND participant = ?');
	const electors = db.prepare('SELECT participant FROM box_electors WHERE workshop = ? AND box = ?');
	const insertElector = db.prepare(
		'INSERT OR IGNORE INTO box_electors (workshop, box, participant, role, perspective) VALUES (?, ?, ?, ?, ?)'
	);
	const isRemoved = db.prepare('SELECT 1 FROM participants WHERE workshop = ? AND id = ? AND removed IS NOT NULL');
	const dropElector = db.prepare('DELETE FROM box_electors WHERE workshop = ? AND box = ? AND participant = ?');
	const addPlaces = db.prepare('UPDATE boxes SET places = places + ? WHERE workshop = ? AND id = ?');
	const entry = db.prepare('SELECT version, items, data FROM box_entries WHERE workshop = ? AND box = ? AND slot = ?');
	const putEntry = db.prepare(
		'INSERT OR REPLACE INTO box_entries (workshop, box, slot, version, items, data) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const dropEntry = db.prepare('DELETE FROM box_entries WHERE workshop = ? AND box = ? AND slot = ?');
	const addCounts = db.prepare(
		`UPDATE boxes SET entries = entries + ?, items = items + ?, bytes = bytes + ? WHERE workshop = ? AND id = ?
		RETURNING entries, items, bytes`
	);
	const weigh = db.prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM boxes WHERE workshop = ?');
	const slotOf = findsSlots(db);
	const { veil, unveil } = veilsVersions(db);

	const boxOf = (workshop: string, box: string) => find.get(workshop, box) as BoxRow | undefined;
	const sealedBox = (workshop: string, box: string) => {
		const row = boxOf(workshop, box);
		if (!row) return refused('not_found');
		return row.open === 1 ? refused('opened') : ok(row);
	};
	const entryAt = (row: BoxRow, slot: string): EntryRow | undefined => {
		const held = entry.get(row.workshop, row.id, slot) as EntryRow | undefined;
		return held && { ...held, version: unveil(row, held.version) };
	};
	const count = (row: BoxRow, entries: number, items: number, bytes: number) =>
		({ ...(addCounts.get(entries, items, bytes, row.workshop, row.id) as object) }) as BoxCounts;
	const givePlace = (row: Pick<BoxRow, 'workshop' | 'id'>, attach: readonly BoxFact[], person: Elector) => {
		// Whoever was removed while the box was being made would leave a place that nobody ever fills.
		if (isRemoved.get(row.workshop, person.participant)) return;
		const { role = null, perspective = null } = pick(person, attach);
		const { changes } = insertElector.run(row.workshop, row.id, person.participant, role, perspective);
		addPlaces.run(changes, row.workshop, row.id);
	};
	const takeOut = (row: BoxRow, slot: string, held: EntryRow): BoxCounts => {
		dropEntry.run(row.workshop, row.id, slot);
		return count(row, -1, -held.items, -held.data.byteLength);
	};

	return {
		createBox(box) {
			if (!living.get(box.workshop)) return refused('erased');
			const row = boxOf(box.workshop, box.id);
			if (row) return isSame(row, box) ? ok('known') : refused('conflict');
			if (list.all(box.workshop).length >= box.boxLimit) return refused('full');
			const { workshop, id, kind, electorate, attach } = box;
			insert.run(workshop, id, kind, Number(box.anonymous), electorate, attach.join(' '));
			if (box.anonymous) insertSecret.run(workshop, id, box.secret);
			for (const person of box.electors) givePlace(box, attach, person);
			return ok('new');
		},
		listBoxes(workshop) {
			return list.all(workshop).map((found) => {
				const row = found as unknown as BoxRow;
				const people = electors.all(workshop, row.id) as { participant: string }[];
				return recordOf(
					row,
					people.map(({ participant }) => participant)
				);
			});
		},
		addElector(workshop, box, person) {
			const found = sealedBox(workshop, box);
			if (!found.ok) return found;
			givePlace(found.value, attachOf(found.value), person);
			return ok();
		},
		putBoxEntry(write) {
			const found = sealedBox(write.workshop, write.box);
			if (!found.ok) return found;
			const row = found.value;
			if (!elector.get(row.workshop, row.id, write.participant)) return refused('no_place');
			const slot = slotOf(row, write.participant);
			const held = entryAt(row, slot);
			if (!isExpected(write.expected, held)) return refused('stale');
			const growth = write.data.byteLength - (held?.data.byteLength ?? 0);
			const { bytes } = weigh.get(row.workshop) as { bytes: number };
			if (growth > 0 && bytes + growth > write.bound) return refused('full');
			putEntry.run(row.workshop, row.id, slot, veil(row, write.version), write.items, write.data);
			const counts = count(row, held ? 0 : 1, write.items - (held?.items ?? 0), growth);
			return ok({ ...counts, isNew: held === undefined });
		},
		readBoxEntry(workshop, box, participant) {
			const found = sealedBox(workshop, box);
			if (!found.ok) return found;
			const held = entryAt(found.value, slotOf(found.value, participant));
			return held ? ok({ data: held.data, version: held.version }) : refused('not_found');
		},
		deleteBoxEntry(workshop, box, participant, expected) {
			const found = sealedBox(workshop, box);
			if (!found.ok) return found;
			const slot = slotOf(found.value, participant);
			const held = entryAt(found.value, slot);
			if (!held) return refused('not_found');
			return isExpected(expected, held) ? ok(takeOut(found.value, slot, held)) : refused('stale');
		},
		withdrawFromBoxes(workshop, participant) {
			for (const found of list.all(workshop)) {
				const row = found as unknown as BoxRow;
				if (row.open === 1) continue;
				const slot = slotOf(row, participant);
				const held = entryAt(row, slot);
				if (held) takeOut(row, slot, held);
				const { changes } = dropElector.run(workshop, row.id, participant);
				addPlaces.run(-Number(changes), workshop, row.id);
			}
		}
	};
}

export function attachOf({ attach }: BoxRow): readonly BoxFact[] {
	return attach === '' ? [] : (attach.split(' ') as BoxFact[]);
}

function recordOf(row: BoxRow, electors: readonly string[]): BoxRecord {
	const { id, kind, electorate, places, entries, items, bytes } = row;
	const settings = { kind, electorate, anonymous: row.anonymous === 1, attach: attachOf(row) };
	return { id, ...settings, isOpen: row.open === 1, places, electors, entries, items, bytes };
}

function isSame(row: BoxRow, box: NewBox): boolean {
	const known = [row.kind, row.anonymous, row.electorate, row.attach];
	return known.join('|') === [box.kind, Number(box.anonymous), box.electorate, box.attach.join(' ')].join('|');
}

function isExpected(expected: Expected, held: EntryRow | undefined): boolean {
	if (expected.is === 'nothing') return held === undefined;
	if (expected.is === 'anything') return held !== undefined;
	return held?.version === expected.version;
}
