import { createHash, createHmac } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { initialAccess } from '#lib/protocol/access.ts';
import { boxSecretBytes, type Elector } from './boxes.ts';
import { openDatabase } from './sqlite-database.ts';
import { openSqliteStorage } from './sqlite-storage.ts';
import type { Storage } from './storage.ts';

let folder: string;
let storage: Storage;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'werktisch-boxes-'));
	storage = await openSqliteStorage({ folder });
	await storage.createWorkshop(workshop);
});
afterEach(async () => {
	await storage.close();
	rmSync(folder, { recursive: true, force: true });
});

const people = Array.from({ length: 30 }, (_, i) => `person-${i}-${'x'.repeat(i)}`);
const keyOf = (secret: Uint8Array) => createHash('sha256').update(secret).digest();

/** Every byte of every file, the write-ahead log among them. */
const disk = (path = folder) => Buffer.concat(readdirSync(path).map((name) => readFileSync(join(path, name))));

/** Pieces of the secret that are on the disk; what lies in the tree itself (at most 500 bytes) is not enough to have it. */
const piecesOf = (secret: Uint8Array, path = folder) => {
	const bytes = disk(path);
	const pieces = Array.from({ length: boxSecretBytes / 64 }, (_, i) => secret.subarray(i * 64, i * 64 + 16));
	return pieces.filter((piece) => bytes.includes(Buffer.from(piece))).length;
};

async function fill(box: string, secret: Uint8Array): Promise<void> {
	const electors = people.map((participant): Elector => ({ participant, role: 'participant', perspective: 'p' }));
	const settings = { kind: 'ballot', anonymous: true, electorate: 'all', attach: ['perspective'] } as const;
	await storage.createBox({ ...settings, workshop: 'w1', id: box, electors, secret, boxLimit: 100 });
	for (const round of [1, 2]) {
		for (const [i, participant] of people.entries()) {
			const data = new TextEncoder().encode(`${box} ${round} of ${i} ${'.'.repeat(i * 100)}`);
			const version = `version-${box}-${round}-${i}.`;
			const expected = round === 1 ? ({ is: 'nothing' } as const) : ({ is: 'anything' } as const);
			await storage.putBoxEntry({
				...{ workshop: 'w1', box, participant, expected, data, items: 1, version, bound: Infinity }
			});
		}
	}
}

test('[BOX-5] after an anonymous opening nothing on the disk leads from an entry to a person', async () => {
	const secrets = Array.from({ length: 6 }, () => crypto.getRandomValues(new Uint8Array(boxSecretBytes)));
	for (const [i, secret] of secrets.entries()) await fill(`box-${i}`, secret);
	// Names of entries mean nothing without the key; versions are known outside and stand in the file at no time.
	const slots = (i: number) =>
		people.map((person) => createHmac('sha256', keyOf(secrets[i]!)).update(person).digest('base64url'));
	const versions = people.flatMap((_, n) => secrets.map((_, i) => `version-box-${i}-2-${n}.`));
	// The scan finds what is there.
	expect(piecesOf(secrets[2]!)).toBe(boxSecretBytes / 64);
	expect(slots(2).filter((slot) => !disk().includes(slot))).toEqual([]);

	for (const i of [2, 4]) await storage.openBox('w1', `box-${i}`, crypto.getRandomValues(new Uint8Array(32)), 3);
	for (const i of [2, 4]) expect(piecesOf(secrets[i]!), `the secret of box ${i}`).toBeLessThan(9);
	expect(versions.filter((version) => disk().includes(version))).toEqual([]);
	expect(piecesOf(secrets[3]!)).toBe(boxSecretBytes / 64);
	expect((await storage.readBox('w1', 'box-2'))!).toHaveLength(people.length);
});

test('[BOX-5] no row of an opened anonymous box holds a person, and no table remembers the order of arrival', async () => {
	await fill('b', crypto.getRandomValues(new Uint8Array(boxSecretBytes)));
	await storage.openBox('w1', 'b', crypto.getRandomValues(new Uint8Array(32)), 3);
	const db = openDatabase(join(folder, 'werktisch.sqlite'));
	for (const table of ['box_secrets', 'box_electors', 'box_entries'])
		expect(db.prepare(`SELECT count(*) AS n FROM ${table}`).get(), table).toEqual({ n: 0 });
	expect(db.prepare('SELECT count(participant) AS n FROM opened_entries').get()).toEqual({ n: 0 });
	const columns = (db.prepare('PRAGMA table_info(opened_entries)').all() as { name: string }[]).map(({ name }) => name);
	expect(columns).toEqual(['workshop', 'box', 'entry', 'participant', 'role', 'perspective', 'data']);
	db.close();
});

test('[BOX-5] what a process left in the log when it was killed is gone when the next has opened the file', async () => {
	const secret = crypto.getRandomValues(new Uint8Array(boxSecretBytes));
	await fill('b', secret);
	// As if it ended between the commit of the opening and the settling of the log.
	const reader = openDatabase(join(folder, 'werktisch.sqlite'));
	reader.exec('BEGIN; SELECT count(*) FROM boxes');
	await storage.openBox('w1', 'b', crypto.getRandomValues(new Uint8Array(32)), 3);
	expect(piecesOf(secret)).toBeGreaterThan(9);
	const left = mkdtempSync(join(tmpdir(), 'werktisch-boxes-'));
	for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(left, name));
	reader.close();
	const next = await openSqliteStorage({ folder: left });
	expect(piecesOf(secret, left)).toBeLessThan(9);
	expect(await next.readBox('w1', 'b')).toHaveLength(people.length);
	await next.close();
	rmSync(left, { recursive: true });
});

const workshop = {
	...{ id: 'w1', title: 'Titel', created: 1, access: initialAccess, links: [] },
	creator: { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 },
	session: { hash: 's', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
	code: { code: 'CODE', workshop: 'w1', link: 'none', expires: 2 }
} as const;
