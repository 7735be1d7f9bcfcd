/**
 * Tables of the SQLite store, and how an older file is brought up to date. One number, `user_version`, says which
 * steps a file has seen; steps are only ever added at the end.
 */
import type { DatabaseSync } from 'node:sqlite';

const steps = [
	`
	CREATE TABLE workshops (
		id TEXT PRIMARY KEY, title TEXT NOT NULL, created INTEGER NOT NULL,
		access TEXT NOT NULL, version INTEGER NOT NULL, erased INTEGER
	) STRICT;
	CREATE TABLE participants (
		workshop TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, organisation TEXT, perspective TEXT,
		role TEXT NOT NULL, waiting INTEGER NOT NULL, pinned INTEGER NOT NULL, joined INTEGER NOT NULL, removed INTEGER,
		PRIMARY KEY (workshop, id)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE links (
		id TEXT NOT NULL, workshop TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, role TEXT NOT NULL, created INTEGER NOT NULL,
		expires INTEGER, uses_left INTEGER, approval INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0,
		PRIMARY KEY (workshop, id)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE sessions (
		hash TEXT PRIMARY KEY, workshop TEXT NOT NULL, participant TEXT NOT NULL, link TEXT, role TEXT NOT NULL,
		created INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0
	) STRICT, WITHOUT ROWID;
	CREATE INDEX sessions_by_participant ON sessions (workshop, participant);
	CREATE TABLE codes (
		code TEXT PRIMARY KEY, workshop TEXT NOT NULL UNIQUE, link TEXT NOT NULL, expires INTEGER NOT NULL
	) STRICT, WITHOUT ROWID;
	CREATE TABLE documents (
		id INTEGER PRIMARY KEY, workshop TEXT NOT NULL, name TEXT NOT NULL, seq INTEGER NOT NULL,
		tail_rows INTEGER NOT NULL, tail_bytes INTEGER NOT NULL, snapshot_seq INTEGER NOT NULL, snapshot_bytes INTEGER NOT NULL,
		UNIQUE (workshop, name)
	) STRICT;
	CREATE TABLE log (
		document INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, participant TEXT NOT NULL, data BLOB NOT NULL,
		PRIMARY KEY (document, seq)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE snapshots (
		document INTEGER PRIMARY KEY, seq INTEGER NOT NULL, data BLOB NOT NULL, sha256 BLOB NOT NULL
	) STRICT;
	CREATE TABLE owners (
		document INTEGER NOT NULL, client INTEGER NOT NULL, participant TEXT NOT NULL,
		PRIMARY KEY (document, client)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE files (
		workshop TEXT NOT NULL, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, at INTEGER NOT NULL, data BLOB NOT NULL,
		PRIMARY KEY (workshop, sha256)
	) STRICT;
	CREATE TABLE marks (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
	`,
	`
	-- CRC-32 of the data; rows from before have none.
	ALTER TABLE log ADD COLUMN crc INTEGER;
	-- What the rows that history has dropped added up to.
	CREATE TABLE bases (
		document INTEGER PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL, data BLOB NOT NULL, sha256 BLOB NOT NULL
	) STRICT;
	-- Last use by anybody; NULL where it was not noted yet.
	ALTER TABLE workshops ADD COLUMN used INTEGER;
	`,
	`
	CREATE TABLE boxes (
		workshop TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, anonymous INTEGER NOT NULL, electorate TEXT NOT NULL,
		attach TEXT NOT NULL, open INTEGER NOT NULL, places INTEGER NOT NULL, entries INTEGER NOT NULL,
		items INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (workshop, id)
	) STRICT;
	-- Of sealed boxes only. No times, and nothing that counts upwards: an order would be a link, too.
	CREATE TABLE box_secrets (
		workshop TEXT NOT NULL, box TEXT NOT NULL, secret BLOB NOT NULL, PRIMARY KEY (workshop, box)
	) STRICT;
	CREATE TABLE box_electors (
		workshop TEXT NOT NULL, box TEXT NOT NULL, participant TEXT NOT NULL, role TEXT, perspective TEXT,
		PRIMARY KEY (workshop, box, participant)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE box_entries (
		workshop TEXT NOT NULL, box TEXT NOT NULL, slot TEXT NOT NULL, version TEXT NOT NULL, items INTEGER NOT NULL,
		data BLOB NOT NULL, PRIMARY KEY (workshop, box, slot)
	) STRICT, WITHOUT ROWID;
	-- Of opened boxes.
	CREATE TABLE opened_entries (
		workshop TEXT NOT NULL, box TEXT NOT NULL, entry TEXT NOT NULL, participant TEXT, role TEXT, perspective TEXT,
		data BLOB NOT NULL, PRIMARY KEY (workshop, box, entry)
	) STRICT, WITHOUT ROWID;
	CREATE TABLE box_results (
		workshop TEXT NOT NULL, box TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (workshop, box)
	) STRICT;
	`,
	`
	-- CRC-32 of the data; pictures from before have none.
	ALTER TABLE files ADD COLUMN crc INTEGER;
	`
];

/** The newest step; a file beyond it is from a newer program. */
export const knownStep = steps.length;

/** Settings that hold for one connection to the file. */
export function configureConnection(db: DatabaseSync): void {
	db.exec(
		'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON'
	);
}

/** Brings the file to the newest step. A file from a newer program is refused by a throw that says so. */
export function migrate(db: DatabaseSync): void {
	const { user_version: seen } = db.prepare('PRAGMA user_version').get() as { user_version: number };
	if (seen > steps.length) {
		throw new Error(
			`The data was written by a newer version of this program (step ${seen}, known are ${steps.length}).`
		);
	}
	for (let step = seen; step < steps.length; step++) {
		db.exec(`BEGIN IMMEDIATE; ${steps[step]}; PRAGMA user_version = ${step + 1}; COMMIT`);
	}
}
