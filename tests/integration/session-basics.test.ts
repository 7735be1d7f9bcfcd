// Sessions in several browsers against a real relay: they meet, they say where words are, they live without a relay.
import { describe, expect, test } from 'vitest';
import { addCard, cardCommands } from '#lib/model/cards/card-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { addMeasure } from '#lib/model/plan/plan-commands.ts';
import { addMeeting, foundWorkshop } from '#lib/model/workshop/workshop-commands.ts';
import { openSession, type Session } from '#lib/sync/open-session.ts';
import { browser, lineSocket, saved, type Browser } from './device.ts';
import { testServer, tokenOf, until } from './relay.ts';

const card = (text: string, id?: string) => ({ meeting: 'm1', section: 's1', text, ...(id && { id }) });
const cardTexts = (session: Session) =>
	session.workshop
		.board('m1')
		.cards.all()
		.map((record) => record.text)
		.sort();

async function made(host: Browser): Promise<Session> {
	const device = await host.device();
	const { id } = await device.create({ title: 'Ideenschmiede', me: { name: 'Mara' } });
	const session = await host.open(id);
	session.run(foundWorkshop, { title: 'Ideenschmiede' });
	session.run(addMeeting, { id: 'm1', title: 'Auftakt' });
	session.run(addSection, { id: 's1', meeting: 'm1', prompt: 'Wünsche' });
	return session;
}

async function joined(guest: Browser, host: Session, name: string): Promise<Session> {
	const token = tokenOf(host.sharing!.links!.participant);
	const entered = await (await guest.device()).join({ workshop: host.workshop.id, token, name });
	if (!entered.ok) throw new Error(entered.reason);
	return guest.open(host.workshop.id);
}

describe('a workshop that begins on a device', () => {
	test('is complete without a relay, and says that it is only here', async () => {
		await using mara = browser('http://127.0.0.1:1', { BroadcastChannel: undefined });
		const session = await made(mara);
		session.run(addCard, card('Mehr Ausbildungsplätze'));
		await session.loaded('board.m1');
		await session.flush();
		expect(session.light).toMatchObject({ light: 'device', reason: 'unshared' });
		await mara.close();

		const again = await mara.open(session.workshop.id);
		await again.loaded('board.m1');
		expect(cardTexts(again)).toEqual(['Mehr Ausbildungsplätze']);
		expect(again.run(addCard, card('Und eine danach')).ok).toBe(true);
		expect((await (await mara.device()).workshops()).map(({ title }) => title)).toEqual(['Ideenschmiede']);
	});

	test('[SYNC-4] is shared with everything in it, and its creator stays the same person', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using tom = browser(server.url);
		const host = await made(mara);
		const before = host.participant;
		host.run(addCard, card('von vorher'));
		expect(await host.share()).toMatchObject({ ok: true });
		await saved(host);
		expect(host.participant).toBe(before);

		const guest = await joined(tom, host, 'Tom');
		await until('Tom reads the card', () => cardTexts(guest).includes('von vorher'));
		await until('both see both', () => [host, guest].every(({ people }) => people.length === 2));
		expect(host.people.find(({ id }) => id === before)).toMatchObject({ name: 'Mara', role: 'moderator' });
		await until('both are present', () => [host, guest].every(({ presence }) => presence.present.length === 2));
		guest.presence.at({ page: 'board', meeting: 'm1' });
		await until('Mara sees where Tom is', () =>
			host.presence.present.some(({ name, place }) => name === 'Tom' && place.page === 'board')
		);
	});
});

describe('a browser that keeps nothing', () => {
	test('[STORE-5] [LIGHT-4] works, says so, and is saved as soon as the relay has it', async () => {
		await using server = await testServer();
		await using mara = browser(server.url, { indexedDB: undefined });
		const device = await mara.device();
		expect(device.storage).toBe('memory');
		const { id } = await device.create({ title: 'Privat' });
		const opened = await openSession(device, id);
		if (!opened.ok) throw new Error(opened.reason);
		const host = opened.value;
		host.run(foundWorkshop, { title: 'Privat' });
		await host.loaded('stage');
		await host.flush();
		expect(host.light).toMatchObject({ light: 'cannot-save', reason: 'memory' });
		await host.share();
		await saved(host);
		await host.close();
	});
});

describe('what comes with a workshop file', () => {
	test('is kept on the device, shows up among the people, and is brought to the relay once', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		let host = await made(mara);
		const people = [{ id: 'p-lena', name: 'Lena', organisation: 'Handwerk', region: 'nord' }];
		const files = [{ id: 'f1', type: 'image/png', data: 'AAAA' }];
		await host.keepImported({ people, files });
		expect(host.people.map(({ name }) => name)).toEqual(['Mara', 'Lena']);
		await mara.close();
		host = await mara.open(host.workshop.id);
		await until('Lena is there again', () => host.people.length === 2);
		expect(await host.imported()).toEqual({ people, files });
		await host.share();
		const known = async () => {
			const rows = await host.relay!.participants();
			return rows.ok ? rows.value.map(({ name }) => name) : [];
		};
		await until('the relay knows Lena', async () => (await known()).includes('Lena'));
		await host.relay!.removeParticipant('p-lena');
		await mara.close();
		host = await mara.open(host.workshop.id);
		await saved(host);
		expect(await known()).toEqual(['Mara']);
		expect(host.people.map(({ name }) => name)).toEqual(['Mara']);
	});
});

describe('the light', () => {
	test('[LIGHT-3] [ACK-1] [SYNC-2] goes from sent to saved by acknowledgement, and offline words wait on the device', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		const host = await made(mara);
		await host.share();
		await saved(host);
		const seen = new Set<string>();
		host.subscribe(() => seen.add(host.light.light));
		host.run(addMeasure, { title: 'Mentorenprogramm' });
		expect(host.light.light).not.toBe('saved');
		await saved(host);
		expect(seen).toContain('sent');

		mara.goOffline();
		await until('it is offline', () => !host.light.online);
		expect(host.light).toMatchObject({ light: 'saved', online: false, reason: 'offline' });
		host.run(addMeasure, { title: 'Girls’ Day' });
		await host.flush();
		expect(host.light).toMatchObject({ light: 'device', online: false, waiting: 1 });
		mara.goOnline();
		await saved(host);
	});

	test('[SYNC-2] a relay that is still there is found again, whatever the browser says', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		const host = await made(mara);
		await host.share();
		await saved(host);
		mara.page.dispatchEvent(new Event('offline'));
		expect(host.light.online).toBe(false);
		host.run(addMeasure, { title: 'ohne Netz' });
		await until('it is saved', () => host.light.light === 'saved' && host.light.online, 9_000);
	}, 15_000);

	test('[ACK-4] waits again after a restart without the relay, in documents that no screen has opened', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		const host = await made(mara);
		await host.share();
		await saved(host);
		await mara.close();
		mara.line.cut = true;

		const offline = await mara.open(host.workshop.id);
		offline.workshop.board('m1');
		await offline.loaded('board.m1');
		offline.run(addCard, card('im Zug geschrieben'));
		await offline.flush();
		await mara.close();

		const again = await mara.open(host.workshop.id);
		await until('it waits', () => again.light.waiting === 1);
		expect(again.light).toMatchObject({ light: 'device', reason: 'offline', online: false });
		expect(again.state.documents.has('board.m1')).toBe(true);
		await mara.close();
		mara.line.cut = false;

		await using tom = browser(server.url);
		const back = await mara.open(host.workshop.id);
		await saved(back);
		const guest = await joined(tom, back, 'Tom');
		await until('Tom reads it', () => cardTexts(guest).includes('im Zug geschrieben'));
	});
});

describe('people at once', () => {
	test('[ACK-2] edits of two sessions, one of them offline and reloaded in between, converge', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using tom = browser(server.url);
		const host = await made(mara);
		await host.share();
		let guest = await joined(tom, host, 'Tom');
		host.run(addCard, card('eins', 'c1'));
		await until('Tom has it', () => cardTexts(guest).includes('eins'));
		await tom.close();
		tom.line.cut = true;

		guest = await tom.open(host.workshop.id);
		guest.workshop.board('m1');
		await guest.loaded('board.m1');
		expect(cardTexts(guest)).toEqual(['eins']);
		guest.run(cardCommands.edit, { meeting: 'm1', id: 'c1', field: 'text', base: 'eins', text: 'eins und zwei' });
		host.run(cardCommands.edit, { meeting: 'm1', id: 'c1', field: 'text', base: 'eins', text: 'null eins' });
		host.run(addCard, card('drei'));
		await tom.close();
		tom.line.cut = false;
		guest = await tom.open(host.workshop.id);
		await saved(host, guest);
		await until('both read the same', () =>
			[host, guest].every((s) => cardTexts(s).join() === 'drei,null eins und zwei')
		);
	});

	test('[SYNC-5] a lost cookie is mended with the session that lies on the device', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		const host = await made(mara);
		await host.share();
		await saved(host);
		await mara.close();
		let lost = true;
		await using forgetful = browser(server.url, {
			indexedDB: mara.indexedDB,
			socket: (session) => lineSocket(mara.line, () => (lost ? 'not-a-session' : session())),
			fetch: async (...request) => {
				const answer = await fetch(...request);
				if (String(request[0]).endsWith('/api/session')) lost = false;
				return answer;
			}
		});
		const again = await forgetful.open(host.workshop.id);
		again.run(addMeasure, { title: 'danach' });
		await saved(again);
		expect(lost).toBe(false);
		expect(again.participant).toBe(host.participant);
	});

	test('a removed person is told so, and keeps what lies on the device', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		await using tom = browser(server.url);
		const host = await made(mara);
		await host.share();
		const guest = await joined(tom, host, 'Tom');
		guest.run(addCard, card('meins'));
		await saved(guest);
		expect(await host.relay!.removeParticipant(guest.participant)).toMatchObject({ ok: true });
		await until('Tom knows', () => guest.state.ended === 'kicked');
		expect(cardTexts(guest)).toEqual(['meins']);
		expect(guest.light).toMatchObject({ light: 'saved', online: false, reason: 'kicked' });
	});

	test('[SYNC-2] after closing nothing is connected any more, whatever is still opened', async () => {
		await using server = await testServer();
		await using mara = browser(server.url);
		const host = await made(mara);
		await host.share();
		await saved(host);
		await host.close();
		const { opened } = mara.line;
		host.workshop.board('m9');
		await host.loaded('board.m9');
		expect(mara.line.opened).toBe(opened);
	});
});
