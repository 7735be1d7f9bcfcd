import { expect, test } from 'vitest';
import { manualClock } from '#lib/kernel/clock.ts';
import { textOf } from '../../server/testing/updates.ts';
import { Client, makeWorkshop, request, testServer, type Member } from './relay.ts';

const hour = 60 * 60 * 1000;

test('[HISTORY-1] moderators read a document as it was at an earlier time', async () => {
	const clock = manualClock();
	await using server = await testServer({ clock });
	const workshop = await makeWorkshop(server.url);
	const started = clock.now();
	clock.advance(hour);
	using client = await new Client(server.url, workshop, 'board.m1').synced();
	client.text.insert(0, 'eins');
	await client.saved();
	clock.advance(hour);
	client.text.insert(4, ' zwei');
	await client.saved();
	clock.advance(hour);
	client.text.delete(0, 5);
	await client.saved();

	const textAt = async (at: number) => textOf(await bytes(server.url, workshop, `?at=${new Date(at).toISOString()}`));
	expect(await textAt(started)).toBe('');
	expect(await textAt(started + 1.5 * hour)).toBe('eins');
	expect(await textAt(started + 2.5 * hour)).toBe('eins zwei');
	expect(textOf(await bytes(server.url, workshop, ''))).toBe('zwei');
	const moments = await workshop.call('GET', '/documents/board.m1/moments');
	expect(moments.body).toEqual([1, 2, 3].map((n) => ({ at: new Date(started + n * hour).toISOString(), changes: 1 })));
}, 20_000);

test('[HISTORY-1] nobody else does, and what is not there or makes no sense is refused', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	using client = await new Client(server.url, workshop, 'plan').synced();
	client.text.insert(0, 'eins');
	await client.saved();
	const status = async (path: string, member: Member = workshop) =>
		(await fetch(`${server.url}/api/workshops/${workshop.workshop}/documents/${path}`, bearer(member))).status;
	const participant = await workshop.enter('participant');
	expect(await status('plan', participant)).toBe(403);
	expect(await status('plan/moments', participant)).toBe(403);
	expect(await status('plan')).toBe(200);
	expect(await status('board.m9')).toBe(404);
	expect(await status('attic')).toBe(404);
	for (const at of ['gestern', '2022-11-17', '2022-11-17T09:00', '2022-99-17T09:00Z', ''])
		expect(await status(`plan?at=${encodeURIComponent(at)}`), at).toBe(400);
	expect(await request(server.url, 'GET', '/readyz')).toMatchObject({ status: 200 });
}, 20_000);

async function bytes(url: string, member: Member, query: string): Promise<Uint8Array> {
	const response = await fetch(`${url}/api/workshops/${member.workshop}/documents/board.m1${query}`, bearer(member));
	expect(response.status).toBe(200);
	return new Uint8Array(await response.arrayBuffer());
}

function bearer(member: Member) {
	return { headers: { authorization: `Bearer ${member.session}` } };
}
