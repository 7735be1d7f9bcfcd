import { beforeEach, expect, test } from 'vitest';
import { limits } from '#lib/protocol/limits.ts';
import { openMemoryStorage } from '../storage/memory-storage.ts';
import type { ParticipantRecord } from '../storage/storage.ts';
import { Boxes } from './boxes.ts';
import { DocumentSizes } from './document-sizes.ts';

const person = (id: string, fields: Partial<ParticipantRecord> = {}): ParticipantRecord => ({
	...{ id, name: '', role: 'participant', waiting: false, pinned: false, joined: 1, ...fields }
});
const [mo, anna, ben] = [person('mo', { role: 'moderator' }), person('anna'), person('ben')];
const settings = { kind: 'draft', anonymous: true, electorate: 'participants', attach: [] } as const;
const first = { is: 'nothing' } as const;
const again = { is: 'anything' } as const;
const data = Uint8Array.of(1, 2, 3);

let people: ParticipantRecord[];
let told: string[];
let sizes: DocumentSizes;
let boxes: Boxes;
let time: number;

beforeEach(async () => {
	const storage = openMemoryStorage();
	await storage.createWorkshop({
		...{ id: 'w1', title: '', created: 1, access: {}, links: [], creator: mo },
		session: { hash: 's', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
		code: { code: 'CODE', workshop: 'w1', link: 'none', expires: 2 }
	});
	people = [mo, anna, ben, person('olga', { role: 'observer' }), person('wait', { waiting: true })];
	told = [];
	sizes = new DocumentSizes([]);
	time = 0;
	boxes = new Boxes([], {
		...{ workshop: 'w1', storage, sizes, now: () => time, people: () => people },
		onChange: () => told.push('boxes'),
		onCount: () => told.push('count')
	});
	await boxes.make('b1', settings);
	told = [];
});

test('[BOX-1] a write that changes no number is told to nobody', async () => {
	await boxes.put(anna, 'b1', { data, items: 2, expected: first });
	expect(told).toEqual(['count']);
	await boxes.put(anna, 'b1', { data: Uint8Array.of(9), items: 2, expected: again });
	await boxes.put(ben, 'b1', { data, items: 2, expected: again });
	await boxes.put(mo, 'b1', { data, items: 2, expected: first });
	expect(told).toEqual(['count']);
	await boxes.put(anna, 'b1', { data, items: 3, expected: again });
	await boxes.deleteEntry(anna, 'b1', again);
	expect(told).toEqual(['count', 'count', 'count']);
	expect(boxes.summaryFor(ben, 'b1')).toMatchObject({ entries: 0, items: 0 });
});

test('[BOX-3] who waits to be let in has no place, and waits for one when they are in', async () => {
	expect(boxes.summaryFor(mo, 'b1')).toMatchObject({ electors: 2, place: 'none' });
	expect(boxes.summaryFor(mo, 'b1')).not.toHaveProperty('waiting');
	people = people.map((one) => ({ ...one, waiting: false }));
	expect(boxes.summaryFor(mo, 'b1')).toMatchObject({ waiting: ['wait'] });
	expect(boxes.summaryFor(people[4]!, 'b1')).toMatchObject({ place: 'waiting' });
});

test('[BOX-10] entries count towards the size of the workshop, and a full one still takes what is smaller', async () => {
	await boxes.put(anna, 'b1', { data, items: 1, expected: first });
	expect(sizes.boxBytes).toBe(3);
	sizes.grew('plan', 1, limits.workshopBytes - 4);
	expect(sizes.hasSpace('plan', 1)).toBe(true);
	expect(sizes.hasSpace('plan', 2)).toBe(false);
	const put = (by: ParticipantRecord, bytes: number, expected: typeof first | typeof again) =>
		boxes.put(by, 'b1', { data: new Uint8Array(bytes), items: 1, expected });
	expect(await put(ben, 2, first)).toEqual({ ok: false, reason: 'full' });
	expect(await put(anna, 2, again)).toMatchObject({ ok: true });
	expect(await put(ben, 2, first)).toMatchObject({ ok: true });
	expect(sizes.boxBytes).toBe(4);
});

test('[BOX-10] the pace of one person is theirs alone, and comes back', async () => {
	const put = async (by: ParticipantRecord) => {
		const result = await boxes.put(by, 'b1', { data, items: 1, expected: again });
		return result.ok ? 'taken' : result.reason;
	};
	for (let i = 0; i < limits.boxWriteBurst; i++) expect(await put(anna)).toBe('stale');
	expect([await put(anna), await put(ben)]).toEqual(['rate', 'stale']);
	time += 1000 / limits.boxWritesPerSecond;
	expect([await put(anna), await put(anna)]).toEqual(['stale', 'rate']);
});
