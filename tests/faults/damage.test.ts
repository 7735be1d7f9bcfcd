import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initialAccess } from '#lib/protocol/access.ts';
import { seededRandom } from '#lib/kernel/random.ts';
import { amount, patience } from '../soak/amount.ts';
import { author, textOf } from '../../server/testing/updates.ts';
import { openChecked, readerOf, writerOf } from '../../server/storage/sqlite-database.ts';
import type { Damage, NewWorkshop } from '../../server/storage/storage.ts';

/** Words that lie in the file in one piece, so that a test can find them. */
const words = {
	log: 'aus dem Protokoll '.repeat(8),
	snapshot: 'aus der Abschrift '.repeat(8),
	other: 'daneben '.repeat(8)
};

let folder: string;
let file: string;
let whole: Buffer;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'werktisch-check-'));
	file = join(folder, 'werktisch.sqlite');
	const { db } = openChecked(file);
	const writer = writerOf(db);
	const reader = readerOf(db);
	for (const id of ['w1', 'w2']) {
		writer.createWorkshop(workshop(id));
		for (const document of ['plan', 'board.m1']) {
			const a = author(1);
			const add = (seq: number, text: string) =>
				writer.append({ workshop: id, document, seq, participant: 'mo', update: a.write(text), at: 1, claims: [1] });
			add(1, id === 'w1' && document === 'plan' ? words.snapshot : words.other);
			writer.saveSnapshot(reader.makeSnapshot(id, document, Infinity)!);
			for (let seq = 2; seq < 20; seq++) add(seq, `${document} ${seq} `.repeat(seq));
			add(20, id === 'w1' && document === 'board.m1' ? words.log : words.other);
		}
	}
	db.close();
	whole = readFileSync(file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a store that is whole has no damage', () => {
	expect(found(whole)).toMatchObject({ damage: [] });
});

test('a damaged row of the log is named, and its document is not read; the others are', () => {
	const { damage, texts } = found(flipped(whole.indexOf(words.log)));
	expect(damage).toEqual([{ workshop: 'w1', document: 'board.m1', what: 'row 20 of the log is not what was written' }]);
	expect(Object.keys(texts)).toEqual(['w1/plan', 'w2/plan', 'w2/board.m1']);
});

test('a damaged snapshot is named, and its document is not read; the others are', () => {
	const { damage, texts } = found(flipped(whole.indexOf(words.snapshot)));
	expect(damage).toEqual([{ workshop: 'w1', document: 'plan', what: 'the snapshot is not what was written' }]);
	expect(Object.keys(texts)).toEqual(['w1/board.m1', 'w2/plan', 'w2/board.m1']);
});

test('a workshop whose access rules are damaged is set aside as a whole', () => {
	const { damage, loaded } = found(flipped(whole.indexOf('{"')));
	expect(damage).toEqual([{ workshop: expect.any(String), what: expect.stringContaining('access') }]);
	expect(loaded.toSorted()).toEqual(['damaged', 'loaded']);
});

test.each([
	['the first page', 100],
	['a page in the middle', 3 * 4096]
])('a file whose structure is damaged is refused with a sentence that names the way back: %s', (_, at) => {
	const bytes = Buffer.from(whole);
	bytes.fill(0xa5, at, at + 400);
	expect(() => found(bytes)).toThrow(/is damaged .*npm run restore -- FILE/);
});

test(
	'wherever a byte is damaged, no document is read otherwise than it was written',
	() => {
		const before = found(whole).texts;
		const random = seededRandom(4);
		let noticed = 0;
		for (let n = 0; n < amount({ test: 150, soak: 5000 }); n++) {
			const at = random.below(whole.length);
			let after: ReturnType<typeof found>;
			try {
				after = found(flipped(at, 1 + random.below(255)));
			} catch (error) {
				expect(String(error), `byte ${at}`).toMatch(/is damaged|newer version|assum/i);
				noticed++;
				continue;
			}
			if (after.damage.length > 0) noticed++;
			const changed = Object.keys(after.texts).filter((name) => after.texts[name] !== before[name]);
			expect(changed, `byte ${at}`).toEqual([]);
		}
		expect(noticed).toBeGreaterThan(10);
	},
	patience(60_000)
);

/** The file with one byte that is another one. */
function flipped(at: number, bits = 0x08): Buffer {
	expect(at).toBeGreaterThanOrEqual(0);
	const bytes = Buffer.from(whole);
	bytes[at]! ^= bits;
	return bytes;
}

interface Found {
	readonly damage: readonly Damage[];
	readonly loaded: readonly string[];
	/** What can be read. */
	readonly texts: Readonly<Record<string, string>>;
}

/** What a start with these bytes finds. */
function found(bytes: Buffer): Found {
	writeFileSync(file, bytes);
	for (const part of ['-wal', '-shm']) rmSync(file + part, { force: true });
	const { db, damage } = openChecked(file);
	try {
		const writer = writerOf(db, damage);
		const reader = readerOf(db);
		const loaded = ['w1', 'w2'].map((id) => (writer.loadWorkshop(id) === 'damaged' ? 'damaged' : 'loaded'));
		const texts: Record<string, string> = {};
		for (const id of ['w1', 'w2']) {
			for (const document of ['plan', 'board.m1']) {
				try {
					const { seq, update } = reader.readDocument(id, document);
					if (seq > 0) texts[`${id}/${document}`] = textOf(update);
				} catch (error) {
					expect(String(error)).toMatch(/assum/i);
				}
			}
		}
		return { damage, loaded, texts };
	} finally {
		db.close();
	}
}

function workshop(id: string): NewWorkshop {
	return {
		...{ id, title: 'Titel', created: 1, access: initialAccess, links: [] },
		creator: { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 },
		session: { hash: `s-${id}`, workshop: id, participant: 'mo', role: 'moderator', created: 1 },
		code: { code: `CODE${id}`, workshop: id, link: 'none', expires: 2 }
	};
}
