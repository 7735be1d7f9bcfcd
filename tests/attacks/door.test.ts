// Links and codes: who comes in by them, how often, how long, and what guessing gains.
import { expect, test, vi } from 'vitest';
import { manualClock } from '#lib/kernel/clock.ts';
import { limits } from '#lib/protocol/limits.ts';
import { author } from '../../server/testing/updates.ts';
import {
	emptyUpdate,
	makeWorkshop,
	rawClient,
	request,
	testServer,
	tokenOf,
	until,
	type Member,
	type TestWorkshop
} from '../integration/relay.ts';

vi.setConfig({ testTimeout: 30_000 });

const day = 24 * 60 * 60 * 1000;

async function makeLink(workshop: TestWorkshop, wish: object): Promise<string> {
	const { status, body } = await workshop.call('POST', '/links', { role: 'participant', ...wish });
	expect(status).toBe(201);
	return tokenOf(body.url);
}

test.each([1, 3])('a link for %i is used up exactly so often, however many come at once', async (uses) => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const token = await makeLink(workshop, { uses });
	const knock = () => request(server.url, 'POST', '/api/session', { token, name: 'Eilig' });
	const answers = await Promise.all(Array.from({ length: 10 }, knock));
	const inside = answers.filter(({ status }) => status === 200);
	expect(inside).toHaveLength(uses);
	for (const { status, body } of answers.filter((answer) => !inside.includes(answer)))
		expect({ status, code: body.error.code }).toEqual({ status: 410, code: 'link_used' });
	const people = (await workshop.call('GET', '/participants')).body as { name: string }[];
	expect(people.filter(({ name }) => name === 'Eilig')).toHaveLength(uses);
	const again = await request(server.url, 'POST', '/api/session', { token, resume: inside[0]!.body.session });
	expect(again, 'who is in stays in').toMatchObject({
		status: 200,
		body: { participant: inside[0]!.body.participant }
	});
});

test('a link opens until its time and not after; who came in by it stays', async () => {
	const clock = manualClock(Date.parse('2026-03-02T08:00:00Z'));
	await using server = await testServer({ clock });
	const workshop = await makeWorkshop(server.url);
	const token = await makeLink(workshop, { expires: '2026-03-02T10:00:00Z' });
	clock.advance(2 * 60 * 60 * 1000 - 1);
	const early = await request<Member>(server.url, 'POST', '/api/session', { token });
	expect(early.status).toBe(200);
	clock.advance(1);
	expect(await request(server.url, 'POST', '/api/session', { token })).toMatchObject({
		status: 410,
		body: { error: { code: 'link_expired' } }
	});
	using client = await rawClient(server.url, early.body, 'plan').opened();
	client.step2(author(9).write('noch da'));
	await until('it is saved', () => client.acked === 1);
	expect(client.nacks).toEqual([]);
});

test('a code opens for a day at most, and only while its link does', async () => {
	const clock = manualClock(Date.parse('2026-03-02T08:00:00Z'));
	await using server = await testServer({ clock });
	const workshop = await makeWorkshop(server.url);
	const enter = (code: string) => request(server.url, 'POST', '/api/session', { code });
	const { code } = workshop.created;
	clock.advance(day - 1);
	expect((await enter(code)).status).toBe(200);
	clock.advance(1);
	expect(await enter(code)).toMatchObject({ status: 404, body: { error: { code: 'code_unknown' } } });
	const { code: next } = (await workshop.call('GET', '')).body;
	expect(next).not.toBe(code);
	expect((await enter(next)).status).toBe(200);
	const links = (await workshop.call('GET', '/links')).body as { link: string; role: string }[];
	await workshop.call('DELETE', `/links/${links.find(({ role }) => role === 'participant')!.link}`);
	expect((await enter(next)).status).toBe(404);
});

test('while hundreds of wrong codes wait for their answer, a right one opens at once', async () => {
	let answered = 0;
	const guesses: Promise<number>[] = [];
	{
		await using server = await testServer();
		const workshop = await makeWorkshop(server.url);
		const { code } = workshop.created;
		const wrong = code.startsWith('A') ? 'BBBBBB' : 'AAAAAA';
		const guess = async () => {
			const { status } = await request(server.url, 'POST', '/api/session', { code: wrong });
			answered++;
			return status;
		};
		for (let i = 0; i < 300; i++) guesses.push(guess());
		await until('all have come, and the waiting room is full', () => answered >= 100);
		expect(await request(server.url, 'POST', '/api/session', { code, name: 'Richtig' })).toMatchObject({ status: 200 });
		expect(answered, 'the others still wait').toBeLessThan(300);
	}
	expect(new Set(await Promise.all(guesses))).toEqual(new Set([404, 429]));
});

test('a workshop with as many people or links as it may have says that it is full, and goes on', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const guest = await workshop.enter('participant');
	const participants = Array.from({ length: limits.participantsPerWorkshop - 2 }, (_, i) => ({ id: `p${i}` }));
	expect((await workshop.call('POST', '/participants', { participants })).status).toBe(200);
	const full = { status: 507, body: { error: { code: 'full' } } };
	const { code, links } = workshop.created;
	for (const key of [{ code }, { token: tokenOf(links.participant) }, { token: tokenOf(links.observer) }])
		expect(await request(server.url, 'POST', '/api/session', { ...key, name: 'Zu viel' })).toMatchObject(full);
	expect(await workshop.call('POST', '/participants', { participants: [{ id: 'one-more' }] })).toMatchObject(full);
	expect((await request(server.url, 'POST', '/api/session', { resume: guest.session })).status).toBe(200);
	expect((await workshop.enter('moderator')).session, 'who can make room comes in').toBeDefined();
	for (const id of ['p0', 'p1']) await workshop.call('DELETE', `/participants/${id}`);
	expect((await request(server.url, 'POST', '/api/session', { code })).status, 'in the place of another').toBe(200);

	const wishes = Array.from({ length: limits.linksPerWorkshop - 3 }, () => makeLink(workshop, {}));
	await Promise.all(wishes);
	expect(await workshop.call('POST', '/links', { role: 'participant' })).toMatchObject(full);
});

test('sixty people behind one address come in and write, nobody in another’s way', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const { code, links } = workshop.created;
	const enter = (i: number) =>
		request<Member>(server.url, 'POST', '/api/session', {
			...(i % 2 ? { code } : { token: tokenOf(links.participant) }),
			name: `Person ${i}`
		});
	const sessions = await Promise.all(Array.from({ length: 60 }, (_, i) => enter(i)));
	expect(new Set(sessions.map(({ status }) => status))).toEqual(new Set([200]));
	expect(new Set(sessions.map(({ body }) => body.participant)).size).toBe(60);
	const clients = await Promise.all(sessions.map(({ body }) => rawClient(server.url, body, 'board.m1').opened()));
	const words = 10;
	for (const [i, client] of clients.entries()) {
		const a = author(100 + i);
		client.step2(emptyUpdate);
		for (let n = 0; n < words; n++) client.update(a.write(`${i}/${n} `));
	}
	await until('everything is saved', () => clients.every(({ acked }) => acked === 1 + words), 20_000);
	expect(clients.flatMap(({ nacks }) => nacks)).toEqual([]);
	expect(clients.map(({ closeCode }) => closeCode).filter(Boolean)).toEqual([]);
	await until('everybody hears everything', () => clients.every(({ updates }) => updates.length >= 59 * words), 20_000);
	for (const client of clients) client[Symbol.dispose]();
});
