// Requests whose body takes its time: whoever is removed or lowered meanwhile changes nothing by them, and gets nothing
// back that was taken away.
import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import { openMemoryStorage } from '../../server/storage/memory-storage.ts';
import { mounted } from '../integration/mounted-relay.ts';
import { makeWorkshop, request, testServer, until, type Member } from '../integration/relay.ts';

interface Slow {
	/** Sends the rest of the body. */
	finish(): Promise<{ readonly status: number; readonly code: string | undefined }>;
}

/** A request of which all but the last byte of the body has arrived. */
async function begin(url: string, member: Member, method: string, path: string, body: unknown): Promise<Slow> {
	const bytes = body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
	const sent = httpRequest(`${url}/api/workshops/${member.workshop}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${member.session}`,
			'content-length': bytes.byteLength,
			'if-none-match': '*',
			expect: '100-continue'
		}
	});
	const answered = new Promise<{ status: number; code: string | undefined }>((resolve, reject) => {
		sent.on('error', reject);
		sent.on('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', () => {
				const text = Buffer.concat(chunks).toString();
				const answer = text.startsWith('{') ? (JSON.parse(text) as { error?: { code: string } }) : {};
				resolve({ status: response.statusCode ?? 0, code: answer.error?.code });
			});
		});
	});
	await new Promise<void>((resolve) => {
		sent.once('continue', resolve);
		sent.flushHeaders();
	});
	sent.write(bytes.subarray(0, -1));
	// Whatever the relay looks at before the body, it has looked at when this later request is answered.
	await request(url, 'GET', `/api/workshops/${member.workshop}`, undefined, member.session);
	return {
		finish() {
			sent.end(bytes.subarray(-1));
			return answered;
		}
	};
}

const picture = Buffer.from('kein Bild, aber eine Datei');
const pictureHash = createHash('sha256').update(picture).digest('hex');

const requests = [
	{ method: 'POST', path: '/links', body: { role: 'moderator' }, moderators: true },
	{ method: 'PUT', path: '/access', body: { documents: { plan: { participant: 'none' } } }, moderators: true },
	{ method: 'POST', path: '/participants', body: { participants: [{ id: 'p9' }] }, moderators: true },
	{ method: 'POST', path: '/boxes', body: { kind: 'd', anonymous: true, electorate: 'all' }, moderators: true },
	{ method: 'PUT', path: '/boxes/b1/result', body: Uint8Array.of(1, 2), moderators: true },
	{ method: 'PUT', path: '/boxes/b2/mine', body: Uint8Array.of(1, 2), moderators: false },
	{ method: 'PUT', path: `/files/${pictureHash}`, body: picture, moderators: false }
];

test.each(requests)('[RELAY-12] $method $path', async ({ method, path, body, moderators }) => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const other = await workshop.enter('moderator');
	for (const id of ['b1', 'b2']) {
		await workshop.call('POST', '/boxes', { id, kind: 'd', anonymous: false, electorate: 'all' });
	}
	await workshop.call('POST', '/boxes/b1/open');
	const lowered = await begin(server.url, other, method, path, body);
	await workshop.call('PATCH', `/participants/${other.participant}`, { role: moderators ? 'participant' : 'observer' });
	expect(await lowered.finish(), 'lowered meanwhile').toEqual({ status: 403, code: 'forbidden' });

	const third = await workshop.enter('moderator');
	const removed = await begin(server.url, third, method, path, body);
	await workshop.call('DELETE', `/participants/${third.participant}`);
	expect(await removed.finish(), 'removed meanwhile').toEqual({ status: 403, code: 'kicked' });

	const fourth = await workshop.enter('moderator');
	const erased = await begin(server.url, fourth, method, path, body);
	await workshop.call('DELETE', '');
	expect(await erased.finish(), 'erased meanwhile').toEqual({ status: 410, code: 'erased' });
});

test('[RELAY-10] who is lowered while they change their own name stays lowered', async () => {
	await using server = await testServer();
	const workshop = await makeWorkshop(server.url);
	const other = await workshop.enter('moderator');
	const path = `/participants/${other.participant}`;
	const naming = await begin(server.url, other, 'PATCH', path, { name: 'Neu' });
	await workshop.call('PATCH', path, { role: 'participant' });
	await naming.finish();
	expect((await workshop.call('GET', '/participants')).body).toContainEqual(
		expect.objectContaining({ id: other.participant, role: 'participant' })
	);
});

test('[RELAY-10] changes of one person that wait for the disk together do not undo each other', async () => {
	const memory = openMemoryStorage();
	const waiting = { gate: undefined as Promise<undefined> | undefined };
	let asked = 0;
	const storage: typeof memory = {
		...memory,
		async putParticipants(...args) {
			asked++;
			await waiting.gate;
			return memory.putParticipants(...args);
		}
	};
	await using relay = await mounted(storage);
	const workshop = await makeWorkshop(relay.url);
	const other = await workshop.enter('moderator');
	const path = `/participants/${other.participant}`;
	const opened = Promise.withResolvers<undefined>();
	waiting.gate = opened.promise;
	const lowering = workshop.call('PATCH', path, { role: 'participant' });
	await until('it is on its way to the disk', () => asked === 1);
	const address = `/api/workshops/${workshop.workshop}`;
	const naming = request(relay.url, 'PATCH', address + path, { name: 'Neu' }, other.session);
	const coming = request(relay.url, 'POST', '/api/session', { resume: other.session, name: 'Neuer' });
	// Both were looked at before this one is answered.
	await request(relay.url, 'GET', address, undefined, other.session);
	await request(relay.url, 'GET', address, undefined, other.session);
	opened.resolve(undefined);
	await Promise.all([lowering, naming, coming]);
	const { body: people } = await workshop.call('GET', '/participants');
	expect(people).toContainEqual(expect.objectContaining({ id: other.participant, role: 'participant' }));
	expect((await request(relay.url, 'GET', `${address}/links`, undefined, other.session)).status).toBe(403);
});
