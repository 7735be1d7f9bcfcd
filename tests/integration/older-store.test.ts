// A data folder that the relay of the first schema step has written, under today's relay. The fixture is its file as SQL: a
// workshop with a compacted board, a plan, a picture, somebody removed, a revoked link; and one that was erased.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { openExclusive } from '../../server/storage/sqlite-database.ts';
import { startServer } from '../../server/server.ts';
import { Client, rawClient, request, temporaryFolder } from './relay.ts';

const workshop = '3bjqELtVPWcYgD98-02k';
const member = (participant: string, session: string) => ({ workshop, participant, session });
const moderator = member('OsbMGOy6DySK3eY9Poc5', '4na83poXQTIrpIZXjTF_2Y');
const anna = member('A6A5zSKqotedCCexQzZk', '870o_f2Jc3yrvZcYDZxx2f');
const removed = member('lC3TUf1c5Z2VmRW--q0W', 'yuzpfqGJTN1AyfsUiGZmMC');
const picture = '011f658dea3e9785bcee8f29481c9ec3b056b5d0b45564460389f8f0a593eac2';

async function started(folder: string) {
	const server = await startServer({ config: { port: 0, dataDir: folder, logLevel: 'silent' } });
	if (!server.ok) throw new Error(server.reason);
	const { url } = server.value;
	return {
		url,
		call: (method: string, path: string, body?: unknown) =>
			request(url, method, `/api/workshops/${workshop}${path}`, body, moderator.session),
		[Symbol.asyncDispose]: () => server.value.close()
	};
}

function writeOlderStore(folder: string): void {
	const db = openExclusive(join(folder, 'werktisch.sqlite'));
	db.exec('PRAGMA journal_mode = WAL');
	db.exec(readFileSync(new URL('../fixtures/store-step-1.sql', import.meta.url), 'utf8'));
	db.close();
}

test('a store of the first step opens with everything that is in it, and goes on', async () => {
	using folder = temporaryFolder();
	writeOlderStore(folder.path);
	{
		await using server = await started(folder.path);
		expect((await server.call('GET', '')).body).toMatchObject({
			...{ title: 'Ideenschmiede', version: 2, participants: 3, boxes: [] },
			access: { plan: { participant: 'read' } },
			documents: [{ name: 'board.m1' }, { name: 'plan' }]
		});
		using board = await new Client(server.url, anna, 'board.m1').synced();
		using plan = await new Client(server.url, anna, 'plan').synced();
		expect([board.text.toString(), plan.text.toString()]).toEqual(['Ben 012345678 Anna', 'Plan']);
		board.text.insert(board.text.length, ' heute');
		await board.saved();
		expect(board.nacks).toEqual([]);
		const headers = { authorization: `Bearer ${anna.session}` };
		const kept = await fetch(`${server.url}/api/workshops/${workshop}/files/${picture}`, { headers });
		expect(await kept.text()).toBe('ein Bild von frueher');
		expect((await server.call('GET', '/documents/board.m1/moments')).body).not.toEqual([]);
		expect((await server.call('POST', '/boxes', { kind: 'd', anonymous: true, electorate: 'all' })).status).toBe(201);
		expect((await server.call('GET', '/links')).body.filter((link: { revoked: boolean }) => link.revoked)).toHaveLength(
			1
		);
		using gone = rawClient(server.url, removed, 'board.m1');
		expect(await gone.closed()).toBe(closeCode.kicked);
		expect(await request(server.url, 'GET', '/api/workshops/2rz7DGcuhkzpIXpvsUQM')).toMatchObject({ status: 410 });
		expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('relay_damaged_parts 0');
	}
	await using again = await started(folder.path);
	using board = await new Client(again.url, moderator, 'board.m1').synced();
	expect(board.text.toString()).toBe('Ben 012345678 Anna heute');
}, 30_000);
