// Sealed boxes and pictures between several browsers and a real relay.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { runCommand } from '#lib/model/command.ts';
import { addCard } from '#lib/model/cards/card-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { memoryDocuments } from '#lib/model/memory-documents.ts';
import { undoStack } from '#lib/model/undo.ts';
import { createWorkshop } from '#lib/model/workshop.ts';
import { addMeeting, foundWorkshop } from '#lib/model/workshop/workshop-commands.ts';
import type { BoxResult } from '#lib/sync/boxes/boxes.ts';
import type { Session } from '#lib/sync/open-session.ts';
import { browser, saved, type Browser } from './device.ts';
import { testServer, tokenOf, until } from './relay.ts';

const drafts = { kind: 'drafts', anonymous: false, electorate: 'all' } as const;
const card = (text: string) => ({ meeting: 'm1', section: 's1', text });
const texts = (items: ReadonlyMap<string, unknown>) => [...items.values()].sort();
const cardTexts = (session: Session) =>
	session.workshop
		.board('m1')
		.cards.all()
		.map((record) => record.text)
		.sort();

async function begun(host: Browser): Promise<Session> {
	const device = await host.device();
	const { id } = await device.create({ title: 'Ideenschmiede', me: { name: 'Mara' } });
	const session = await host.open(id);
	session.run(foundWorkshop, { title: 'Ideenschmiede' });
	session.run(addMeeting, { id: 'm1', title: 'Auftakt' });
	session.run(addSection, { id: 's1', meeting: 'm1', prompt: 'Wünsche' });
	return session;
}

async function shared(host: Browser): Promise<Session> {
	const session = await begun(host);
	await session.share();
	await saved(session);
	return session;
}

async function joined(guest: Browser, host: Session, role: 'participant' | 'moderator' = 'participant') {
	const token = tokenOf(host.sharing!.links![role]);
	const entered = await (await guest.device()).join({ workshop: host.workshop.id, token, name: 'Tom' });
	if (!entered.ok) throw new Error(entered.reason);
	const session = await guest.open(host.workshop.id);
	await saved(session);
	return session;
}

async function made(host: Session, more: Partial<typeof drafts> | { anonymous: true } = {}): Promise<string> {
	const box = await host.sealed.make({ ...drafts, ...more });
	if (!box.ok) throw new Error(box.reason);
	return box.value;
}

/** A request to enter, as the person who has this session. */
function resuming(session: string | undefined, init: RequestInit = {}): RequestInit {
	if (typeof init.body !== 'string' || !init.body.includes('token')) return init;
	return { ...init, body: JSON.stringify({ ...(JSON.parse(init.body) as object), resume: session }) };
}

const knows = (box: string, ...sessions: Session[]) =>
	until('all know the box', () => sessions.every(({ boxes }) => boxes.some((one) => one.box === box)));
const place = (session: Session, box: string) => session.sealed.mine(box).state.place;

/** One update with these cards, made apart from everybody's documents. */
function cardsAsResult(session: Session, words: readonly string[]): BoxResult {
	const documents = memoryDocuments();
	const stage = Y.encodeStateAsUpdate(session.workshop.documents.open('stage').doc);
	Y.applyUpdate(documents.open('stage').doc, stage);
	const workshop = createWorkshop(session.workshop.id, documents);
	for (const text of words) runCommand({ workshop, actor: session.actor, at: 0 }, addCard, card(text));
	return { document: 'board.m1', update: Y.encodeStateAsUpdate(documents.open('board.m1').doc) };
}

describe('a sealed box', () => {
	test('[BOXES-1] [BOXES-7] takes what was written offline, keeps it from everybody, and gives it back opened', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using tom = browser(server.url);
		const host = await shared(mara);
		let guest = await joined(tom, host);
		const box = await made(host);
		await knows(box, host, guest);

		tom.goOffline();
		await until('Tom is offline', () => !guest.light.online);
		expect(guest.sealed.mine(box).put('d1', 'Mehr Praktika').ok).toBe(true);
		await guest.flush();
		expect(guest.light).toMatchObject({ light: 'device', waiting: 1 });
		await tom.close();
		tom.line.cut = false;
		guest = await tom.open(host.workshop.id);
		await until('it is saved', () => place(guest, box) === 'saved');
		await saved(guest);
		await until('Mara sees that there is one', () => host.boxes.some(({ entries, items }) => entries + items === 2));
		expect(await host.sealed.entries(box)).toMatchObject({ ok: false });

		expect(await host.sealed.open(box)).toMatchObject({ ok: true });
		await until('Tom is told', () => place(guest, box) === 'closed');
		const read = await host.sealed.entries(box);
		expect(read.ok && read.value.map(({ participant, items }) => [participant, texts(items)])).toEqual([
			[guest.participant, ['Mehr Praktika']]
		]);
		expect(guest.sealed.mine(box).put('d2', 'zu spät')).toEqual({ ok: false, reason: 'opened' });
	});

	test('[BOXES-2] two tabs of one person that both wrote offline give one entry', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using tom = browser(server.url);
		await using again = browser(server.url, { indexedDB: tom.indexedDB, BroadcastChannel: undefined });
		const host = await shared(mara);
		const first = await joined(tom, host);
		const second = await again.open(host.workshop.id);
		await saved(second);
		const box = await made(host, { anonymous: true });
		await knows(box, first, second);
		tom.goOffline();
		again.goOffline();
		first.sealed.mine(box).put('d1', 'im ersten');
		second.sealed.mine(box).put('d2', 'im zweiten');
		await Promise.all([first.flush(), second.flush()]);
		again.goOnline();
		tom.goOnline();
		await until('both are saved', () => [first, second].every((tab) => place(tab, box) === 'saved'));
		await host.sealed.open(box);
		await until('both know', () => [first, second].every((tab) => place(tab, box) === 'closed'));
		const read = await host.sealed.entries(box);
		expect(read.ok && read.value.map(({ participant, items }) => [participant, texts(items)])).toEqual([
			[undefined, ['im ersten', 'im zweiten']]
		]);
		expect([...first.sealed.late, ...second.sealed.late]).toEqual([]);
	});

	test('[BOXES-2] two devices of one person that both wrote offline give one entry, with what each has taken out', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using phone = browser(server.url);
		const host = await shared(mara);
		const onPhone = await joined(phone, host);
		const { session } = (await (await phone.device()).workshop(host.workshop.id))!;
		await using laptop = browser(server.url, { fetch: (url, init) => fetch(url, resuming(session, init)) });
		const onLaptop = await joined(laptop, host);
		expect(onLaptop.participant).toBe(onPhone.participant);
		const box = await made(host);
		await knows(box, onPhone, onLaptop);
		onPhone.sealed.mine(box).put('d1', 'zuerst');
		await until('it is saved', () => place(onPhone, box) === 'saved');
		await until('the laptop has it', () => {
			laptop.page.dispatchEvent(new Event('pageshow'));
			return onLaptop.sealed.mine(box).items.size === 1;
		});
		phone.goOffline();
		laptop.goOffline();
		onPhone.sealed.mine(box).put('d2', 'vom Telefon');
		onLaptop.sealed.mine(box).remove('d1');
		onLaptop.sealed.mine(box).put('d3', 'vom Rechner');
		phone.goOnline();
		await until('the phone is saved', () => place(onPhone, box) === 'saved');
		laptop.goOnline();
		const both = 'vom Rechner,vom Telefon';
		await until('the laptop has both', () => texts(onLaptop.sealed.mine(box).items).join() === both);
		await until('the laptop is saved', () => place(onLaptop, box) === 'saved');
		await host.sealed.open(box);
		await until('both know', () => [onPhone, onLaptop].every((one) => place(one, box) === 'closed'));
		expect([...onPhone.sealed.late, ...onLaptop.sealed.late]).toEqual([]);
		const read = await host.sealed.entries(box);
		expect(read.ok && read.value.map(({ items }) => texts(items))).toEqual([['vom Rechner', 'vom Telefon']]);
	});

	test('[BOXES-6] opened while I was away asks me about what did not make it', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using tom = browser(server.url);
		const host = await shared(mara);
		const guest = await joined(tom, host);
		const box = await made(host);
		await knows(box, guest);
		guest.sealed.mine(box).put('d1', 'angekommen');
		await until('it is saved', () => place(guest, box) === 'saved');
		tom.goOffline();
		guest.sealed.mine(box).put('d2', 'im Zug geschrieben');
		await guest.flush();
		await host.sealed.open(box);
		tom.goOnline();
		await until('Tom is told', () => guest.sealed.late.length === 1);
		expect(guest.sealed.late).toEqual([{ box, id: 'd2', item: 'im Zug geschrieben', why: 'opened' }]);
		await saved(guest);
	});
});

describe('what an opened box becomes', () => {
	test('[BOXES-8] is the same for everybody, however many moderators bring it, and cannot be undone', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using nora = browser(server.url);
		await using tom = browser(server.url);
		const host = await shared(mara);
		const [second, guest] = [await joined(nora, host, 'moderator'), await joined(tom, host)];
		const box = await made(host);
		await knows(box, host, second, guest);
		for (const one of [host, second, guest]) {
			one.workshop.board('m1');
			await one.loaded('board.m1');
		}
		const undo = undoStack(host.workshop.documents);
		await host.sealed.open(box);
		await knows(box, second);
		const settled = await Promise.all([
			host.sealed.settle(box, cardsAsResult(host, ['eins', 'zwei'])),
			second.sealed.settle(box, cardsAsResult(second, ['drei', 'vier']))
		]);
		expect(settled[0]).toEqual(settled[1]);
		await saved(host, second, guest);
		await until('all have the same cards', () =>
			[host, second, guest].every(
				(one) => cardTexts(one).join() === cardTexts(host).join() && cardTexts(one).length === 2
			)
		);
		expect(undo.canUndo).toBe(false);
		expect(host.run(addCard, card('danach')).ok).toBe(true);
		expect(guest.run(addCard, card('auch danach')).ok).toBe(true);
		await saved(host, second, guest);
		await until('writing goes on', () => [host, second, guest].every((one) => cardTexts(one).length === 4));
		expect([host, second, guest].flatMap(({ tray }) => tray.items)).toEqual([]);
		undo.destroy();
	});

	test('[BOXES-8] may be larger than a frame, and is there for whoever comes later', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using tom = browser(server.url);
		const host = await shared(mara);
		const box = await made(host);
		await host.sealed.open(box);
		host.workshop.board('m1');
		await host.loaded('board.m1');
		const many = Array.from({ length: 800 }, (_none, i) => `Karte ${i}`);
		expect(await host.sealed.settle(box, cardsAsResult(host, many))).toMatchObject({ ok: true });
		await saved(host);
		const guest = await joined(tom, host);
		guest.workshop.board('m1');
		await until('Tom has them all', () => cardTexts(guest).length === 800);
		expect(host.tray.items).toEqual([]);
	}, 20_000);

	test('[BOXES-9] can be rehearsed before the workshop is shared', async () => {
		await using mara = browser('http://127.0.0.1:1');
		const host = await begun(mara);
		const box = await made(host);
		expect(host.boxes).toMatchObject([{ box, state: 'closed', onlyHere: true }]);
		host.sealed.mine(box).put('d1', 'zur Probe');
		await host.sealed.open(box);
		expect(host.boxes).toMatchObject([{ box, state: 'open', entries: 1, items: 1 }]);
		const read = await host.sealed.entries(box);
		expect(read.ok && read.value.map(({ items }) => texts(items))).toEqual([['zur Probe']]);
		await host.sealed.settle(box, cardsAsResult(host, ['zur Probe']));
		expect(cardTexts(host)).toEqual(['zur Probe']);
		await mara.close();
		const again = await mara.open(host.workshop.id);
		await until('the box is there again', () => again.boxes.length === 1);
		again.workshop.board('m1');
		await again.loaded('board.m1');
		expect(cardTexts(again)).toEqual(['zur Probe']);
	});
});

describe('pictures', () => {
	const picture = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

	test('[OUTBOX-3] [OUTBOX-4] added offline wait, arrive, and are there for others, then also offline', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using tom = browser(server.url);
		let host = await shared(mara);
		const guest = await joined(tom, host);
		mara.goOffline();
		const added = await host.files.add(picture);
		if (!added.ok) throw new Error(added.reason);
		expect(host.files.state(added.value).place).toBe('device');
		expect(host.light).toMatchObject({ light: 'device', waiting: 1 });
		expect(await guest.files.read(added.value)).toEqual({ ok: false, reason: 'not_found' });
		await mara.close();
		mara.line.cut = false;
		host = await mara.open(host.workshop.id);
		await until('it is saved', () => host.files.state(added.value).place === 'saved');
		await saved(host);
		expect(await guest.files.read(added.value)).toEqual({ ok: true, value: picture });
		await host.relay!.removeParticipant(guest.participant);
		await until('Tom is out', () => guest.state.ended === 'kicked');
		expect(await guest.files.read(added.value)).toEqual({ ok: true, value: picture });
	});

	test('[OUTBOX-5] that came with a workshop file are there on other devices', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using tom = browser(server.url);
		const host = await begun(mara);
		const files = [
			{ id: 'f1', type: 'image/png', data: btoa(String.fromCharCode(...picture)), alt: 'Plakat' },
			{ id: 'f2', type: 'text/plain', data: 'kein base64!' }
		];
		await host.keepImported({ people: [], files });
		expect(await host.imported()).toEqual({ people: [], files });
		await host.share();
		await saved(host);
		const guest = await joined(tom, host);
		await until('Tom has it', async () => (await guest.imported()).files.length === 1);
		expect(await guest.imported()).toEqual({ people: [], files: files.slice(0, 1) });
	});
});
