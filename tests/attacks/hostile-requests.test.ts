// Requests that no honest client sends: each gets a refusal with a code, none leaves a trace, and whoever comes next is
// served as ever.
import { connect as connectTcp } from 'node:net';
import { expect, test, vi } from 'vitest';
import { makeWorkshop, request, testServer, tokenOf, until } from '../integration/relay.ts';

vi.setConfig({ testTimeout: 30_000 });

/** Bodies as bytes, because JSON.stringify would not write them. */
const hostileBodies = {
	'not JSON': '{"title": ',
	'a list': '[1, 2]',
	'a word': '"title"',
	'keys into the prototype': '{"title": "x", "__proto__": {"role": "moderator"}}',
	'the same further in': '{"documents": {"plan": {"__proto__": {"participant": "write"}}}, "title": "x"}',
	'a constructor': '{"title": "x", "participant": {"constructor": {"prototype": {"isAdmin": true}}}}',
	'values nested without end': `{"title": "x", "participant": ${'['.repeat(60_000)}${']'.repeat(60_000)}}`,
	'objects nested without end': `{"title": "x", "a": ${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
	'a list without end': `{"title": "x", "participants": [${'0,'.repeat(100_000)}0]}`
};

test('bodies of no honest sender are refused everywhere, and nothing is changed by them', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const before = (await workshop.call('GET', '')).body;
	const own = `/api/workshops/${workshop.workshop}`;
	for (const [what, text] of Object.entries(hostileBodies)) {
		for (const [method, path] of [
			['POST', '/api/workshops'],
			['POST', '/api/session'],
			['PUT', `${own}/access`],
			['POST', `${own}/links`],
			['POST', `${own}/boxes`],
			['POST', `${own}/participants`],
			['PATCH', `${own}/participants/${workshop.participant}`]
		] as const) {
			const bytes = new TextEncoder().encode(text);
			const { status, body } = await request(server.url, method, path, bytes, workshop.session);
			expect({ status, code: body.error.code }, `${method} ${path}: ${what}`).toEqual({
				status: 400,
				code: 'bad_request'
			});
		}
	}
	const after = (await workshop.call('GET', '')).body;
	expect({ ...after, time: 0 }).toEqual({ ...before, time: 0 });
	expect(Object.prototype).not.toHaveProperty('isAdmin');
});

test('what is no id is none, of a workshop or of a person', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const refusal = { status: 400, body: { error: { code: 'bad_request' } } };
	for (const id of ['__proto__', 'constructor', 'toString', '', '../x', 'a/b', 'ä', 'x'.repeat(65), 7, null, {}]) {
		const participant = { id };
		const answers = [
			await request(server.url, 'POST', '/api/workshops', { title: 'x', id }),
			await request(server.url, 'POST', '/api/workshops', { title: 'x', participant }),
			await workshop.call('POST', '/participants', { participants: [participant] })
		];
		for (const answer of answers) expect(answer, JSON.stringify(id)).toMatchObject(refusal);
		const address = `/api/workshops/${encodeURIComponent(String(id))}`;
		expect((await request(server.url, 'GET', address, undefined, workshop.session)).status).toBe(404);
	}
});

test('what people call themselves is one line of sound text', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const rename = async (name: unknown) =>
		(await workshop.call('PATCH', `/participants/${workshop.participant}`, { name })).body.name as string;
	expect(await rename('  Anna\n\u0000\u001b[31mrot ')).toBe('Anna [31mrot');
	expect(await rename('Anna\u202Ennoitaredom\u2066')).toBe('Annannoitaredom');
	expect(await rename('halb \ud83d')).toBe('halb \ufffd');
	expect(await rename('😀'.repeat(100))).toBe('😀'.repeat(60));
	expect(await rename({ toString: 'x' }), 'left as it was').toBe('😀'.repeat(60));
});

test('a body that is larger than it may be is not waited for, and neither is one that never ends', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const large = new Uint8Array(300_000).fill(0x20);
	expect(await request(server.url, 'POST', '/api/session', large)).toMatchObject({
		status: 413,
		body: { error: { code: 'too_large' } }
	});
	const { port } = new URL(server.url);
	const socket = connectTcp(Number(port), '127.0.0.1');
	let heard = '';
	socket.on('data', (data) => (heard += data.toString()));
	socket.write('POST /api/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
	const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
	const writing = setInterval(() => socket.writable && socket.write(chunk), 1);
	socket.on('error', () => undefined);
	await until('it is turned away', () => heard.includes('413'));
	clearInterval(writing);
	socket.destroy();
	expect((await workshop.call('GET', '')).status).toBe(200);
});

test('an answer that was lost is given again to whoever holds the claim, and to nobody else', async () => {
	await using server = await testServer();
	const claim = 'Zufall_aus_22_Zeichen_';
	const make = (body: object) => request(server.url, 'POST', '/api/workshops', { title: 'Ideenschmiede', ...body });
	const both = await Promise.all([make({ id: 'meine', claim }), make({ id: 'meine', claim })]);
	expect(both.map(({ status }) => status)).toEqual([201, 201]);
	expect(both[1]!.body).toEqual(both[0]!.body);
	const { body } = both[0]!;
	const about = (session: string) => request(server.url, 'GET', '/api/workshops/meine', undefined, session);
	expect(await about(body.session)).toMatchObject({ body: { role: 'moderator', participant: body.participant } });
	const token = tokenOf(body.links.observer);
	expect(await request(server.url, 'POST', '/api/session', { token })).toMatchObject({ body: { role: 'observer' } });

	for (const other of [{}, { claim: 'Zufall_eines_anderen_x' }])
		expect(await make({ id: 'meine', ...other })).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
	for (const bad of ['kurz', 'mit Leerzeichen und länger', 7, 'x'.repeat(129)])
		expect(await make({ id: 'deine', claim: bad })).toMatchObject({ status: 400 });
	expect(await make({ claim })).toMatchObject({ status: 400 });
	expect((await make({ id: 'andere', claim })).body.session, 'of another workshop').not.toBe(body.session);

	await request(server.url, 'DELETE', '/api/workshops/meine', undefined, body.session);
	expect(await make({ id: 'meine', claim })).toMatchObject({ status: 410, body: { error: { code: 'erased' } } });
});

test('after erasing, a session by itself is told what became of the workshop, whoever it was', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const guest = await workshop.enter('participant');
	await workshop.call('DELETE', '');
	for (const { session } of [workshop, guest]) {
		expect(await request(server.url, 'POST', '/api/session', { resume: session })).toMatchObject({
			status: 410,
			body: { error: { code: 'erased' } }
		});
		expect((await request(server.url, 'POST', '/api/session', {}, session)).status).toBe(410);
	}
	expect((await request(server.url, 'POST', '/api/session', { resume: 'x'.repeat(22) })).status).toBe(401);
});
