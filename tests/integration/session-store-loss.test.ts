// Somebody deletes the browser's storage while the workshop is open: what lives in the window is kept again.
import { describe, expect, test } from 'vitest';
import { addCard } from '#lib/model/cards/card-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { addMeeting, foundWorkshop } from '#lib/model/workshop/workshop-commands.ts';
import type { Session } from '#lib/sync/open-session.ts';
import { browser, saved, type Browser } from './device.ts';
import { testServer, tokenOf, until } from './relay.ts';

const card = (text: string) => ({ meeting: 'm1', section: 's1', text });
const texts = (session: Session) =>
	session.workshop
		.board('m1')
		.cards.all()
		.map((record) => record.text)
		.sort();

async function begin(host: Browser): Promise<Session> {
	const { id } = await (await host.device()).create({ title: 'Ideenschmiede', me: { name: 'Mara' } });
	const mara = await host.open(id);
	mara.run(foundWorkshop, { title: 'Ideenschmiede' });
	mara.run(addMeeting, { id: 'm1', title: 'Auftakt' });
	mara.run(addSection, { id: 's1', meeting: 'm1', prompt: 'Wünsche' });
	mara.run(addCard, card('vorher'));
	await mara.flush();
	return mara;
}

/** Deletes databases of ours, as another program in the page's origin does it. */
async function deleteDatabases(host: Browser, which: (name: string) => boolean): Promise<void> {
	const databases = (await host.indexedDB.databases()).flatMap(({ name }) => (name && which(name) ? [name] : []));
	expect(databases).not.toEqual([]);
	await Promise.all(
		databases.map(
			(name) =>
				new Promise<void>((deleted, failed) => {
					const request = host.indexedDB.deleteDatabase(name);
					request.onsuccess = () => deleted();
					request.onerror = () => failed(new Error(name));
				})
		)
	);
}

const ofWorkshop = (name: string) => name.includes('/');
const onDevice = (session: Session) => until('it is on this device', () => session.light.light === 'device');

describe('a store deleted while the workshop is open', () => {
	test.each([
		['of the workshop', ofWorkshop],
		['of the whole device', () => true]
	])('[STORE-6] %s is filled again: nothing is missing after closing', async (_, which) => {
		await using server = await testServer();
		await using host = browser(server.url);
		const mara = await begin(host);
		await onDevice(mara);
		await deleteDatabases(host, which);
		mara.run(addCard, card('nachher'));
		expect(mara.light.light).not.toBe('device');
		await onDevice(mara);
		await until('the device knows it', async () => (await (await host.device()).workshops()).length === 1);
		await host.close();
		const again = await host.open(mara.workshop.id);
		expect(again.workshop.about.get(mara.workshop.id)?.title).toBe('Ideenschmiede');
		await again.loaded('board.m1');
		expect(texts(again)).toEqual(['nachher', 'vorher']);
	});

	test('[STORE-6] is filled by each tab with what only that tab knows, and shared afterwards as ever', async () => {
		await using server = await testServer();
		await using host = browser(server.url, { BroadcastChannel: undefined });
		const one = await begin(host);
		const two = await host.open(one.workshop.id);
		await two.loaded('board.m1');
		await Promise.all([onDevice(one), onDevice(two)]);
		one.run(addCard, card('im ersten'));
		two.run(addCard, card('im zweiten'));
		await deleteDatabases(host, ofWorkshop);
		await Promise.all([onDevice(one), onDevice(two)]);
		await host.close();
		const again = await host.open(one.workshop.id);
		await again.loaded('board.m1');
		expect(texts(again)).toEqual(['im ersten', 'im zweiten', 'vorher']);
		await again.share();
		await saved(again);
		await using guest = browser(server.url);
		const token = tokenOf(again.sharing!.links!.participant);
		const entered = await (await guest.device()).join({ workshop: again.workshop.id, token, name: 'Tom' });
		expect(entered.ok).toBe(true);
		const tom = await guest.open(again.workshop.id);
		tom.workshop.board('m1');
		await until('Tom has all of it', () => texts(tom).length === 3);
	});

	test('[STORE-6] while offline: what is refused later leaves the document, and no word is lost', async () => {
		await using server = await testServer();
		await using host = browser(server.url);
		const mara = await begin(host);
		await mara.share();
		await saved(mara);
		host.goOffline();
		mara.run(addCard, card('im Funkloch'));
		await onDevice(mara);
		await deleteDatabases(host, ofWorkshop);
		await onDevice(mara);
		host.line.refuse = (frame) => (Buffer.from(frame).includes('im Funkloch') ? 'access' : undefined);
		host.goOnline();
		await until('it lies in the tray', () => mara.tray.items.some((item) => item.text.includes('im Funkloch')));
		await until('the relay gave the rest', () => texts(mara).includes('vorher'));
		expect(texts(mara)).toEqual(['vorher']);
	});

	test('[STORE-6] what is saved for everybody stays on the device, too', async () => {
		await using server = await testServer();
		await using host = browser(server.url);
		const mara = await begin(host);
		await mara.share();
		await saved(mara);
		await deleteDatabases(host, () => true);
		await until('the device knows it', async () => (await (await host.device()).workshops()).length === 1);
		await host.close();
		host.line.cut = true;
		const again = await host.open(mara.workshop.id);
		await again.loaded('board.m1');
		expect(texts(again)).toEqual(['vorher']);
		expect(again.light.light).toBe('saved');
	});
});
