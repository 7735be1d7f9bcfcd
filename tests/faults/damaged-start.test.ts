// A server that is started on damaged data: what is whole is served, what is not says so. Which damage is found at all:
// damage.test.ts.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { startServer, type RunningServer } from '../../server/server.ts';
import {
	Client,
	makeWorkshop,
	rawClient,
	request,
	temporaryFolder,
	until,
	type TestWorkshop
} from '../integration/relay.ts';

const words = 'ein Satz, der in einem Stück in der Datei liegt';
let folder: ReturnType<typeof temporaryFolder>;
let workshops: TestWorkshop[];
const start = () => startServer({ config: { port: 0, dataDir: folder.path, logLevel: 'silent' } });
const running = async (): Promise<RunningServer> => {
	const started = await start();
	if (!started.ok) throw new Error(started.reason);
	return started.value;
};

beforeEach(async () => {
	folder = temporaryFolder();
	const server = await running();
	workshops = [await makeWorkshop(server.url, 'heil'), await makeWorkshop(server.url, 'beschädigt')];
	for (const [i, workshop] of workshops.entries()) {
		using client = await new Client(server.url, workshop, 'plan').synced();
		client.text.insert(0, `${i} ${words}`);
		await client.saved();
		client.provider.disconnect();
	}
	await server.close();
});
afterEach(() => folder[Symbol.dispose]());

test('a damaged document is counted and not served, the rest is', async () => {
	damage((bytes) => bytes.indexOf(`1 ${words}`));
	const server = await running();
	const metrics = await (await fetch(`${server.url}/metrics`)).text();
	expect(metrics).toMatch(/^relay_damaged_parts 1$/m);
	using whole = await new Client(server.url, workshops[0]!, 'plan').synced();
	expect(whole.text.toString()).toBe(`0 ${words}`);
	using other = await new Client(server.url, workshops[1]!, 'board.m1').synced();
	using damaged = rawClient(server.url, workshops[1]!, 'plan');
	await until('it is turned away', () => damaged.closeCode !== undefined);
	expect(damaged.documents).toEqual([]);
	const id = workshops[1]!.workshop;
	const read = await request(
		server.url,
		'GET',
		`/api/workshops/${id}/documents/plan`,
		undefined,
		workshops[1]!.session
	);
	expect(read).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
	whole.text.insert(0, 'und es geht weiter: ');
	await whole.saved();
	for (const client of [whole, other]) client.provider.disconnect();
	await server.close();
}, 20_000);

test('a damaged picture is not there, until somebody brings it again', async () => {
	const picture = new TextEncoder().encode('ein Bild, das in der Datei zu finden ist'.repeat(20));
	const path = `/files/${createHash('sha256').update(picture).digest('hex')}`;
	const before = await running();
	const put = (url: string) =>
		request(url, 'PUT', `/api/workshops/${workshops[0]!.workshop}${path}`, picture, workshops[0]!.session);
	expect((await put(before.url)).status).toBe(201);
	await before.close();
	damage((bytes) => bytes.indexOf('ein Bild'));
	const server = await running();
	const get = () =>
		request(server.url, 'HEAD', `/api/workshops/${workshops[0]!.workshop}${path}`, undefined, workshops[0]!.session);
	expect((await get()).status).toBe(404);
	expect((await put(server.url)).status).toBe(201);
	expect((await get()).status).toBe(200);
	expect((await put(server.url)).status).toBe(200);
	await server.close();
}, 20_000);

test('a workshop whose own row is damaged is set aside with a clear answer, the others are served', async () => {
	damage((bytes) => bytes.indexOf('{"', bytes.indexOf('beschädigt')));
	const server = await running();
	const [whole, damaged] = workshops.map(({ workshop, session }) =>
		request(server.url, 'GET', `/api/workshops/${workshop}`, undefined, session)
	);
	expect(await whole).toMatchObject({ status: 200 });
	expect(await damaged).toMatchObject({ status: 503, body: { error: { code: 'unavailable' } } });
	using raw = rawClient(server.url, workshops[1]!, 'plan');
	expect(await raw.closed()).toBe(closeCode.restarting);
	expect((await request(server.url, 'GET', '/readyz')).status).toBe(200);
	await server.close();
}, 20_000);

test('a damaged file is not served, and the reason names the way back', async () => {
	damage(() => 5 * 4096 + 1);
	const started = await start();
	expect(started).toMatchObject({ ok: false, reason: expect.stringMatching(/is damaged.*npm run restore -- FILE/) });
}, 20_000);

/** Turns one byte of the file, at the place that is found. */
function damage(placeIn: (bytes: Buffer) => number): void {
	const file = join(folder.path, 'werktisch.sqlite');
	const bytes = readFileSync(file);
	const place = placeIn(bytes);
	expect(place).toBeGreaterThan(0);
	bytes[place]! ^= 0x7f;
	writeFileSync(file, bytes);
}
