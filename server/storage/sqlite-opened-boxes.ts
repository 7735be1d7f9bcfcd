/**
 * Opening a sealed box in SQLite, and what can be read of it from then on: entries in the order of their new names, and
 * its result. What led to people is deleted in the same transaction; `secure_delete` overwrites it in the file, and
 * `settling-log.ts` sees to it that no copy stays in the write-ahead log.
 */
import { createHmac } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { ok, refused } from '#lib/kernel/result.ts';
import type { Role } from '#lib/protocol/access.ts';
import { factsToShow } from './box-facts.ts';
import type { BoxCounts, BoxOperations, Elector, OpenedRecord } from './boxes.ts';
import { attachOf, findsSlots, type BoxRow } from './sqlite-boxes.ts';

interface ElectorRow {
	participant: string;
	role: Role | null;
	perspective: string | null;
}

interface OpenedRow extends Omit<ElectorRow, 'participant'> {
	entry: string;
	participant: string | null;
	data: Uint8Array;
}

export function boxOpener(db: DatabaseSync): Pick<BoxOperations, 'openBox' | 'putBoxResult'> {
	const find = db.prepare('SELECT * FROM boxes WHERE workshop = ? AND id = ?');
	const slots = db.prepare('SELECT slot FROM box_entries WHERE workshop = ? AND box = ? ORDER BY slot');
	const electors = db.prepare('SELECT participant, role, perspective FROM box_electors WHERE workshop = ? AND box = ?');
	const reveal = db.prepare(
		`INSERT INTO opened_entries (workshop, box, entry, participant, role, perspective, data)
		SELECT workshop, box, ?, ?, ?, ?, data FROM box_entries WHERE workshop = ? AND box = ? AND slot = ?`
	);
	const setOpen = db.prepare('UPDATE boxes SET open = 1 WHERE workshop = ? AND id = ?');
	const forgets = ['box_entries', 'box_electors', 'box_secrets'].map((table) =>
		db.prepare(`DELETE FROM ${table} WHERE workshop = ? AND box = ?`)
	);
	const weigh = db.prepare('SELECT coalesce(sum(bytes), 0) AS bytes FROM boxes WHERE workshop = ?');
	const result = db.prepare('SELECT data FROM box_results WHERE workshop = ? AND box = ?');
	const insertResult = db.prepare('INSERT INTO box_results (workshop, box, data) VALUES (?, ?, ?)');
	const grow = db.prepare('UPDATE boxes SET bytes = bytes + ? WHERE workshop = ? AND id = ?');
	const slotOf = findsSlots(db);

	const ownersBySlot = (row: BoxRow): ReadonlyMap<string, Elector> => {
		const people = electors.all(row.workshop, row.id) as unknown as ElectorRow[];
		return new Map(people.map((person) => [slotOf(row, person.participant), electorOf(person)]));
	};

	const revealAll = (row: BoxRow, seed: Uint8Array, factGroup: number) => {
		const owners = ownersBySlot(row);
		const entries = (slots.all(row.workshop, row.id) as { slot: string }[]).map(({ slot }) => slot);
		const known = entries.map((slot): Partial<Elector> => owners.get(slot) ?? {});
		const facts = factsToShow(known, attachOf(row), row.anonymous === 1 ? factGroup : 0);
		const drawn = entries.map((slot, i) => ({ slot, entry: nameOf(slot, seed), owner: known[i]!, facts: facts[i]! }));
		// Written in the new order: not even the places in the file say what came first.
		for (const { slot, entry, owner, facts } of drawn.sort((a, b) => (a.entry < b.entry ? -1 : 1))) {
			const participant = row.anonymous === 1 ? null : (owner.participant ?? null);
			reveal.run(entry, participant, facts.role ?? null, facts.perspective ?? null, row.workshop, row.id, slot);
		}
	};

	return {
		openBox(workshop, box, seed, factGroup) {
			const row = find.get(workshop, box) as BoxRow | undefined;
			if (!row) return refused('not_found');
			const isFirst = row.open === 0;
			if (isFirst) {
				revealAll(row, seed, factGroup);
				for (const forget of forgets) forget.run(workshop, box);
				setOpen.run(workshop, box);
			}
			return ok({ ...countsOf(row), isFirst });
		},
		putBoxResult(workshop, box, data, bound) {
			const row = find.get(workshop, box) as BoxRow | undefined;
			if (!row) return refused('not_found');
			if (row.open === 0) return refused('sealed');
			const first = (result.get(workshop, box) as { data: Uint8Array } | undefined)?.data;
			if (first) return ok({ ...countsOf(row), first });
			const { bytes } = weigh.get(workshop) as { bytes: number };
			if (bytes + data.byteLength > bound) return refused('full');
			insertResult.run(workshop, box, data);
			grow.run(data.byteLength, workshop, box);
			return ok({ ...countsOf(row), bytes: row.bytes + data.byteLength });
		}
	};
}

/** Reads on a connection of its own: an opened box may be large. */
export function openedBoxReader(db: DatabaseSync): Pick<BoxOperations, 'readBox' | 'readBoxResult'> {
	const isOpen = db.prepare('SELECT 1 FROM boxes WHERE workshop = ? AND id = ? AND open = 1');
	const entries = db.prepare(
		'SELECT entry, participant, role, perspective, data FROM opened_entries WHERE workshop = ? AND box = ? ORDER BY entry'
	);
	const result = db.prepare('SELECT data FROM box_results WHERE workshop = ? AND box = ?');
	return {
		readBox(workshop, box) {
			if (!isOpen.get(workshop, box)) return undefined;
			return (entries.all(workshop, box) as unknown as OpenedRow[]).map(openedOf);
		},
		readBoxResult: (workshop, box) => (result.get(workshop, box) as { data: Uint8Array } | undefined)?.data
	};
}

/** The order of hashes under a random key that nobody keeps is a random order. */
function nameOf(slot: string, seed: Uint8Array): string {
	return createHmac('sha256', seed).update(slot).digest('base64url').slice(0, 22);
}

function countsOf({ entries, items, bytes }: BoxRow): BoxCounts {
	return { entries, items, bytes };
}

function electorOf({ participant, role, perspective }: ElectorRow): Elector {
	return { participant, role: role as Role, ...(perspective === null ? {} : { perspective }) };
}

function openedOf({ entry, participant, role, perspective, data }: OpenedRow): OpenedRecord {
	return {
		entry,
		...(participant === null ? {} : { participant }),
		...(role === null ? {} : { role }),
		...(perspective === null ? {} : { perspective }),
		data
	};
}
