// Who may do what, all of it: every role at every document under every access with every message a socket can carry.
// What is expected stands in the tables here and is derived from nothing in the relay; what happened is looked at on the
// sender's own wire, at a second reader, and in what a fresh start of the relay serves from the disk.
import { expect, test, vi } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { author, textOf } from '../../server/testing/updates.ts';
import { makeWorkshop, RawClient, request, tokenOf, until, type TestWorkshop } from '../integration/relay.ts';
import { durableServer } from './durable-server.ts';
import { messages, type Message, type Outcome } from './messages.ts';
import { payloadOf, SecondReader, statesIn, stored } from './second-reader.ts';

vi.setConfig({ testTimeout: 60_000 });

type Document = (typeof documents)[number];
type Level = (typeof levels)[number];
type Role = 'moderator' | 'participant' | 'observer';

const documents = ['stage', 'plan', 'board.m1', 'room.m1'] as const;
const levels = ['write', 'read', 'none'] as const;

/** What a role may do under an access level. */
const may: Record<Role, Record<Level, 'write' | 'read' | 'none'>> = {
	moderator: { write: 'write', read: 'write', none: 'write' },
	participant: { write: 'write', read: 'read', none: 'none' },
	observer: { write: 'write', read: 'read', none: 'none' }
};

/** The word for a refusal: `role` where this role is never meant to write, `access` where it only may not now. */
const word: Record<Exclude<Role, 'moderator'>, Record<Document, 'role' | 'access'>> = {
	participant: { stage: 'role', plan: 'access', 'board.m1': 'access', 'room.m1': 'access' },
	observer: { stage: 'role', plan: 'role', 'board.m1': 'role', 'room.m1': 'role' }
};

/** What becomes of a message from somebody who may write, and from somebody who may only read. */
const fate: Record<Message, Record<'write' | 'read', Outcome>> = {
	'asks for everything': { write: 'served', read: 'served' },
	'an empty answer': { write: 'acknowledged', read: 'acknowledged' },
	'a known answer': { write: 'acknowledged', read: 'acknowledged' },
	'a new answer': { write: 'stored', read: 'refused' },
	'a known update': { write: 'acknowledged', read: 'acknowledged' },
	'a new update': { write: 'stored', read: 'refused' },
	'a broken answer': { write: 'invalid', read: 'invalid' },
	'a broken update': { write: 'invalid', read: 'invalid' },
	presence: { write: 'seen', read: 'seen' },
	'asks who is here': { write: 'told', read: 'told' },
	'an unknown frame': { write: 'ignored', read: 'ignored' }
};

/** Whoever is not (or no longer) in: how the door is shut, whatever the document and the access. */
const outsiders = {
	waiting: closeCode.noAccess,
	kicked: closeCode.kicked,
	'came by a revoked link': closeCode.kicked,
	'unknown session': closeCode.unauthenticated,
	'no session': closeCode.unauthenticated,
	'session of another workshop': closeCode.unauthenticated,
	'token of a link': closeCode.unauthenticated
} as const;

/** Names that are no documents, as they can be written into an address. */
const noDocuments = [
	...['secret', 'board.', 'room.', 'board.*', 'Stage', 'stage.m1', 'plan.x', 'board.m1.x', '__proto__', 'constructor'],
	...[
		'',
		'/',
		'stage/',
		'plan/x',
		'board.a%2Fb',
		'board.%00',
		'stage%20',
		'room.ä',
		`board.${'x'.repeat(65)}`,
		'..%2Fstage'
	]
];

test('every role, every document, every access, every message', async () => {
	await using server = await durableServer({ accessGraceMs: 0 });
	const workshop = await makeWorkshop(server.url);
	const sessions: Record<Role, string> = {
		moderator: (await workshop.enter('moderator')).session,
		participant: (await workshop.enter('participant')).session,
		observer: (await workshop.enter('observer')).session
	};
	const reading = await Promise.all(
		documents.map((document, i) => SecondReader.begin(server.url, workshop, document, i))
	);
	let cells = 0;
	for (const level of levels) {
		await setAccess(workshop, level);
		await Promise.all(
			reading.map(async (at) => {
				for (const role of Object.keys(may) as Role[]) {
					for (const message of Object.keys(fate) as Message[]) {
						cells++;
						await tryOne(server.url, at, { role, level, message, session: sessions[role] });
					}
				}
			})
		);
	}
	expect(cells).toBe(3 * 4 * 3 * 11);
	for (const at of reading) await at.finish(server.url);
	await server.restart();
	for (const at of reading) expect(await stored(server.url, workshop, at.document), at.document).toBe(at.text);
});

test('who is not in opens nothing, says nothing and hears nothing', async () => {
	await using server = await durableServer({ accessGraceMs: 0 });
	const workshop = await makeWorkshop(server.url);
	const sessions = await sessionsOutside(server.url, workshop);
	const reading = await Promise.all(
		documents.map((document, i) => SecondReader.begin(server.url, workshop, document, i))
	);
	await Promise.all(
		reading.map(async (at) => {
			for (const [who, code] of Object.entries(outsiders) as [keyof typeof outsiders, number][]) {
				for (const message of Object.keys(fate) as Message[]) {
					const named = `${who} at ${at.document}: ${message}`;
					using client = connect(server.url, workshop.workshop, at.document, sessions[who]);
					client.socket.on('open', () => messages[message].send(client, at.nextAuthor(), `[${named}]`, at.known));
					expect(await client.closed(), named).toBe(code);
					expect(client.frames, named).toEqual([]);
				}
			}
		})
	);
	for (const at of reading) await at.finish(server.url);
	await server.restart();
	for (const at of reading) expect(await stored(server.url, workshop, at.document), at.document).toBe(at.text);
});

test('what is no document is none for anybody, and none comes into being', async () => {
	await using server = await durableServer();
	const workshop = await makeWorkshop(server.url);
	for (const role of ['moderator', 'participant', 'observer'] as const) {
		const { session } = await workshop.enter(role);
		for (const name of noDocuments) {
			using client = connect(server.url, workshop.workshop, name, session);
			client.socket.on('open', () => client.step2(author(7).write('hinein')));
			expect(await client.closed(), `${role} at "${name}"`).toBe(closeCode.unauthenticated);
			expect(client.frames).toEqual([]);
		}
	}
	for (const id of ['__proto__', 'constructor', 'toString', 'x'.repeat(65), '..%2F..', '%00']) {
		using client = connect(server.url, id, 'plan', workshop.session);
		expect(await client.closed(), id).toBe(closeCode.unauthenticated);
	}
	expect((await workshop.call('GET', '')).body.documents).toEqual([]);
});

interface Trial {
	readonly role: Role;
	readonly level: Level;
	readonly message: Message;
	readonly session: string;
}

async function tryOne(url: string, at: SecondReader, { role, level, message, session }: Trial): Promise<void> {
	const named = `${role} at ${at.document} under ${level}: ${message}`;
	const right = may[role][level];
	const { counted, send } = messages[message];
	const who = at.nextAuthor();
	using client = connect(url, at.workshop.workshop, at.document, session);
	if (right === 'none') {
		client.socket.on('open', () => send(client, who, `[${named}]`, at.known));
		expect(await client.closed(), named).toBe(closeCode.noAccess);
		return expect(client.frames, named).toEqual([]);
	}
	await client.opened();
	const before = client.frames.length;
	send(client, who, `[${named}]`, at.known);
	const outcome = fate[message][right];
	const isAnswered = () => client.acked === counted && isSo(outcome, client.frames.slice(before), at, who.doc.clientID);
	await until(`${named}: ${outcome}`, isAnswered);
	const code = outcome === 'refused' ? word[role as 'participant'][at.document as Document] : outcome;
	const nacks = outcome === 'refused' || outcome === 'invalid' ? [{ frame: counted, code }] : [];
	expect(client.nacks, named).toEqual(nacks);
	if (outcome === 'stored') at.expects(named);
}

/** What shows besides ACK and NACK; what must not have happened is looked at when all is done. */
function isSo(outcome: Outcome, heard: readonly Uint8Array[], at: SecondReader, client: number): boolean {
	if (outcome === 'seen') return at.sees(client);
	if (outcome === 'told') return heard.some((frame) => frame[0] === 1 && statesIn(frame).includes(1));
	if (outcome !== 'served') return true;
	return heard.some((frame) => frame[0] === 0 && frame[1] === 1 && textOf(payloadOf(frame)).includes('[bekannt]'));
}

async function setAccess(workshop: TestWorkshop, level: Level): Promise<void> {
	const rule = { participant: level, observer: level };
	const rules = { stage: rule, plan: rule, 'board.*': rule, 'room.*': rule };
	expect((await workshop.call('PUT', '/access', { documents: rules })).status).toBe(200);
}

async function sessionsOutside(
	url: string,
	workshop: TestWorkshop
): Promise<Record<keyof typeof outsiders, string | undefined>> {
	const enter = async (wish: object) => {
		const { body: link } = await workshop.call('POST', '/links', { role: 'moderator', ...wish });
		return { link, body: (await request(url, 'POST', '/api/session', { token: tokenOf(link.url) })).body };
	};
	const waiting = await enter({ approval: true });
	const kicked = await enter({});
	await workshop.call('DELETE', `/participants/${kicked.body.participant}`);
	const revoked = await enter({});
	await workshop.call('DELETE', `/links/${revoked.link.link}`);
	return {
		waiting: waiting.body.session,
		kicked: kicked.body.session,
		'came by a revoked link': revoked.body.session,
		'unknown session': 'x'.repeat(22),
		'no session': undefined,
		'session of another workshop': (await makeWorkshop(url)).session,
		'token of a link': tokenOf(workshop.created.links.moderator)
	};
}

function connect(url: string, workshop: string, document: string, session: string | undefined): RawClient {
	return new RawClient(url, workshop, document, session === undefined ? {} : { authorization: `Bearer ${session}` });
}
