// Somebody deletes the browser's storage while the workshop is open: what lives in the window is kept again.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard } from '#lib/model/cards/card-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { noteText, readNote } from '#lib/model/rich-text.ts';
import { addMeeting, foundWorkshop } from '#lib/model/workshop/workshop-commands.ts';
import { refused, type Result } from '#lib/kernel/result.ts';
import type { LocalStore, LocalStores, StoreFailure } from '#lib/sync/local-store/local-store.ts';
import { memoryStores } from '#lib/sync/local-store/memory-store.ts';
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

/** Writes a paragraph as the editor does: without a command. */
function writeNote(session: Session, words: string): void {
	const fragment = session.workshop.board('m1').note('t1');
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [new Y.XmlText(words)]);
	fragment.doc!.transact(() => fragment.push([paragraph]), {});
}
const note = (session: Session) => noteText(readNote(session.workshop.board('m1').note('t1')));

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

	test('[STORE-6] while offline: what is refused later does not come back with the next opening', async () => {
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
		mara.run(addCard, card('danach'));
		await until('nothing waits', () => mara.light.waiting === 0 && mara.light.online);
		await mara.flush();
		await host.close();
		host.line.cut = true;
		const again = await host.open(mara.workshop.id);
		await again.loaded('board.m1');
		expect(texts(again)).toEqual(['danach', 'vorher']);
	});

	test('[STORE-6] [REFUSE-4] while offline: a shared note is not doubled when a paragraph of it is refused', async () => {
		await using server = await testServer();
		await using host = browser(server.url);
		const mara = await begin(host);
		writeNote(mara, 'vereinbart');
		await mara.share();
		await saved(mara);
		host.goOffline();
		writeNote(mara, 'im Funkloch');
		await onDevice(mara);
		await deleteDatabases(host, ofWorkshop);
		await onDevice(mara);
		let refusals = 0;
		host.line.refuse = (frame) =>
			refusals === 0 && Buffer.from(frame).includes('im Funkloch') && ++refusals ? 'invalid' : undefined;
		host.goOnline();
		await until('it was refused', () => refusals === 1);
		await until('the relay gave the rest', () => mara.light.waiting === 0 && texts(mara).includes('vorher'));
		expect(note(mara).match(/vereinbart/g)).toHaveLength(1);
		expect([note(mara), ...mara.tray.items.map(({ text }) => text)].join('\n').match(/im Funkloch/g)).toHaveLength(1);
		expect(mara.tray.items.map(({ text }) => text).join()).not.toMatch(/vereinbart|vorher/);
	});

	test('[STORE-6] [REFUSE-4] before it is shared: a note that is all mine goes in again', async () => {
		await using server = await testServer();
		await using host = browser(server.url);
		const mara = await begin(host);
		writeNote(mara, 'vereinbart');
		await onDevice(mara);
		await deleteDatabases(host, ofWorkshop);
		await onDevice(mara);
		let refusals = 0;
		host.line.refuse = (frame) =>
			refusals === 0 && Buffer.from(frame).includes('vereinbart') && ++refusals ? 'rate' : undefined;
		await mara.share();
		await until('it was refused', () => refusals === 1);
		await saved(mara);
		expect(mara.tray.items).toEqual([]);
		expect(note(mara)).toBe('vereinbart');
		expect(texts(mara)).toEqual(['vorher']);
	});

	test('[STORE-8] a tab that hears of news while the device does not answer stays open and keeps what it has', async () => {
		await using server = await testServer();
		const { stores, state } = silentStores();
		await using host = browser(server.url, { stores });
		const mara = await begin(host);
		await onDevice(mara);
		state.silent = true;
		const known = (await stores.open('werktisch').entries('workshop/')).ok;
		expect(known).toBe(false);
		const channel = new BroadcastChannel(state.names.find((name) => name.includes('/'))!);
		channel.postMessage('workshop');
		await until('it asked', () => state.asked > 1);
		state.silent = false;
		channel.close();
		await mara.flush();
		expect(mara.state.ended).toBeUndefined();
		await host.close();
		const again = await host.open(mara.workshop.id);
		await again.loaded('board.m1');
		expect(texts(again)).toEqual(['vorher']);
	});

	test('[REFUSE-5] a refusal is settled also when the store fell silent in the middle of it and another tab had news', async () => {
		await using server = await testServer();
		const { stores, state } = silentStores();
		state.which = ofWorkshop;
		await using host = browser(server.url, { stores });
		const mara = await begin(host);
		await mara.share();
		await saved(mara);
		let refusals = 0;
		host.line.refuse = (frame) =>
			refusals === 0 && Buffer.from(frame).includes('noch einmal') && ++refusals ? 'invalid' : undefined;
		mara.run(addCard, card('noch einmal'));
		state.silent = true;
		await until('the refusal asks the store', () => refusals === 1 && state.asked > 0);
		const channel = new BroadcastChannel(state.names.find(ofWorkshop)!);
		const before = state.asked;
		channel.postMessage('board.m1');
		await until('the news asks it, too', () => state.asked > before + 2);
		state.silent = false;
		channel.close();
		await saved(mara);
		expect(texts(mara)).toEqual(['noch einmal', 'vorher']);
	}, 15_000);

	test('[STORE-6] what other tabs tell before it is filled again does not empty the document', async () => {
		await using server = await testServer();
		const { stores, state } = silentStores();
		await using host = browser(server.url, { stores });
		const mara = await begin(host);
		await mara.share();
		await saved(mara);
		let refusals = 0;
		host.line.refuse = (frame) =>
			refusals === 0 && Buffer.from(frame).includes('noch einmal') && ++refusals ? 'invalid' : undefined;
		mara.run(addCard, card('noch einmal'));
		await until('it was refused', () => refusals === 1);
		await saved(mara);
		host.goOffline();
		const name = state.names.find(ofWorkshop)!;
		const waiting = Promise.withResolvers<undefined>();
		state.wait = waiting.promise;
		await stores.remove(name);
		const channel = new BroadcastChannel(name);
		channel.postMessage('board.m1');
		const echo = new BroadcastChannel(name);
		await new Promise((heard) => (echo.onmessage = heard) && channel.postMessage('plan'));
		await new Promise((later) => setImmediate(later));
		state.wait = undefined;
		waiting.resolve(undefined);
		channel.close();
		echo.close();
		await until('it is filled again', async () => {
			const kept = await stores.open(name).get('s/board.m1');
			return kept.ok && kept.value !== undefined;
		});
		await mara.flush();
		expect(texts(mara)).toEqual(['noch einmal', 'vorher']);
		await host.close();
		const again = await host.open(mara.workshop.id);
		await again.loaded('board.m1');
		expect(texts(again)).toEqual(['noch einmal', 'vorher']);
	});

	test('[REFUSE-5] [STORE-6] what lies in the tray is not lost with the store, whoever asks for it in between', async () => {
		await using server = await testServer();
		const { stores, state } = silentStores();
		await using host = browser(server.url, { stores });
		const mara = await begin(host);
		await mara.share();
		await saved(mara);
		host.line.refuse = (frame) => (Buffer.from(frame).includes('nicht erlaubt') ? 'access' : undefined);
		mara.run(addCard, card('nicht erlaubt'));
		await until('it lies in the tray', () => mara.tray.items.length === 1);
		await mara.flush();
		const name = state.names.find(ofWorkshop)!;
		const waiting = Promise.withResolvers<undefined>();
		state.wait = waiting.promise;
		await stores.remove(name);
		host.page.dispatchEvent(new Event('pageshow'));
		await new Promise((later) => setImmediate(later));
		state.wait = undefined;
		waiting.resolve(undefined);
		await until('it is kept again', async () => {
			const kept = await stores.open(name).keys('t/');
			return kept.ok && kept.value.length === 1;
		});
		expect(mara.tray.items.map(({ text }) => text)).toEqual(['nicht erlaubt']);
	});

	test('[BACK-9] what is removed on the start page is gone from a tab that has it open, and stays gone', async () => {
		await using server = await testServer();
		await using host = browser(server.url);
		const mara = await begin(host);
		const { id } = mara.workshop;
		await (await host.device()).forget(id);
		await until('the tab has closed it', () => mara.state.ended === 'forgotten');
		mara.run(addCard, card('zu spät'));
		await mara.flush();
		await until('no store is left', async () =>
			(await host.indexedDB.databases()).every(({ name }) => !ofWorkshop(name ?? ''))
		);
		expect(await (await host.device()).workshops()).toEqual([]);
	});
});

/** Stores of which some can fall silent: the device’s own, unless told. */
function silentStores() {
	const inner = memoryStores();
	const state = {
		silent: false,
		wait: undefined as Promise<undefined> | undefined,
		asked: 0,
		names: [] as string[],
		which: (name: string) => !name.includes('/')
	};
	const open = (name: string): LocalStore => {
		const store = inner.open(name);
		state.names.push(name);
		const answer = async <Value>(work: () => Promise<Result<Value, StoreFailure>>) => {
			if (state.which(name)) await state.wait;
			if (!state.silent || !state.which(name)) return work();
			state.asked++;
			return refused('unavailable');
		};
		return {
			...store,
			get: (key) => answer(() => store.get(key)),
			getMany: (keys) => answer(() => store.getMany(keys)),
			keys: (prefix) => answer(() => store.keys(prefix)),
			entries: (prefix) => answer(() => store.entries(prefix)),
			transform: (prefixes, decide) => answer(() => store.transform(prefixes, decide))
		};
	};
	const stores: LocalStores = { ...inner, kind: 'kept', open };
	return { stores, state };
}
