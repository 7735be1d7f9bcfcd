// Hours of writing without a relay: what waits is gathered when the workshop is opened again, and is saved, refused and
// shared between tabs like any other work.
import { expect, test } from 'vitest';
import { addCard, cardCommands } from '#lib/model/cards/card-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { addMeeting, foundWorkshop } from '#lib/model/workshop/workshop-commands.ts';
import type { Session } from '#lib/sync/open-session.ts';
import { browser, saved, type Browser } from './device.ts';
import { testServer, tokenOf, until } from './relay.ts';

/** Typed key by key after the first letter, which makes the card. */
const sentence = 'Wir laden die Betriebe ein. '.repeat(10);
const first = 'A';
const typed = first + sentence;
const text = (session: Session) => session.workshop.board('m1').cards.get('c1')?.text;

function type(session: Session, words: string): void {
	for (const letter of words) {
		const base = text(session) ?? '';
		session.run(cardCommands.edit, { meeting: 'm1', id: 'c1', field: 'text', base, text: base + letter });
	}
}

/** A workshop that nobody shares, with one card typed key by key. */
async function longSession(host: Browser): Promise<string> {
	const { id } = await (await host.device()).create({ title: 'Ideenschmiede', me: { name: 'Mara' } });
	const mara = await host.open(id);
	mara.run(foundWorkshop, { title: 'Ideenschmiede' });
	mara.run(addMeeting, { id: 'm1', title: 'Auftakt' });
	mara.run(addSection, { id: 's1', meeting: 'm1', prompt: 'Wünsche' });
	mara.run(addCard, { id: 'c1', meeting: 'm1', section: 's1', text: first });
	type(mara, sentence);
	await mara.flush();
	expect(mara.light.waiting).toBeGreaterThan(sentence.length);
	await mara.close();
	return id;
}

async function opened(host: Browser, id: string): Promise<Session> {
	const session = await host.open(id);
	await session.loaded('board.m1');
	return session;
}

test('[STORE-7] a long typing is opened as a few rows, shared as ever, and waits no more', async () => {
	await using server = await testServer();
	await using host = browser(server.url);
	const mara = await opened(host, await longSession(host));
	expect(mara.light.waiting).toBeLessThan(20);
	expect(text(mara)).toBe(typed);
	await mara.share();
	await saved(mara);
	await using guest = browser(server.url);
	const token = tokenOf(mara.sharing!.links!.participant);
	await (await guest.device()).join({ workshop: mara.workshop.id, token, name: 'Tom' });
	const tom = await opened(guest, mara.workshop.id);
	await until('Tom reads it', () => text(tom) === typed);
});

test('[STORE-7] a tab that knows the single rows goes on with the gathered one', async () => {
	await using server = await testServer();
	await using host = browser(server.url);
	const id = await longSession(host);
	const one = await opened(host, id);
	type(one, sentence);
	await one.flush();
	const two = await opened(host, id);
	await until('the first tab knows it', () => one.light.waiting === two.light.waiting && one.light.waiting < 20);
	expect(one.light.light).toBe('device');
	await one.share();
	await saved(one, two);
	type(two, 'Ende');
	await saved(one, two);
	expect([text(one), text(two)]).toEqual([`${typed}${sentence}Ende`, `${typed}${sentence}Ende`]);
	await host.close();
	host.line.cut = true;
	const again = await opened(host, id);
	expect(text(again)).toBe(`${typed}${sentence}Ende`);
	expect(again.light).toMatchObject({ light: 'saved', waiting: 0 });
});

test('[STORE-7] a gathered row that is refused lies in the tray with all its words', async () => {
	await using server = await testServer();
	await using host = browser(server.url);
	await using guest = browser(server.url);
	const mara = await opened(host, await longSession(host));
	await mara.share();
	await saved(mara);
	const token = tokenOf(mara.sharing!.links!.participant);
	await (await guest.device()).join({ workshop: mara.workshop.id, token, name: 'Tom' });
	const before = await opened(guest, mara.workshop.id);
	await until('Tom reads it', () => text(before) === typed);
	guest.goOffline();
	type(before, sentence);
	await before.flush();
	await before.close();
	guest.line.refuse = (frame) => (Buffer.from(frame).includes('Betriebe') ? 'access' : undefined);
	guest.goOnline();
	const tom = await opened(guest, mara.workshop.id);
	await until('it lies in the tray', () => tom.tray.items.length > 0);
	expect(tom.tray.items.map((item) => item.text.trim())).toEqual([(typed + sentence).trim()]);
	expect(text(tom)).toBe(typed);
});
