import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '#lib/protocol/limits.ts';
import { BoxPerson, lastingServer, type LastingServer } from './box-people.ts';
import { makeWorkshop, rawClient, request, until, type TestWorkshop } from './relay.ts';

let server: LastingServer;
let workshop: TestWorkshop;
let mo: BoxPerson;
let [anna, ben, olga]: BoxPerson[] = [];

beforeAll(async () => void (server = await lastingServer()));
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
	workshop = await makeWorkshop(server.url);
	mo = new BoxPerson(server.url, workshop);
	anna = await enter('participant', 'Anna');
	ben = await enter('participant', 'Ben');
	olga = await enter('observer', 'Olga');
});

async function enter(role: 'moderator' | 'participant' | 'observer', name?: string): Promise<BoxPerson> {
	return new BoxPerson(server.url, await workshop.enter(role, name));
}

describe('making a box', () => {
	test('[BOX-9] the same request again makes no second box', async () => {
		const settings = { id: 'b1', kind: 'ballot', anonymous: true, attach: ['perspective', 'role'] } as const;
		expect(await mo.makeBox(settings)).toMatchObject({ status: 201, json: { box: 'b1' } });
		expect(await mo.makeBox(settings)).toMatchObject({ status: 200, json: { box: 'b1' } });
		expect(await mo.makeBox({ ...settings, attach: ['role', 'perspective'] })).toMatchObject({ status: 200 });
		expect(await mo.makeBox({ ...settings, anonymous: false })).toMatchObject({
			status: 409,
			json: { error: { code: 'conflict' } }
		});
		expect((await mo.ask('GET', '/boxes')).json).toEqual([
			{ box: 'b1', kind: 'ballot', anonymous: true, state: 'closed', entries: 0, items: 0, electors: 2, place: 'none' }
		]);
	});

	test('it is for moderators, and needs to say what it is', async () => {
		expect(await anna!.makeBox()).toMatchObject({ status: 403 });
		for (const wrong of [{ kind: '' }, { kind: 'a b' }, { electorate: 'everybody' }, { attach: ['name'] }, { id: '/' }])
			expect(await mo.makeBox(wrong as object), JSON.stringify(wrong)).toMatchObject({ status: 400 });
		expect(await mo.makeBox({ anonymous: undefined })).toMatchObject({ status: 400 });
	});

	test('[BOX-10] there is room for so many boxes', async () => {
		for (let i = 0; i < limits.boxesPerWorkshop; i++) await mo.makeBox({ id: `b${i}` });
		expect(await mo.makeBox()).toMatchObject({ status: 507, json: { error: { code: 'full' } } });
		expect(await mo.makeBox({ id: 'b7' })).toMatchObject({ status: 200 });
	});
});

describe('my entry', () => {
	test('[BOX-2] is replaced whole, by who has seen what is there', async () => {
		const box = await mo.box();
		expect(await anna!.mine(box)).toMatchObject({ status: 404 });
		const first = await anna!.put(box, 'eins', 'first', 3);
		expect(first.status).toBe(201);
		expect(await anna!.mine(box)).toMatchObject({ status: 200, text: 'eins', etag: first.etag });
		expect(await anna!.put(box, 'zwei')).toMatchObject({ status: 412, json: { error: { code: 'stale' } } });
		const second = await anna!.put(box, 'zwei', { etag: first.etag! });
		expect(second).toMatchObject({ status: 204, text: '' });
		expect(second.etag).not.toBe(first.etag);
		expect(await anna!.put(box, 'drei', { etag: first.etag! })).toMatchObject({ status: 412 });
		expect(await anna!.put(box, 'drei', { etag: `W/${second.etag}` })).toMatchObject({ status: 400 });
		expect(await anna!.take(box, { etag: first.etag! })).toMatchObject({ status: 412 });
		expect(await anna!.take(box, { etag: second.etag! })).toMatchObject({ status: 204 });
		expect(await anna!.take(box)).toMatchObject({ status: 404 });
		expect(await anna!.put(box, 'drei', 'any')).toMatchObject({ status: 412 });
		expect(await anna!.put(box, 'drei', 'none')).toMatchObject({ status: 400 });
		expect(await anna!.put('nowhere', 'x')).toMatchObject({ status: 404 });
	});

	test('[BOX-2] two devices of one person lose nothing of each other', async () => {
		const box = await mo.box();
		const device = async (words: readonly string[]) => {
			for (const word of words) {
				for (let isIn = false; !isIn;) {
					const { status, text, etag } = await anna!.mine(box);
					const put = await (status === 404
						? anna!.put(box, word)
						: anna!.put(box, `${text} ${word}`, { etag: etag! }));
					isIn = put.status !== 412;
				}
			}
		};
		await Promise.all([device(['a', 'b', 'c', 'd', 'e']), device(['1', '2', '3', '4', '5'])]);
		expect((await anna!.mine(box)).text.split(' ').sort()).toEqual(['1', '2', '3', '4', '5', 'a', 'b', 'c', 'd', 'e']);
	});

	test('[BOX-10] it has a size, a number of items, and a pace', async () => {
		const box = await mo.box();
		expect(await anna!.put(box, new Uint8Array(limits.boxEntryBytes + 1))).toMatchObject({ status: 413 });
		expect(await anna!.put(box, new Uint8Array(limits.boxEntryBytes))).toMatchObject({ status: 201 });
		for (const items of ['-1', '1.5', 'x', '', limits.boxEntryItems + 1])
			expect(await anna!.put(box, 'x', 'any', items), `items=${items}`).toMatchObject({ status: 400 });
		expect(await anna!.put(box, 'x', 'any', limits.boxEntryItems)).toMatchObject({ status: 204 });
		const statuses: number[] = [];
		for (let i = 0; i < limits.boxWriteBurst + 5; i++) statuses.push((await ben!.put(box, 'x', 'any')).status);
		expect(statuses[0]).toBe(412);
		const slowed = await ben!.put(box, 'x');
		expect(slowed).toMatchObject({ status: 429, json: { error: { code: 'rate' } } });
		expect(slowed.headers.get('retry-after')).toBe('1');
		expect(await anna!.put(box, 'y', 'any')).toMatchObject({ status: 204 });
	});

	test('[BOX-2] what was answered is there after the relay was restarted', async () => {
		const box = await mo.box({ anonymous: true });
		const { etag } = await anna!.put(box, 'bleibt');
		await server.restart();
		expect(await anna!.mine(box)).toMatchObject({ text: 'bleibt', etag });
		expect(await anna!.summary(box)).toMatchObject({ entries: 1, place: 'given' });
	});
});

describe('places in a box', () => {
	test('[BOX-3] belong to those who were in the workshop when it was made', async () => {
		const [participants, all] = [await mo.box(), await mo.box({ electorate: 'all' })];
		expect(await mo.summary(participants)).toMatchObject({ electors: 2, place: 'none' });
		expect(await mo.summary(all)).toMatchObject({ electors: 3, place: 'given' });
		expect(await olga!.summary(all)).toMatchObject({ place: 'none' });
		expect((await mo.put(all, 'x')).status).toBe(201);
		for (const person of [mo, olga!])
			expect(await person.put(participants, 'x')).toMatchObject({
				status: 403,
				json: { error: { code: 'forbidden' } }
			});
		expect(await olga!.put(all, 'x')).toMatchObject({ status: 403 });
	});

	test('[BOX-3] who comes later waits for a moderator’s yes', async () => {
		const box = await mo.box();
		const late = await enter('participant', 'Spät');
		const toElectors = (who: BoxPerson, participant: string) =>
			who.ask('POST', `/boxes/${box}/electors`, { participant });
		expect(await late.summary(box)).toMatchObject({ place: 'waiting', electors: 2 });
		expect(await late.put(box, 'x')).toMatchObject({ status: 403, json: { error: { code: 'waiting' } } });
		expect((await mo.summary(box))!.waiting).toEqual([late.participant]);
		expect(await anna!.summary(box)).not.toHaveProperty('waiting');
		expect(await toElectors(anna!, late.participant)).toMatchObject({ status: 403 });
		expect(await toElectors(mo, olga!.participant)).toMatchObject({ status: 403 });
		expect(await toElectors(mo, 'nobody')).toMatchObject({ status: 404 });
		expect(await toElectors(mo, late.participant)).toMatchObject({ status: 204 });
		expect(await toElectors(mo, late.participant)).toMatchObject({ status: 204 });
		expect(await late.summary(box)).toMatchObject({ place: 'given', electors: 3 });
		expect((await late.put(box, 'x')).status).toBe(201);
		await mo.open(box);
		expect(await toElectors(mo, late.participant)).toMatchObject({ status: 409, json: { error: { code: 'opened' } } });
	});

	test('[BOX-3] a role that changes later neither gives nor takes a place, but that observers write nothing', async () => {
		const box = await mo.box();
		await workshop.call('PATCH', `/participants/${anna!.participant}`, { role: 'moderator' });
		expect((await anna!.put(box, 'A')).status).toBe(201);
		await ben!.put(box, 'B');
		await workshop.call('PATCH', `/participants/${ben!.participant}`, { role: 'observer' });
		expect((await ben!.put(box, 'B2', 'any')).status).toBe(403);
		expect(await ben!.mine(box)).toMatchObject({ text: 'B' });
		await mo.open(box);
		expect([...(await mo.contents(box))].sort()).toEqual(['A', 'B']);
	});
});

describe('opening', () => {
	test('[BOX-4] is a moderator’s, shows everybody the same, and ends writing', async () => {
		const box = await mo.box();
		await anna!.put(box, 'A', 'first', 2);
		await ben!.put(box, 'B', 'first', 3);
		expect(await anna!.open(box)).toMatchObject({ status: 403 });
		expect((await mo.read(box)).json).toMatchObject({ state: 'closed', entries: 2, items: 5 });
		expect(await mo.open(box)).toMatchObject({ status: 200, json: { box, state: 'open', entries: 2, items: 5 } });
		expect(await anna!.mine(box)).toMatchObject({ status: 410, json: { error: { code: 'opened' } } });
		expect(await anna!.put(box, 'C', 'any')).toMatchObject({ status: 409, json: { error: { code: 'opened' } } });
		expect(await anna!.take(box)).toMatchObject({ status: 409 });
		const entries = await mo.entries(box);
		expect(new Map(entries.map(({ participant, data }) => [participant, atob(data)]))).toEqual(
			new Map([
				[anna!.participant, 'A'],
				[ben!.participant, 'B']
			])
		);
		for (const other of [anna!, olga!]) expect(await other.entries(box)).toEqual(entries);
		await server.restart();
		expect(await olga!.entries(box)).toEqual(entries);
		expect(await mo.open('nowhere')).toMatchObject({ status: 404 });
	});

	test('[BOX-4] two moderators open it once', async () => {
		const other = await enter('moderator');
		const box = await mo.box();
		await anna!.put(box, 'A');
		const [first, second] = await Promise.all([mo.open(box), other.open(box)]);
		expect([first.status, second.status]).toEqual([200, 200]);
		expect(await mo.entries(box)).toEqual(await other.entries(box));
		expect(await mo.open(box)).toMatchObject({ status: 200, json: { state: 'open', entries: 1 } });
	});

	test('[BOX-4] an entry that arrives meanwhile is in it, or its sender is told that it is not', async () => {
		for (let round = 0; round < 10; round++) {
			const box = await mo.box({ anonymous: round % 2 === 0 });
			const puts = [anna!, ben!].map((person, i) => person.put(box, `${i}`));
			const [opened, ...answers] = await Promise.all([mo.open(box), ...puts]);
			const taken = answers.flatMap(({ status }, i) => (status === 201 ? [`${i}`] : []));
			expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
			expect([...(await mo.contents(box))].sort()).toEqual(taken);
			expect(opened.status).toBe(200);
		}
	});

	test('[BOX-5] an anonymous box names nobody, in any answer', async () => {
		const box = await mo.box({ anonymous: true });
		await anna!.put(box, 'A');
		await ben!.put(box, 'B');
		await mo.open(box);
		for (const person of [mo, anna!, olga!]) {
			const { text } = await person.read(box);
			for (const { participant } of [mo, anna!, ben!]) expect(text).not.toContain(participant);
		}
		expect(Object.keys((await mo.entries(box))[0]!).sort()).toEqual(['data', 'entry']);
	});

	test('[BOX-6] facts are those of the time the places were given, and shown for groups that are large enough', async () => {
		const people = [anna!, ben!, await enter('participant'), await enter('participant')];
		const setPerspective = (who: BoxPerson, perspective: string) =>
			workshop.call('PATCH', `/participants/${who.participant}`, { perspective });
		for (const person of people) await setPerspective(person, 'blue');
		const settings = { anonymous: true, attach: ['perspective'] } as const;
		const [first, second] = [await mo.box(settings), await mo.box(settings)];
		await setPerspective(anna!, 'red');
		for (const person of people) await person.put(first, 'x');
		for (const person of people.slice(0, 2)) await person.put(second, 'x');
		for (const box of [first, second]) await mo.open(box);
		expect((await mo.entries(first)).map(({ perspective }) => perspective)).toEqual(Array(4).fill('blue'));
		expect((await mo.entries(second)).map(({ perspective }) => perspective)).toEqual([undefined, undefined]);
	});
});

describe('what becomes of a box', () => {
	test('[BOX-7] the first result counts for everybody', async () => {
		const other = await enter('moderator');
		const box = await mo.box();
		const put = (who: BoxPerson, bytes: number[]) => who.ask('PUT', `/boxes/${box}/result`, Uint8Array.from(bytes));
		const get = (who: BoxPerson) => who.ask('GET', `/boxes/${box}/result`);
		expect(await put(mo, [1])).toMatchObject({ status: 403 });
		await mo.open(box);
		expect(await get(anna!)).toMatchObject({ status: 404 });
		expect(await put(anna!, [1])).toMatchObject({ status: 403 });
		const answers = await Promise.all([put(mo, [1, 1]), put(other, [2, 2])]);
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
		const winner = answers[0].status === 201 ? [1, 1] : [2, 2];
		const loser = answers.find(({ status }) => status === 409)!;
		expect([...loser.bytes]).toEqual(winner);
		expect(loser.headers.get('content-type')).toBe('application/octet-stream');
		await server.restart();
		for (const person of [mo, anna!, olga!]) expect([...(await get(person)).bytes]).toEqual(winner);
	});

	test('[BOX-8] who is removed takes their entry along while it is sealed', async () => {
		const [sealed, open] = [await mo.box(), await mo.box({ anonymous: true })];
		for (const box of [sealed, open]) for (const person of [anna!, ben!]) await person.put(box, person.participant);
		await mo.open(open);
		await workshop.call('DELETE', `/participants/${anna!.participant}`);
		expect(await mo.summary(sealed)).toMatchObject({ entries: 1, electors: 1 });
		expect(await anna!.put(sealed, 'x')).toMatchObject({ status: 403, json: { error: { code: 'kicked' } } });
		await mo.open(sealed);
		expect(await mo.contents(sealed)).toEqual([ben!.participant]);
		expect(await mo.contents(open)).toHaveLength(2);
	});

	test('[BOX-8] with the workshop its boxes are erased', async () => {
		const box = await mo.box();
		await anna!.put(box, 'A');
		await workshop.call('DELETE', '');
		expect(await anna!.mine(box)).toMatchObject({ status: 410, json: { error: { code: 'erased' } } });
	});

	test('a box belongs to its workshop', async () => {
		const box = await mo.box({ id: 'mine' });
		await anna!.put(box, 'A');
		const elsewhere = await makeWorkshop(server.url);
		const stranger = new BoxPerson(server.url, elsewhere);
		expect(await stranger.read(box)).toMatchObject({ status: 404 });
		expect(await stranger.open(box)).toMatchObject({ status: 404 });
		const path = `/api/workshops/${workshop.workshop}/boxes/${box}`;
		expect(await request(server.url, 'GET', path, undefined, elsewhere.session)).toMatchObject({ status: 401 });
	});
});

describe('POLICY', () => {
	test('[BOX-1] tells everybody how many entries there are, and is silent when none is more or less', async () => {
		using socket = await rawClient(server.url, olga!.member, 'plan').opened();
		const box = await mo.box();
		const last = () => socket.policies.at(-1)?.boxes.find((summary) => summary.box === box);
		await anna!.put(box, 'A', 'first', 4);
		await until('everybody knows of the entry', () => last()?.entries === 1 && last()?.items === 4);
		const heard = socket.policies.length;
		for (let i = 0; i < 5; i++) await anna!.put(box, `A${i}`, 'any', 4);
		await ben!.put(box, 'B', 'first', 0);
		await until('everybody knows of the second entry', () => last()?.entries === 2);
		expect(socket.policies.length).toBe(heard + 1);
		await mo.open(box);
		await until('everybody knows that it is open', () => last()?.state === 'open');
		expect(last()).toEqual({ box, kind: 'draft', anonymous: false, state: 'open', entries: 2, items: 4, electors: 2 });
	});
});
