// Random documents, compacted at random moments with random windows of history: nobody may notice, whatever they have.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { initialAccess } from '#lib/protocol/access.ts';
import { seededRandom, type Random } from '#lib/kernel/random.ts';
import { openMemoryStorage } from '../../server/storage/memory-storage.ts';
import { openDatabase, readerOf, writerOf } from '../../server/storage/sqlite-database.ts';
import type { NewWorkshop, Storage } from '../../server/storage/storage.ts';
import { author, textOf } from '../../server/testing/updates.ts';
import { amount, patience } from '../soak/amount.ts';

const logs = amount({ test: 25, soak: 3000 });

test(
	'a device that was away since any earlier moment gets what it lacks, however often the log was compacted',
	async () => {
		for (let seed = 1; seed <= logs; seed++) {
			const run = await randomRun(seed);
			for (const { doc, seq } of run.devices) {
				const { update } = await run.storage.readDocument('w1', 'plan', Y.encodeStateVector(doc));
				Y.applyUpdate(doc, update);
				expect(contentOf(doc), `seed ${seed}, away since ${seq}`).toEqual(contentOf(run.present));
			}
			await run.storage.close();
		}
	},
	patience(60_000)
);

test(
	'any earlier moment within the window of history reads as it was',
	async () => {
		let [read, gone] = [0, 0];
		for (let seed = 1; seed <= logs; seed++) {
			const run = await randomRun(seed);
			for (const { at, content } of run.moments) {
				const then = await run.storage.readDocumentAt('w1', 'plan', at);
				if (!then) {
					expect(at, `seed ${seed}`).toBeLessThan(run.historyAfter);
					gone++;
					continue;
				}
				const doc = new Y.Doc();
				Y.applyUpdate(doc, then.update);
				expect(contentOf(doc), `seed ${seed} at ${at}`).toEqual(content);
				read++;
			}
			const moments = await run.storage.listMoments('w1', 'plan', 1);
			expect(moments.length, `seed ${seed}`).toBeLessThanOrEqual(run.moments.length);
			for (const { at } of moments) expect(await run.storage.readDocumentAt('w1', 'plan', at)).toBeDefined();
			await run.storage.close();
		}
		expect(read).toBeGreaterThan(logs * 20);
		expect(gone).toBeGreaterThan(0);
	},
	patience(60_000)
);

test('of two compactions that cross, the one that read less takes nothing back', () => {
	const db = openDatabase(':memory:');
	const [writer, reader] = [writerOf(db), readerOf(db)];
	writer.createWorkshop(workshop);
	const words = author(1);
	const append = (seq: number) =>
		writer.append({
			...{ workshop: 'w1', document: 'plan', seq, participant: 'mo', claims: [] },
			...{ update: words.write(`${seq} `), at: seq }
		});
	for (let seq = 1; seq <= 10; seq++) append(seq);
	const slow = reader.makeSnapshot('w1', 'plan', 4)!;
	for (let seq = 11; seq <= 20; seq++) append(seq);
	const quick = reader.makeSnapshot('w1', 'plan', 15)!;
	writer.saveSnapshot(quick);
	writer.saveSnapshot(slow);
	expect(textOf(reader.readDocument('w1', 'plan').update)).toBe(words.doc.getText('text').toString());
	expect(textOf(reader.readDocumentAt('w1', 'plan', 16)!.update)).toMatch(/ 16 $/);
	db.close();
});

interface Run {
	readonly storage: Storage;
	readonly present: Y.Doc;
	/** Copies of people who went away at some moment, some of them with words of their own that came later. */
	readonly devices: readonly { readonly doc: Y.Doc; readonly seq: number }[];
	readonly moments: readonly { readonly at: number; readonly content: unknown }[];
	/** The latest window that a compaction was asked for. */
	readonly historyAfter: number;
}

async function randomRun(seed: number): Promise<Run> {
	const random = seededRandom(seed);
	const storage = openMemoryStorage();
	await storage.createWorkshop(workshop);
	const authors = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }));
	const present = new Y.Doc();
	const devices: { doc: Y.Doc; seq: number }[] = [];
	const moments: { at: number; content: unknown }[] = [];
	let [seq, at, historyAfter] = [0, 0, 0];
	for (let step = 20 + random.below(100); step > 0; step--) {
		const doc = random.pick(authors);
		// Some write on what everybody has, some on what they had when they last looked.
		if (random.next() < 0.6) Y.applyUpdate(doc, Y.encodeStateAsUpdate(present, Y.encodeStateVector(doc)));
		const update = randomEdit(doc, random);
		if (!update) continue;
		at += 1 + random.below(10);
		Y.applyUpdate(present, update);
		await storage.append({ workshop: 'w1', document: 'plan', seq: ++seq, participant: 'mo', update, at, claims: [] });
		moments.push({ at, content: contentOf(present) });
		if (random.next() < 0.1) devices.push({ doc: copyOf(present), seq });
		if (random.next() < 0.15) {
			// The window moves on, as time does.
			historyAfter = Math.max(historyAfter, at - random.below(300));
			await storage.compact('w1', 'plan', historyAfter);
		}
	}
	return { storage, present, devices, moments, historyAfter };
}

/** Typing, deleting, keys of a map that several write. `undefined` when there was nothing to delete. */
function randomEdit(doc: Y.Doc, random: Random): Uint8Array | undefined {
	const text = doc.getText('text');
	const before = Y.encodeStateVector(doc);
	let changed = false;
	doc.once('update', () => (changed = true));
	const kind = random.next();
	if (kind < 0.5) text.insert(random.below(text.length + 1), 'wort '.repeat(1 + random.below(4)));
	else if (kind < 0.75 && text.length > 0) text.delete(random.below(text.length), 1);
	else if (kind < 0.95) doc.getMap('map').set(`key${random.below(4)}`, random.below(100));
	else doc.getMap('map').delete(`key${random.below(4)}`);
	return changed ? Y.encodeStateAsUpdate(doc, before) : undefined;
}

function contentOf(doc: Y.Doc): unknown {
	const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b);
	return { text: doc.getText('text').toString(), map: doc.getMap('map').toJSON(), clocks };
}

function copyOf(doc: Y.Doc): Y.Doc {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
}

const workshop: NewWorkshop = {
	...{ id: 'w1', title: 'Titel', created: 1, access: initialAccess, links: [] },
	creator: { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 },
	session: { hash: 'session', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
	code: { code: 'CODE', workshop: 'w1', link: 'none', expires: 2 }
};
