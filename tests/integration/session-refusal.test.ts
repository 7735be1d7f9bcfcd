// What the relay refuses is not lost: it is in the document again, or it lies in the tray. In every tab.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard, cardCommands } from '#lib/model/cards/card-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { addMeasure } from '#lib/model/plan/plan-commands.ts';
import { noteText, readNote } from '#lib/model/rich-text.ts';
import { addMeeting, foundWorkshop } from '#lib/model/workshop/workshop-commands.ts';
import { isEmptyUpdate } from '#lib/protocol/messages.ts';
import type { Session } from '#lib/sync/open-session.ts';
import { browser, saved, type Browser } from './device.ts';
import { testServer, tokenOf, until } from './relay.ts';

const card = (text: string, id?: string) => ({ meeting: 'm1', section: 's1', text, ...(id && { id }) });
const texts = (session: Session) =>
	session.workshop
		.board('m1')
		.cards.all()
		.map((record) => record.text)
		.sort();
const note = (session: Session) => noteText(readNote(session.workshop.board('m1').note('t1')));
const everything = (session: Session) =>
	[
		...texts(session),
		note(session),
		...session.workshop.measures.all().map((measure) => measure.title),
		...session.tray.items.map((item) => item.text)
	].join('\n');

async function workshopOf(host: Browser, guest: Browser): Promise<readonly [Session, Session]> {
	const device = await host.device();
	const { id } = await device.create({ title: 'Ideenschmiede', me: { name: 'Mara' } });
	const mara = await host.open(id);
	mara.run(foundWorkshop, { title: 'Ideenschmiede' });
	mara.run(addMeeting, { id: 'm1', title: 'Auftakt' });
	mara.run(addSection, { id: 's1', meeting: 'm1', prompt: 'Wünsche' });
	mara.run(addCard, card('Karte', 'c1'));
	await mara.share();
	await saved(mara);
	const token = tokenOf(mara.sharing!.links!.participant);
	const entered = await (await guest.device()).join({ workshop: id, token, name: 'Tom' });
	if (!entered.ok) throw new Error(entered.reason);
	const tom = await guest.open(id);
	tom.workshop.board('m1');
	await saved(tom);
	await until('Tom has the card', () => texts(tom).includes('Karte'));
	return [mara, tom];
}

/** Types into the card as the input does: key by key, each from what is there. */
function typeIntoCard(session: Session, words: string): void {
	for (const letter of words) {
		const base = session.workshop.board('m1').cards.get('c1')!.text;
		session.run(cardCommands.edit, { meeting: 'm1', id: 'c1', field: 'text', base, text: base + letter });
	}
}

/** Writes a paragraph as the editor does: without a command, with an origin of its own. */
function typeIntoNote(session: Session, words: string): void {
	const board = session.workshop.board('m1');
	board.handle.doc.transact(() => {
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [new Y.XmlText(words)]);
		const fragment = board.note('t1');
		fragment.insert(fragment.length, [paragraph]);
	}, 'editor');
}

const hasNews = (frame: Uint8Array) => frame[1] === 2 || !isEmptyUpdate(frame.subarray(3));

describe('a frame is refused while somebody types', () => {
	test('[REFUSE-1] [REFUSE-3] into a card and into a note: no word is lost, and everything is saved in the end', async () => {
		await using server = await testServer();
		await using maraBrowser = browser(server.url);
		await using tomBrowser = browser(server.url);
		const [mara, tom] = await workshopOf(maraBrowser, tomBrowser);
		const board = tom.workshop.board('m1').handle;
		const before = board.doc;
		let replaced = 0;
		board.onReplace(() => replaced++);
		let count = 0;
		tomBrowser.line.refuse = () => (++count === 4 ? 'invalid' : undefined);

		typeIntoCard(tom, ' mit Zusatz');
		typeIntoNote(tom, 'Erster Absatz');
		typeIntoCard(tom, ' und mehr');
		await until('the document was replaced', () => replaced === 1);
		typeIntoNote(tom, 'Zweiter Absatz');
		await saved(tom);
		expect(board.doc).not.toBe(before);
		expect(board.doc.clientID).not.toBe(before.clientID);
		expect(tom.tray.items).toEqual([]);
		await until(
			'Mara reads all of it',
			() => texts(mara).includes('Karte mit Zusatz und mehr') && note(mara).includes('Zweiter')
		);
		expect(note(mara)).toBe('Erster Absatz\nZweiter Absatz');
	});

	test('[REFUSE-2] what is written while the document is being built anew is in it', async () => {
		await using server = await testServer();
		await using maraBrowser = browser(server.url);
		await using tomBrowser = browser(server.url);
		const [mara, tom] = await workshopOf(maraBrowser, tomBrowser);
		let count = 0;
		tomBrowser.line.refuse = () => (++count === 1 ? 'invalid' : undefined);
		let replaced = 0;
		tom.workshop.board('m1').handle.onReplace(() => replaced++);
		typeIntoCard(tom, ' a');
		// Types on in every task until the new document is there.
		let dots = 0;
		await until('the document was replaced', () => {
			typeIntoCard(tom, '.');
			dots++;
			return replaced === 1;
		});
		const typed = `Karte a${'.'.repeat(dots)}`;
		expect(texts(tom)).toEqual([typed]);
		await saved(tom);
		await until('Mara reads the same', () => texts(mara)[0] === texts(tom)[0]);
		expect(texts(tom)).toEqual([typed]);
	});

	test('[REFUSE-3] [TRAY-1] one bad command among good ones lies in the tray; the others are saved', async () => {
		await using server = await testServer();
		await using maraBrowser = browser(server.url);
		await using tomBrowser = browser(server.url);
		const [mara, tom] = await workshopOf(maraBrowser, tomBrowser);
		const bad = new TextEncoder().encode('GIFT');
		tomBrowser.line.refuse = (frame) => (Buffer.from(frame).includes(Buffer.from(bad)) ? 'invalid' : undefined);
		for (const text of ['gut eins', 'GIFT', 'gut zwei', 'gut drei']) tom.run(addCard, card(text));
		await until('only the bad one is left', () => tom.tray.items.length === 1 && tom.light.waiting === 0);
		expect(tom.tray.items[0]).toMatchObject({
			kind: 'command',
			name: 'addCard',
			code: 'invalid',
			text: 'GIFT',
			document: 'board.m1'
		});
		expect(tom.light).toMatchObject({ light: 'refused', tray: 1 });
		await until('Mara reads the others', () => texts(mara).length === 4);
		expect(texts(mara)).toEqual(['Karte', 'gut drei', 'gut eins', 'gut zwei']);
	});
});

describe('the board is locked', () => {
	const lock = (session: Session, participant: 'read' | 'write') =>
		session.relay!.setAccess({ documents: { 'board.*': { participant } } });

	test('[REFUSE-4] [TRAY-2] [TRAY-3] while somebody is offline: commands and paragraphs lie in the tray, also after a restart, and go in again', async () => {
		await using server = await testServer({ accessGraceMs: 0 });
		await using maraBrowser = browser(server.url);
		await using tomBrowser = browser(server.url);
		let [mara, tom] = await workshopOf(maraBrowser, tomBrowser); // eslint-disable-line prefer-const
		tomBrowser.goOffline();
		tom.run(addCard, card('offline geschrieben'));
		typeIntoCard(tom, ' lang');
		typeIntoNote(tom, 'Offline-Absatz');
		await tom.flush();
		expect(await lock(mara, 'read')).toMatchObject({ ok: true });
		tomBrowser.goOnline();
		await until('all three lie in the tray', () => tom.tray.items.length === 3);
		expect(tom.tray.items.map(({ kind, text, code }) => [kind, text, code])).toEqual(
			expect.arrayContaining([
				['command', 'offline geschrieben', 'access'],
				['command', 'Karte lang', 'access'],
				['note', 'Offline-Absatz', 'access']
			])
		);
		expect(texts(tom)).toEqual(['Karte']);
		expect(tom.light.light).toBe('refused');
		expect(tom.tray.retry(tom.tray.items[0]!.id)).toMatchObject({ ok: false, reason: 'access' });
		await tom.flush();

		await tomBrowser.close();
		tom = await tomBrowser.open(mara.workshop.id);
		tom.workshop.board('m1');
		await tom.loaded('board.m1');
		await until('the tray is there again', () => tom.tray.items.length === 3);
		expect(JSON.parse(tom.tray.exportJson()).items).toHaveLength(3);
		await lock(mara, 'write');
		await until('Tom may write again', () => tom.actor.access['board.*']?.participant === 'write');
		for (const { id } of tom.tray.items) expect(tom.tray.retry(id)).toEqual({ ok: true, value: undefined });
		await saved(tom);
		await until(
			'Mara reads it all',
			() => texts(mara).join() === 'Karte lang,offline geschrieben' && note(mara) === 'Offline-Absatz'
		);
		expect(tom.tray.items).toEqual([]);
	});

	test('[TRAY-4] what is discarded can be put back', async () => {
		await using server = await testServer({ accessGraceMs: 0 });
		await using maraBrowser = browser(server.url);
		await using tomBrowser = browser(server.url);
		const [mara, tom] = await workshopOf(maraBrowser, tomBrowser);
		tomBrowser.goOffline();
		tom.run(addCard, card('weg damit'));
		await tom.flush();
		await lock(mara, 'read');
		tomBrowser.goOnline();
		await until('it lies in the tray', () => tom.tray.items.length === 1);
		const item = tom.tray.dismiss(tom.tray.items[0]!.id)!;
		expect(tom.tray.items).toEqual([]);
		await saved(tom);
		tom.tray.restore(item);
		expect(tom.tray.items).toEqual([item]);
	});
});

describe('two tabs of one person', () => {
	test('[TABS-1] offline they meet through the store, and either may carry the words to the relay', async () => {
		await using server = await testServer();
		await using maraBrowser = browser(server.url);
		await using tomBrowser = browser(server.url);
		const [mara, tom] = await workshopOf(maraBrowser, tomBrowser);
		const other = await tomBrowser.open(tom.workshop.id);
		other.workshop.board('m1');
		await saved(other);
		tomBrowser.goOffline();
		tom.run(addCard, card('im ersten Tab'));
		await until('the other tab shows it', () => texts(other).includes('im ersten Tab'));
		other.run(addCard, card('im zweiten Tab'));
		await until('and the other way round', () => texts(tom).includes('im zweiten Tab'));
		await tom.close();
		tomBrowser.goOnline();
		await saved(other);
		await until('Mara has both', () => texts(mara).length === 3);
	});

	test('[TABS-2] a refusal in one rebuilds the other, with what was being written there', async () => {
		await using server = await testServer();
		await using maraBrowser = browser(server.url);
		await using tomBrowser = browser(server.url);
		const [mara, tom] = await workshopOf(maraBrowser, tomBrowser);
		const other = await tomBrowser.open(tom.workshop.id);
		const otherBoard = other.workshop.board('m1').handle;
		await saved(other);
		await until('the other tab has the card', () => texts(other).includes('Karte'));
		const before = otherBoard.doc;
		let count = 0;
		tomBrowser.line.refuse = () => (++count === 1 ? 'invalid' : undefined);
		typeIntoCard(tom, ' eins');
		typeIntoNote(tom, 'aus dem ersten Tab');
		typeIntoNote(other, 'aus dem zweiten Tab');
		await until('the other tab was rebuilt', () => otherBoard.doc !== before);
		await saved(tom, other);
		const isThere = (session: Session) =>
			texts(session).includes('Karte eins') && note(session).includes('ersten') && note(session).includes('zweiten');
		await until('everybody reads everything', () => [mara, tom, other].every(isThere));
	});
});

describe('a relay that cannot be pleased', () => {
	test('[REFUSE-5] every code, every frame: after the storm no word is missing', async () => {
		await using server = await testServer();
		await using maraBrowser = browser(server.url);
		await using tomBrowser = browser(server.url);
		const [, tom] = await workshopOf(maraBrowser, tomBrowser);
		for (const code of ['size', 'rate', 'invalid', 'owner', 'gap', 'full', 'role'] as const) {
			let count = 0;
			tomBrowser.line.refuse = (frame) => (hasNews(frame) && ++count <= 3 ? code : undefined);
			tom.run(addCard, card(`Karte ${code}`));
			typeIntoNote(tom, `Absatz ${code}`);
			tom.run(addMeasure, { title: `Maßnahme ${code}` });
			await until(`calm after ${code}`, () => tom.light.waiting === 0 && tom.light.online, 20_000);
			expect(everything(tom)).toContain(`Karte ${code}`);
			expect(everything(tom)).toContain(`Absatz ${code}`);
			expect(everything(tom)).toContain(`Maßnahme ${code}`);
		}
	}, 60_000);
});
