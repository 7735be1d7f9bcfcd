/** What every store promises about sealed boxes; part of `storage.contract.ts`. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { initialAccess } from '#lib/protocol/access.ts';
import { boxSecretBytes, type BoxEntryWrite, type Elector, type Expected, type NewBox } from './boxes.ts';
import type { ParticipantRecord, Storage } from './storage.ts';

export function boxContract(name: string, open: () => Promise<Storage>): void {
	describe(`${name} keeps the contract of sealed boxes`, () => {
		let storage: Storage;
		beforeEach(async () => {
			storage = await open();
			await storage.createWorkshop(workshop);
			await storage.createBox(box('b1'));
		});
		afterEach(() => storage.close());

		const content = async (id = 'b1') =>
			(await storage.readBox('w1', id))?.map((row) => ({ ...row, data: text(row.data) }));
		const openIt = (seed = 1, id = 'b1') => storage.openBox('w1', id, new Uint8Array(32).fill(seed), 3);

		test('a box is made once, and the same request again is the same box', async () => {
			expect(await storage.createBox(box('b1'))).toEqual({ ok: true, value: 'known' });
			expect(await storage.createBox(box('b1', { kind: 'ballot' }))).toEqual({ ok: false, reason: 'conflict' });
			expect(await storage.createBox(box('b2', { boxLimit: 1 }))).toEqual({ ok: false, reason: 'full' });
			expect(await storage.listBoxes('w1')).toEqual([
				{
					...{ id: 'b1', kind: 'draft', anonymous: true, electorate: 'all', attach: ['perspective'], isOpen: false },
					...{ places: 4, electors: ['anna', 'ben', 'cem', 'dora'], entries: 0, items: 0, bytes: 0 }
				}
			]);
			expect(await storage.loadWorkshop('w1')).toMatchObject({ boxes: [{ id: 'b1' }] });
		});

		test('an entry is written on top of what its owner has seen, or not at all', async () => {
			const counts = { entries: 1, items: 2, bytes: 4 };
			expect(await storage.putBoxEntry(write('anna', 'eins', nothing))).toEqual(yes({ ...counts, isNew: true }));
			expect(await storage.putBoxEntry(write('anna', 'zwei', nothing))).toEqual(no('stale'));
			expect(await storage.putBoxEntry(write('anna', 'zwei', version('v-other')))).toEqual(no('stale'));
			expect(await storage.putBoxEntry(write('anna', 'zwei!', version('v-eins')))).toMatchObject({
				value: { isNew: false, entries: 1, bytes: 5 }
			});
			expect(await storage.readBoxEntry('w1', 'b1', 'anna')).toMatchObject({ value: { version: 'v-zwei!' } });
			expect(await storage.readBoxEntry('w1', 'b1', 'ben')).toEqual(no('not_found'));
			expect(await storage.deleteBoxEntry('w1', 'b1', 'anna', version('v-eins'))).toEqual(no('stale'));
			expect(await storage.deleteBoxEntry('w1', 'b1', 'anna', anything)).toEqual(
				yes({ entries: 0, items: 0, bytes: 0 })
			);
			expect(await storage.deleteBoxEntry('w1', 'b1', 'anna', anything)).toEqual(no('not_found'));
			expect(await storage.putBoxEntry(write('anna', 'drei', version('v-zwei!')))).toEqual(no('stale'));
		});

		test('who was removed a moment ago gets no place', async () => {
			await storage.putParticipants('w1', [{ ...moderator, id: 'emil', role: 'participant' }]);
			await storage.removeParticipant('w1', 'emil', 2);
			await storage.addElector('w1', 'b1', elector('emil'));
			await storage.createBox(box('b2', { electors: [elector('emil'), elector('anna')] }));
			expect(await storage.listBoxes('w1')).toMatchObject([{ places: 4 }, { places: 1, electors: ['anna'] }]);
		});

		test('who has no place puts nothing in, until they are given one', async () => {
			expect(await storage.putBoxEntry(write('emil', 'x', nothing))).toEqual(no('no_place'));
			expect(await storage.addElector('w1', 'b1', elector('emil'))).toMatchObject({ ok: true });
			await storage.addElector('w1', 'b1', elector('emil'));
			expect(await storage.putBoxEntry(write('emil', 'x', nothing))).toMatchObject({ ok: true });
			expect(await storage.listBoxes('w1')).toMatchObject([{ places: 5, entries: 1 }]);
			expect(await storage.addElector('w1', 'none', elector('emil'))).toEqual(no('not_found'));
		});

		test('boxes have a bound together, and what becomes smaller is always taken', async () => {
			await storage.putBoxEntry({ ...write('anna', 'x'.repeat(60), nothing), bound: 100 });
			expect(await storage.putBoxEntry({ ...write('ben', 'x'.repeat(60), nothing), bound: 100 })).toEqual(no('full'));
			const smaller = write('anna', 'x'.repeat(50), version(`v-${'x'.repeat(60)}`));
			expect(await storage.putBoxEntry({ ...smaller, bound: 10 })).toMatchObject({ ok: true });
		});

		test('nothing is read from a sealed box, everything from an open one, and then nothing changes it', async () => {
			for (const person of ['anna', 'ben', 'cem', 'dora']) await storage.putBoxEntry(write(person, person, nothing));
			expect(await content()).toBeUndefined();
			expect(await openIt()).toEqual(yes({ entries: 4, items: 8, bytes: 14, isFirst: true }));
			const first = await content();
			expect(first!.map(({ data }) => data).sort()).toEqual(['anna', 'ben', 'cem', 'dora']);
			expect(await openIt(2)).toMatchObject({ value: { isFirst: false } });
			expect(await content()).toEqual(first);
			expect(await storage.putBoxEntry(write('anna', 'x', anything))).toEqual(no('opened'));
			expect(await storage.readBoxEntry('w1', 'b1', 'anna')).toEqual(no('opened'));
			expect(await storage.deleteBoxEntry('w1', 'b1', 'anna', anything)).toEqual(no('opened'));
			expect(await storage.addElector('w1', 'b1', elector('emil'))).toEqual(no('opened'));
			expect(await storage.listBoxes('w1')).toMatchObject([{ isOpen: true, electors: [], places: 4, entries: 4 }]);
			expect(await openIt(1, 'none')).toEqual(no('not_found'));
		});

		test('of an anonymous box nobody is named; of another one everybody', async () => {
			await storage.createBox(box('named', { anonymous: false }));
			for (const id of ['b1', 'named']) {
				await storage.putBoxEntry({ ...write('anna', 'A', nothing), box: id });
				await openIt(1, id);
			}
			const [entry] = (await content())!;
			expect(entry).toEqual({ entry: entry!.entry, data: 'A' });
			expect(await content('named')).toMatchObject([{ participant: 'anna', perspective: 'red', data: 'A' }]);
		});

		test('the order is drawn at the opening', async () => {
			const orders = new Set<string>();
			for (let seed = 0; seed < 8; seed++) {
				const id = `shuffled-${seed}`;
				await storage.createBox(box(id, { anonymous: false }));
				for (const person of ['anna', 'ben', 'cem', 'dora'])
					await storage.putBoxEntry({ ...write(person, person, nothing), box: id });
				await openIt(seed, id);
				orders.add((await content(id))!.map(({ data }) => data).join());
			}
			expect(orders.size).toBeGreaterThan(3);
		});

		test('a person who is removed takes place and entry along, and from an open box nothing', async () => {
			await storage.createBox(box('open'));
			for (const id of ['b1', 'open']) await storage.putBoxEntry({ ...write('anna', 'A', nothing), box: id });
			await openIt(1, 'open');
			await storage.removeParticipant('w1', 'anna', 1);
			expect(await storage.listBoxes('w1')).toMatchObject([
				{ id: 'b1', places: 3, electors: ['ben', 'cem', 'dora'], entries: 0, items: 0, bytes: 0 },
				{ id: 'open', places: 4, entries: 1 }
			]);
			expect(await content('open')).toMatchObject([{ data: 'A' }]);
		});

		test('the first result counts', async () => {
			const put = (data: string, bound = 100) => storage.putBoxResult('w1', 'b1', bytes(data), bound);
			expect(await put('eins')).toEqual(no('sealed'));
			await openIt();
			expect(await put('eins', 3)).toEqual(no('full'));
			expect(await put('eins')).toEqual(yes({ entries: 0, items: 0, bytes: 4 }));
			const second = await put('zwei');
			expect(second.ok && second.value.first && text(second.value.first)).toBe('eins');
			expect(text((await storage.readBoxResult('w1', 'b1'))!)).toBe('eins');
			expect(await storage.readBoxResult('w1', 'none')).toBeUndefined();
		});

		test('an erased workshop has no boxes', async () => {
			await storage.putBoxEntry(write('anna', 'A', nothing));
			await storage.eraseWorkshop('w1', 1);
			expect(await storage.listBoxes('w1')).toEqual([]);
			expect(await storage.createBox(box('b3'))).toEqual(no('erased'));
			expect(await storage.putBoxEntry(write('anna', 'B', nothing))).toEqual(no('not_found'));
		});
	});
}

const nothing: Expected = { is: 'nothing' };
const anything: Expected = { is: 'anything' };
const version = (name: string): Expected => ({ is: 'version', version: name });
const yes = <Value>(value: Value) => ({ ok: true, value });
const no = <Reason>(reason: Reason) => ({ ok: false, reason });
const bytes = (content: string) => new TextEncoder().encode(content);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

function elector(participant: string): Elector {
	return { participant, role: 'participant', perspective: 'red' };
}

function box(id: string, settings: Partial<NewBox> = {}): NewBox {
	return {
		...{ workshop: 'w1', id, kind: 'draft', anonymous: true, electorate: 'all', attach: ['perspective'] },
		electors: ['anna', 'ben', 'cem', 'dora'].map(elector),
		secret: crypto.getRandomValues(new Uint8Array(boxSecretBytes)),
		boxLimit: 100,
		...settings
	};
}

function write(participant: string, content: string, expected: Expected): BoxEntryWrite {
	const place = { workshop: 'w1', box: 'b1', participant, expected };
	return { ...place, data: bytes(content), items: 2, version: `v-${content}`, bound: 1000 };
}

const moderator: ParticipantRecord = {
	...{ id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 }
};
const workshop = {
	...{ id: 'w1', title: 'Titel', created: 1, access: initialAccess, creator: moderator, links: [] },
	session: { hash: 's', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
	code: { code: 'CODE', workshop: 'w1', link: 'none', expires: 2 }
} as const;
