// Where a request comes from and what every answer carries: other websites, other people's addresses, headers that claim
// something.
import { expect, test, vi } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { makeWorkshop, RawClient, request, testServer, until, type TestServer } from '../integration/relay.ts';

vi.setConfig({ testTimeout: 30_000 });

/** Requests that would be dealt with, and how: none of them changes anything. */
const harmless = {
	GET: ['', 200],
	PUT: ['/access', 400],
	PATCH: ['/participants/nobody', 404],
	POST: ['/links', 400],
	DELETE: ['/links/none', 404]
} as const;
const methods = Object.keys(harmless) as (keyof typeof harmless)[];

/** The same request by cookie, as a browser sends it for a page of this origin. */
function byCookie(server: TestServer, session: string, workshop: string) {
	return async (method: keyof typeof harmless, origin: string | undefined, more: Record<string, string> = {}) => {
		const path = `/api/workshops/${workshop}${harmless[method][0]}`;
		const headers = { cookie: `wt_${workshop}=${session}`, ...(origin !== undefined && { origin }), ...more };
		const { status, body } = await request(server.url, method, path, undefined, undefined, headers);
		return status === 403 ? (body.error.code as string) : status;
	};
}

test('a cookie counts only for pages of the relay’s own address, whatever the method', async () => {
	await using server = await testServer();
	const { workshop, session } = await makeWorkshop(server.url);
	const ask = byCookie(server, session, workshop);
	const { port } = new URL(server.url);
	const foreign = [
		...['https://evil.example', 'null', `http://localhost:${Number(port) + 1}`, `https://localhost:${port}`],
		...[`http://localhost:${port}.evil.example`, `http://evil.example:${port}`, 'file://', server.url.toUpperCase()]
	];
	for (const method of methods) {
		for (const origin of foreign) expect(await ask(method, origin), `${method} from ${origin}`).toBe('forbidden');
		expect(await ask(method, server.url), method).toBe(harmless[method][1]);
		expect(await ask(method, undefined), `${method} from nowhere`).toBe(method === 'GET' ? 200 : 'forbidden');
	}
	// What a browser cannot be made to send by another page, anybody else can; it opens nothing.
	const claims = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', forwarded: 'host=evil.example' };
	expect(await ask('DELETE', 'https://evil.example', claims)).toBe('forbidden');
	for (const origin of [undefined, ...foreign]) {
		const cookie = `wt_${workshop}=${session}`;
		using socket = new RawClient(server.url, workshop, 'plan', { cookie, ...(origin !== undefined && { origin }) });
		expect(await socket.closed(), String(origin)).toBe(closeCode.unauthenticated);
		expect(socket.frames).toEqual([]);
	}
});

test('behind a proxy the public address counts as well, and no other', async () => {
	await using server = await testServer({ config: { origin: 'https://board.example.org' } });
	const { workshop, session } = await makeWorkshop(server.url);
	const ask = byCookie(server, session, workshop);
	expect(await ask('GET', 'https://board.example.org')).toBe(200);
	expect(await ask('DELETE', 'https://board.example.org')).toBe(404);
	for (const origin of ['http://board.example.org', 'https://board.example.org.evil.example', 'https://example.org'])
		expect(await ask('DELETE', origin), origin).toBe('forbidden');
	const cookie = `wt_${workshop}=${session}`;
	using socket = new RawClient(server.url, workshop, 'plan', { cookie, origin: 'https://board.example.org' });
	await socket.opened();
	// The proxy hands on the public host and takes the encryption off; that makes no unencrypted page ours.
	const host = 'board.example.org';
	using plain = new RawClient(server.url, workshop, 'plan', { cookie, host, origin: 'http://board.example.org' });
	expect(await plain.closed()).toBe(closeCode.unauthenticated);
	using behind = new RawClient(server.url, workshop, 'plan', { cookie, host, origin: 'https://board.example.org' });
	await behind.opened();
});

test('whether it is alive and how it fares may be asked from anywhere', async () => {
	await using server = await testServer();
	for (const path of ['/healthz', '/readyz', '/metrics'])
		expect((await fetch(server.url + path, { headers: { origin: 'https://evil.example' } })).status, path).toBe(200);
});

test('a bearer needs no origin, because no other page can make a browser send it', async () => {
	await using server = await testServer();
	const { workshop, session } = await makeWorkshop(server.url);
	const headers = { origin: 'https://evil.example' };
	const path = `/api/workshops/${workshop}`;
	expect((await request(server.url, 'GET', path, undefined, session, headers)).status).toBe(200);
	expect(
		(await fetch(server.url + path, { method: 'OPTIONS', headers })).headers.get('access-control-allow-origin')
	).toBe(null);
});

test('every answer says what browsers may do with it, and speaks of https only where there is https', async () => {
	for (const [origin, expected] of [
		[undefined, null],
		['http://board.example.org', null],
		['https://board.example.org', 'max-age=31536000']
	] as const) {
		await using server = await testServer({ config: origin === undefined ? {} : { origin } });
		const { workshop, session } = await makeWorkshop(server.url);
		for (const [path, status] of [
			['/healthz', 200],
			['/metrics', 200],
			[`/api/workshops/${workshop}`, 200],
			['/api/workshops/andere', 404],
			['/api/nichts', 404],
			['/irgendwo', 404]
		] as const) {
			// Nobody but ORIGIN is believed: this header can come from anybody.
			const headers = { authorization: `Bearer ${session}`, 'x-forwarded-proto': 'https' };
			const answer = await fetch(server.url + path, { headers });
			await answer.arrayBuffer();
			expect(answer.status, path).toBe(status);
			expect(answer.headers.get('strict-transport-security'), path).toBe(expected);
			expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
			expect(answer.headers.get('referrer-policy'), path).toBe('no-referrer');
			expect(answer.headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
			if (path.startsWith('/api')) expect(answer.headers.get('cache-control'), path).toBe('no-store');
		}
	}
});

test('the numbers say how much, never who', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url, 'Kanarienvogel');
	using client = new RawClient(server.url, workshop.workshop, 'board.Kanarienvogel', {
		authorization: `Bearer ${workshop.session}`
	});
	await client.opened();
	await request(server.url, 'GET', '/api/Kanarienvogel');
	const read = async () => (await fetch(`${server.url}/metrics`)).text();
	await until('the connection is counted', async () => (await read()).includes('relay_connections 1'));
	const numbers = await read();
	for (const secret of ['Kanarienvogel', workshop.workshop, workshop.participant, workshop.session])
		expect(numbers).not.toContain(secret);
});
