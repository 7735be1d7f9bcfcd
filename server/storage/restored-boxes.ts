/**
 * Sealed boxes when a backup takes the place of a store: what was opened since then stays open and without its key, and
 * who was removed since then has nothing in a sealed box. Part of `taken-away.ts`, which attaches the old store as `present`.
 */
import type { DatabaseSync } from 'node:sqlite';
import { boxWriter } from './sqlite-boxes.ts';

const opened = `SELECT workshop, id FROM present.boxes WHERE open = 1
	AND workshop IN (SELECT id FROM main.workshops WHERE erased IS NULL)`;

/** Within the caller's transaction, after removals were written over. */
export function carryBoxesOver(db: DatabaseSync): void {
	const hasBoxes = db.prepare("SELECT 1 FROM present.sqlite_schema WHERE name = 'boxes'").get() !== undefined;
	if (hasBoxes) db.exec(keepOpened);
	const { withdrawFromBoxes } = boxWriter(db);
	const removed = db.prepare(
		`SELECT workshop, id FROM main.participants WHERE removed IS NOT NULL
		AND workshop IN (SELECT workshop FROM main.boxes WHERE open = 0)`
	);
	for (const { workshop, id } of removed.all() as { workshop: string; id: string }[]) withdrawFromBoxes(workshop, id);
}

const keepOpened = [
	...['box_secrets', 'box_electors', 'box_entries', 'opened_entries', 'box_results'].map(
		(table) => `DELETE FROM main.${table} WHERE (workshop, box) IN (${opened})`
	),
	`INSERT OR REPLACE INTO main.boxes (workshop, id, kind, anonymous, electorate, attach, open, places, entries, items, bytes)
	SELECT workshop, id, kind, anonymous, electorate, attach, open, places, entries, items, bytes
	FROM present.boxes WHERE (workshop, id) IN (${opened})`,
	`INSERT INTO main.opened_entries (workshop, box, entry, participant, role, perspective, data)
	SELECT workshop, box, entry, participant, role, perspective, data
	FROM present.opened_entries WHERE (workshop, box) IN (${opened})`,
	`INSERT INTO main.box_results (workshop, box, data)
	SELECT workshop, box, data FROM present.box_results WHERE (workshop, box) IN (${opened})`
].join(';\n');
