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
	`
];

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
