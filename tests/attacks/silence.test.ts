// What the relay writes down about people: nothing. A whole workshop with marked words in everything people say and
// everything they carry, in order and in disorder, at the most talkative level.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { expect, test } from 'vitest';
import type { MakeBoxResponse } from '#lib/protocol/http.ts';
import { author } from '../../server/testing/updates.ts';
import { launch } from '../integration/launch.ts';
import {
	Client,
	makeWorkshop,
	RawClient,
	rawClient,
	request,
	temporaryFolder,
	tokenOf,
	until
} from '../integration/relay.ts';
import { presenceOf } from './messages.ts';

/** In every word of it. */
const mark = 'Kanarienvogel';

test('no name, no title, no word, no link, no code, no session and no address gets into the log', async () => {
	using folder = temporaryFolder();
	const { child, url, output } = await launch({
		DATA_DIR: folder.path,
		LOG_LEVEL: 'debug',
		WERKTISCH_BUILD: folder.path
	});
	const secrets = await liveThrough(url);
	await misbehave(url, secrets);
	child.kill('SIGTERM');
	const [code] = (await once(child, 'exit')) as [number | null];
	expect(code).toBe(0);

	const written = output.join('\n');
	expect(output.filter((line) => line.includes('http.answered')).length, 'it did talk').toBeGreaterThan(20);
	expect(written).not.toContain('"level":"error"');
	expect(written).not.toContain(mark);
	for (const secret of secrets) {
		expect(written, secret).not.toContain(secret);
		expect(written, `hash of ${secret}`).not.toContain(createHash('sha256').update(secret).digest('hex'));
	}
	expect(written.replaceAll(url, '')).not.toMatch(/\b(?:\d{1,3}\.){3}\d{1,3}\b|::1|::ffff/);
}, 30_000);

/** A workshop from its making to its end; gives everything secret that came up. */
async function liveThrough(url: string): Promise<readonly string[]> {
	const workshop = await makeWorkshop(url, `${mark} Titel`);
	const { created } = workshop;
	const ben = await workshop.enter('participant', `${mark} Ben`);
	const byCode = await request(url, 'POST', '/api/session', { code: created.code, name: mark, organisation: mark });
	await workshop.call('PATCH', `/participants/${ben.participant}`, { name: `${mark} B.`, perspective: mark });
	using client = await new Client(url, ben, 'board.m1').synced();
	client.text.insert(0, `${mark} Karte`);
	client.provider.awareness.setLocalState({ user: { name: mark }, cursor: mark });
	await client.saved();
	const picture = new TextEncoder().encode(`${mark} Bild`);
	await workshop.call('PUT', `/files/${createHash('sha256').update(picture).digest('hex')}`, picture);
	const box = { kind: 'ballot', anonymous: true, electorate: 'all', attach: [] };
	const { body: made } = (await workshop.call('POST', '/boxes', box)) as { body: MakeBoxResponse };
	const entry = new TextEncoder().encode(`${mark} Stimme`);
	await request(url, 'PUT', `/api/workshops/${workshop.workshop}/boxes/${made.box}/mine?items=1`, entry, ben.session, {
		'if-none-match': '*'
	});
	await workshop.call('POST', `/boxes/${made.box}/open`);
	const { body: link } = await workshop.call('POST', '/links', { role: 'participant', approval: true });
	await workshop.call('DELETE', `/links/${link.link}`);
	await workshop.call('DELETE', `/participants/${ben.participant}`);
	await until('Ben is out', () => client.closeCode !== undefined);
	client.provider.disconnect();
	const sessions = [created.session, ben.session, byCode.body.session as string];
	return [...sessions, ...Object.values(created.links).map(tokenOf), tokenOf(link.url), created.code];
}

/** Whatever could make somebody complain in the log: wrong, broken and cut off, each with marked words. */
async function misbehave(url: string, secrets: readonly string[]): Promise<void> {
	const workshop = await makeWorkshop(url, mark);
	for (const body of [{ token: mark }, { code: mark }, { resume: mark }, { token: secrets[1] }, { code: 'ABCDEF' }])
		await request(url, 'POST', '/api/session', body);
	const bytes = (text: string) => new TextEncoder().encode(text);
	for (const text of [`{"title": "${mark}`, `["${mark}"]`, `{"${mark}": ${'['.repeat(9000)}`]) {
		await request(url, 'POST', '/api/workshops', bytes(text));
		await workshop.call('PUT', '/access', bytes(text));
	}
	await workshop.call('PUT', '/access', { documents: { [mark]: { participant: mark } } });
	const headers = { authorization: `Bearer ${mark}`, 'x-forwarded-for': '192.0.2.7', 'user-agent': mark };
	for (const path of [`/api/${mark}`, `/api/workshops/${mark}`, `/${mark}?${mark}=${mark}`])
		await (await fetch(url + path, { headers })).text();
	for (const document of [mark, 'plan', `board.${mark.repeat(9)}`]) {
		using stranger = new RawClient(url, workshop.workshop, document, { authorization: `Bearer ${mark}` });
		await stranger.closed();
	}
	using raw = await rawClient(url, workshop, 'plan').opened();
	raw.socket.send(presenceOf(3));
	raw.step2(author(3).write(mark));
	raw.update(bytes(mark));
	raw.socket.send(mark);
	await until('both are answered', () => raw.acked === 2);
	await breakOff(url, workshop.workshop, workshop.session);
}

/** A connection that goes on with something that is no WebSocket frame, and one that ends in the middle of a request. */
async function breakOff(url: string, workshop: string, session: string): Promise<void> {
	const { host, port } = new URL(url);
	const headers = `Host: ${host}\r\nAuthorization: Bearer ${session}\r\n`;
	const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
	for (const text of [
		`GET /sync/${workshop}/plan HTTP/1.1\r\n${headers}Connection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n${mark}`,
		`POST /api/session HTTP/1.1\r\n${headers}Content-Length: 900\r\n\r\n{"name": "${mark}`
	]) {
		const socket = connectTcp(Number(port), '127.0.0.1');
		socket.on('error', () => undefined);
		await once(socket, 'connect');
		socket.write(text);
		await new Promise((resolve) => setImmediate(resolve));
		socket.resetAndDestroy();
	}
}
