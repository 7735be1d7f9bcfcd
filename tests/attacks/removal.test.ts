// Removing a person, revoking a link, erasing a workshop: in the middle of their writing, and nothing comes after it.
import { expect, test, vi } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { author, textOf } from '../../server/testing/updates.ts';
import {
	emptyUpdate,
	makeWorkshop,
	rawClient,
	request,
	testServer,
	tokenOf,
	until,
	type Member
} from '../integration/relay.ts';
import { payloadOf } from './second-reader.ts';

vi.setConfig({ testTimeout: 30_000 });

const documents = ['plan', 'board.m1', 'room.m1', 'board.m2'];

test.each([
	{ what: 'removed', code: 'kicked', status: 403 },
	{ what: 'their link is revoked', code: 'link_revoked', status: 410 }
])(
	'[RELAY-12] who is writing on four documents when $what is gone from all, and no word of theirs comes later',
	async ({ what, code, status }) => {
		await using server = await testServer();
		const workshop = await makeWorkshop(server.url);
		const { body: link } = await workshop.call('POST', '/links', { role: 'participant' });
		const { body: member } = await request<Member>(server.url, 'POST', '/api/session', { token: tokenOf(link.url) });
		const watching = await Promise.all(documents.map((document) => rawClient(server.url, workshop, document).opened()));
		for (const watcher of watching) watcher.step2(emptyUpdate);
		const clients = await Promise.all(documents.map((document) => rawClient(server.url, member, document).opened()));
		const authors = clients.map((_, i) => author(50 + i));
		for (const client of clients) client.step2(emptyUpdate);
		await until('they are in', () => clients.every(({ acked }) => acked === 1));
		const writeOn = () =>
			clients.forEach((client, i) => client.closeCode === undefined && client.update(authors[i]!.write('x')));
		const writing = setInterval(writeOn, 1);

		const path = what === 'removed' ? `/participants/${member.participant}` : `/links/${link.link}`;
		expect((await workshop.call('DELETE', path)).status).toBe(204);
		const { documents: atAnswer } = (await workshop.call('GET', '')).body;
		for (const client of clients) expect(await client.closed()).toBe(closeCode.kicked);
		clearInterval(writing);

		expect(await request(server.url, 'POST', '/api/session', { resume: member.session })).toMatchObject({
			status,
			body: { error: { code } }
		});
		expect(
			await request(server.url, 'GET', `/api/workshops/${workshop.workshop}`, undefined, member.session)
		).toMatchObject({ status });
		using again = rawClient(server.url, member, 'plan');
		again.socket.on('open', () => again.step2(author(99).write('doch')));
		expect(await again.closed()).toBe(closeCode.kicked);
		expect((await workshop.call('GET', '')).body.documents, 'nothing since the answer').toEqual(atAnswer);
		for (const [i, client] of clients.entries()) {
			const heard = textOf(...watching[i]!.updates.map(payloadOf));
			expect(heard.length, 'what was acknowledged is there').toBeGreaterThanOrEqual(client.acked - 1);
		}
		for (const client of [...watching, ...clients]) client[Symbol.dispose]();
	}
);

test('[RELAY-12] a door that was being opened when its key was taken away leads nowhere', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	for (let round = 0; round < 10; round++) {
		const member = await workshop.enter('participant');
		const opening = Array.from({ length: 5 }, () => rawClient(server.url, member, 'board.m1'));
		for (const client of opening) client.socket.on('open', () => client.step2(author(1000 + round).write('hindurch')));
		await workshop.call('DELETE', `/participants/${member.participant}`);
		const { documents: atAnswer } = (await workshop.call('GET', '')).body;
		for (const client of opening) expect(await client.closed()).toBe(closeCode.kicked);
		expect((await workshop.call('GET', '')).body.documents).toEqual(atAnswer);
		for (const client of opening) client[Symbol.dispose]();
	}
});
