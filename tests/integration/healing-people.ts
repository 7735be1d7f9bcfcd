/**
 * People who have worked in a workshop for a while, for tests of what happens when the relay loses some of it: three with
 * our app, one with y-websocket as it is. What they have after the backup is built on each other's words.
 */
import { expect } from 'vitest';
import * as Y from 'yjs';
import { addCard, cardCommands } from '#lib/model/cards/card-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { addMeasure } from '#lib/model/plan/plan-commands.ts';
import { addMeeting, foundWorkshop } from '#lib/model/workshop/workshop-commands.ts';
import type { Session } from '#lib/sync/open-session.ts';
import { browser, saved, type OpenBrowser } from './device.ts';
import { Client, request, tokenOf, until, type Member } from './relay.ts';
import { rewoundRelay, type RewoundRelay } from './rewound-relay.ts';

export const board = 'board.m1';
export const names = ['mara', 'tom', 'uma', 'sam'] as const;
export type Name = (typeof names)[number];

export const card = (text: string, id: string) => ({ meeting: 'm1', section: 's1', text, id });
export const cards = ({ workshop }: Session) =>
	workshop
		.board('m1')
		.cards.all()
		.map(({ text }) => text)
		.sort();
const measures = ({ workshop }: Session) =>
	workshop.measures
		.all()
		.map(({ title }) => title)
		.sort();
const edit = (session: Session, id: string, text: string) => {
	const base = session.workshop.board('m1').cards.get(id)!.text;
	expect(session.run(cardCommands.edit, { meeting: 'm1', id, field: 'text', base, text })).toMatchObject({ ok: true });
};

/** Mara moderates, Tom and Uma take part, all with our app; Sam comes with y-websocket as it is. */
export class People implements AsyncDisposable {
	readonly relay: RewoundRelay;
	readonly browsers: Readonly<Record<'mara' | 'tom' | 'uma', OpenBrowser>>;
	readonly sessions = new Map<Name, Session>();
	readonly samDoc = new Y.Doc();
	workshop = '';
	sam: Member | undefined;
	#client: Client | undefined;

	constructor(relay: RewoundRelay) {
		this.relay = relay;
		this.browsers = { mara: browser(relay.url), tom: browser(relay.url), uma: browser(relay.url) };
	}

	session(name: Name): Session {
		return this.sessions.get(name)!;
	}

	async open(name: 'mara' | 'tom' | 'uma'): Promise<Session> {
		const session = await this.browsers[name].open(this.workshop);
		this.sessions.set(name, session);
		return session;
	}

	async joins(name: 'tom' | 'uma', link: string): Promise<void> {
		const device = await this.browsers[name].device();
		const before = await device.workshop(this.workshop);
		const request = { workshop: this.workshop, token: tokenOf(link), ...(!before && { name }) };
		expect(await device.join(request)).toMatchObject({ ok: true });
	}

	/** The stock client with the document Sam has had all along. */
	samComes(): Client {
		this.#client = new Client(this.relay.url, this.sam!, board, this.samDoc);
		return this.#client;
	}

	async samJoins(link: string): Promise<void> {
		const body = { token: tokenOf(link), name: 'sam' };
		this.sam = (await request<Member>(this.relay.url, 'POST', '/api/session', body)).body;
	}

	/** Everybody closes their browser; what they have stays with them. */
	async leave(): Promise<void> {
		for (const each of Object.values(this.browsers)) await each.close();
		this.sessions.clear();
		this.#client?.provider.destroy();
		this.#client = undefined;
	}

	async [Symbol.asyncDispose]() {
		await this.leave();
		await this.relay[Symbol.asyncDispose]();
	}
}

/** A workshop with words of everybody from before the backup, and with more of them after it, one built on the other. */
export async function busyWorkshop(): Promise<People> {
	const people = new People(await rewoundRelay());
	const device = await people.browsers.mara.device();
	people.workshop = (await device.create({ title: 'Ideenschmiede', me: { name: 'Mara' } })).id;
	const mara = await people.open('mara');
	mara.run(foundWorkshop, { title: 'Ideenschmiede' });
	mara.run(addMeeting, { id: 'm1', title: 'Auftakt' });
	mara.run(addSection, { id: 's1', meeting: 'm1', prompt: 'Wünsche' });
	mara.run(addCard, card('Mara vorher', 'c-mara'));
	expect(await mara.share()).toMatchObject({ ok: true });
	const link = mara.sharing!.links!.participant;
	for (const name of ['tom', 'uma'] as const) {
		await people.joins(name, link);
		const session = await people.open(name);
		session.workshop.board('m1');
		await until(`${name} has read the board`, () => cards(session).includes('Mara vorher'));
		session.run(addCard, card(`${name} vorher`, `c-${name}`));
		await saved(session);
	}
	await people.samJoins(link);
	const sam = await people.samComes().synced();
	sam.text.insert(0, 'Sam vorher');
	await sam.saved();
	await until('all have all of it', () =>
		[...people.sessions.values()].every((session) => cards(session).length === 3)
	);
	await saved(...people.sessions.values());
	return people;
}

export async function goesOn(people: People): Promise<void> {
	const [mara, tom, uma] = [people.session('mara'), people.session('tom'), people.session('uma')];
	mara.run(addSection, { id: 's2', meeting: 'm1', prompt: 'Sorgen' });
	tom.run(addCard, card('Tom nachher', 'c-tom-2'));
	await until('Uma reads Tom', () => cards(uma).includes('Tom nachher'));
	edit(uma, 'c-tom-2', 'Tom nachher, sagt Uma');
	await until('Mara reads Uma', () => cards(mara).includes('Tom nachher, sagt Uma'));
	edit(mara, 'c-tom-2', 'Tom nachher, sagt Uma, und Mara');
	mara.run(addCard, card('Mara nachher', 'c-mara-2'));
	await until('Tom reads Mara', () => cards(tom).includes('Mara nachher'));
	edit(tom, 'c-mara-2', 'Mara nachher, sagt Tom');
	tom.run(cardCommands.remove, { meeting: 'm1', id: 'c-mara' });
	uma.run(addMeasure, { title: 'Uma misst' });
	const sam = people.samComes();
	await sam.synced();
	sam.text.insert(sam.text.length, ' und nachher');
	await sam.saved();
	await saved(mara, tom, uma);
}

export const expectedCards = ['Mara nachher, sagt Tom', 'Tom nachher, sagt Uma, und Mara', 'tom vorher', 'uma vorher'];

/** What the relay says to somebody who has nothing. */
export async function reader(people: People, document: string): Promise<Y.Doc> {
	const { sharing } = (await (await people.browsers.mara.device()).workshop(people.workshop))!;
	const link = sharing!.links!.observer;
	const guest = (await request<Member>(people.relay.url, 'POST', '/api/session', { token: tokenOf(link) })).body;
	using client = await new Client(people.relay.url, guest, document).synced();
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(client.doc));
	return copy;
}

export const cardsIn = (doc: Y.Doc) => JSON.stringify(doc.getMap('cards'));
export const stateOf = (doc: Y.Doc) => Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc)));
const deletedIn = (doc: Y.Doc) => Y.createDeleteSetFromStructStore(doc.store);

export async function everythingIsBack(people: People): Promise<void> {
	const sessions = [...people.sessions.values()];
	await saved(...sessions);
	await until('all cards are there, once', () =>
		sessions.every((session) => cards(session).join() === expectedCards.join())
	);
	await until('the measure is there', () => sessions.every((session) => measures(session).join() === 'Uma misst'));
	const copies = sessions.map((session) => session.workshop.board('m1').handle.doc);
	const clockSum = (doc: Y.Doc) => Object.values(stateOf(doc)).reduce((sum, clock) => sum + clock, 0);
	await until('no copy lags behind', () => new Set([...copies, people.samDoc].map(clockSum)).size === 1);
	const relays = await reader(people, board);
	for (const doc of [...copies, people.samDoc]) {
		expect(stateOf(doc)).toEqual(stateOf(relays));
		expect(Y.equalDeleteSets(deletedIn(doc), deletedIn(relays))).toBe(true);
		expect(doc.getText('text').toString()).toBe('Sam vorher und nachher');
	}
	expect(
		people
			.session('mara')
			.workshop.sections.all()
			.map(({ prompt }) => prompt)
	).toContain('Sorgen');
	expect(sessions.flatMap((session) => session.tray.items)).toEqual([]);
}
