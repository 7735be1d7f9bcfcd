// The relay has lost something – it was put back from a backup, or it is empty – or a workshop was erased on it: what people
// are told, who brings back what, and what nobody can do. Coming back in every order is in tests/faults/healing.test.ts.
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeClaim } from '#lib/protocol/claim.ts';
import { addCard } from '#lib/model/cards/card-commands.ts';
import { addMeasure } from '#lib/model/plan/plan-commands.ts';
import type { Session } from '#lib/sync/open-session.ts';
import { author } from '../../server/testing/updates.ts';
import { browser, saved } from './device.ts';
import {
	board,
	busyWorkshop,
	card,
	cards,
	cardsIn,
	everythingIsBack,
	expectedCards,
	goesOn,
	reader,
	stateOf
} from './healing-people.ts';
import { makeWorkshop, rawClient, request, testServer, tokenOf, until, type Member } from './relay.ts';

/** Every light from now on. */
function watchLight(session: Session): Set<string> {
	const lights = new Set<string>();
	session.subscribe(() => lights.add(session.light.light));
	return lights;
}

describe('a relay put back from a backup', () => {
	test('[BACK-4] is healed by itself while everybody’s pages stay open', async () => {
		await using people = await busyWorkshop();
		await people.leave();
		people.relay.backUp();
		for (const name of ['mara', 'tom', 'uma'] as const) (await people.open(name)).workshop.board('m1');
		await goesOn(people);
		const sessions = [...people.sessions.values()];
		const seen = sessions.map((session) => watchLight(session));
		await people.relay.putBack();
		await until('everybody has noticed', () => seen.every((lights) => lights.has('sent')), 20_000);
		await everythingIsBack(people);
	}, 40_000);

	test('[BACK-4] says saved only when one’s own are there again, and takes nobody else’s from a participant', async () => {
		await using people = await busyWorkshop();
		await people.leave();
		people.relay.backUp();
		for (const name of ['mara', 'tom', 'uma'] as const) (await people.open(name)).workshop.board('m1');
		await goesOn(people);
		await people.leave();
		await people.relay.putBack();

		const tom = await people.open('tom');
		await until('Tom brings back what he has', () => tom.state.documents.get(board)?.awaitsAnswer === true);
		// He wrote into Mara's card, which is lost: his words wait for hers, here and not there.
		expect(tom.light).toMatchObject({ light: 'sent', online: true });
		expect(cards(tom)).toEqual(expectedCards);
		await until('the relay has what stands by itself', async () =>
			cardsIn(await reader(people, board)).includes('Tom nachher')
		);
		expect(cardsIn(await reader(people, board))).not.toContain('Mara nachher');

		await people.open('uma');
		await people.open('mara');
		people.samComes();
		await everythingIsBack(people);
	}, 30_000);

	test('[BACK-3] [BACK-5] knows who came after the backup as soon as a moderator is there, and has their words from themselves', async () => {
		await using people = await busyWorkshop();
		await people.leave();
		people.relay.backUp();
		const mara = await people.open('mara');
		const link = mara.sharing!.links!.participant;
		await using vera = browser(people.relay.url);
		const device = await vera.device();
		const token = tokenOf(link);
		expect(await device.join({ workshop: people.workshop, token, name: 'Vera' })).toMatchObject({ ok: true });
		const first = await vera.open(people.workshop);
		first.workshop.board('m1');
		await first.loaded(board);
		first.run(addCard, card('Vera nachher', 'c-vera'));
		await saved(first);
		const writer: string = first.participant;
		await until('Mara has met her', () => mara.people.some(({ id }) => id === writer));
		await people.browsers.mara.close();
		await vera.close();
		await people.relay.putBack();

		const unknown = await vera.open(people.workshop);
		await until('Vera is not known any more', () => unknown.state.ended === 'unauthenticated');
		await vera.close();
		expect(await device.join({ workshop: people.workshop, token })).toMatchObject({ ok: true });
		const again = await vera.open(people.workshop);
		await saved(again);
		expect(again.participant).not.toBe(writer);
		const back = await people.open('mara');
		back.workshop.board('m1');
		await until('her card is there', () => cards(back).includes('Vera nachher'));
		const names = () =>
			again.people.filter(({ id }) => [writer, again.participant as string].includes(id)).map(({ name }) => name);
		await until('its author has a name', () => names().join() === 'Vera,Vera');
	}, 30_000);

	test('[HEAL-2] asks once more when the last missing piece comes within the second after the last question', async () => {
		await using server = await testServer();
		const workshop = await makeWorkshop(server.url);
		const [a, b, c] = [author(41), author(42), author(43)];
		a.write('Anna ');
		b.read(c.read(a.all).all);
		c.write('Cem ');
		b.read(c.all);
		b.write('und Ben');
		const member = () => workshop.enter('participant');
		using ben = await rawClient(server.url, await member(), 'plan').opened();
		ben.step2(Y.diffUpdate(b.all, Y.encodeStateVector(c.doc)));
		using anna = await rawClient(server.url, await member(), 'plan').opened();
		anna.step2(a.all);
		await until('Ben is asked, and answers', () => ben.asked === 2);
		ben.step2(Y.diffUpdate(b.all, Y.encodeStateVector(c.doc)));
		using cem = await rawClient(server.url, await member(), 'plan').opened();
		cem.step2(Y.diffUpdate(c.all, Y.encodeStateVector(a.doc)));
		await until('Ben is asked again', () => ben.asked === 3);
		ben.step2(b.all);
		await until('all of it is answered', () => ben.acked === 3);
	});

	test('[HEAL-4] never lets a claim take over an id that belongs to somebody', async () => {
		await using people = await busyWorkshop();
		await people.leave();
		people.relay.backUp();
		await people.relay.putBack();
		const { sharing } = (await (await people.browsers.mara.device()).workshop(people.workshop))!;
		const body = { token: tokenOf(sharing!.links!.participant), name: 'Mallory' };
		const mallory = (await request<Member>(people.relay.url, 'POST', '/api/session', body)).body;
		const [victim, clock] = Object.entries(stateOf(people.samDoc)).find(
			([id]) => Number(id) === people.samDoc.clientID
		)!;
		const forged = author(Number(victim));
		forged.write('x'.repeat(clock));
		const forgery = forged.write('in Sams Namen');
		using raw = await rawClient(people.relay.url, mallory, board).opened();
		raw.socket.send(encodeClaim({ unsaved: [], settled: [Number(victim)] }));
		raw.step2(forgery);
		await until('it is answered', () => raw.acked === 1);
		expect((await reader(people, board)).getText('text').toString()).toBe('Sam vorher');
		const sam = people.samComes();
		await sam.synced();
		sam.text.insert(0, 'Wirklich ');
		await sam.saved();
		expect(sam.nacks).toEqual([]);
	}, 30_000);
});

describe('a relay that has lost everything', () => {
	test('keeps what was closed closed, and a second moderator hears that somebody was first', async () => {
		await using people = await busyWorkshop();
		const mara = people.session('mara');
		const rules = { 'board.*': { participant: 'read', observer: 'none' } } as const;
		expect(await mara.relay!.setAccess({ documents: rules })).toMatchObject({ ok: true });
		await until('Mara knows the rules', () => mara.actor.access['board.*']?.participant === 'read');
		await using second = browser(people.relay.url);
		const device = await second.device();
		const token = tokenOf(mara.sharing!.links!.moderator);
		expect(await device.join({ workshop: people.workshop, token, name: 'Moritz' })).toMatchObject({ ok: true });
		const moritz = await second.open(people.workshop);
		await saved(moritz);
		await people.relay.empty();
		await until('both know', () => [mara, moritz].every(({ state }) => state.ended === 'unknown'));
		expect(await moritz.bringBack()).toMatchObject({ ok: true });
		expect(await mara.bringBack()).toEqual({ ok: false, reason: 'conflict' });
		await until('the rules hold', () => moritz.actor.access['board.*']?.participant === 'read' && moritz.light.online);
		await until('names are back', () =>
			['Mara', 'tom', 'uma', 'sam'].every((name) => moritz.people.some((person) => person.name === name))
		);
	}, 30_000);

	test('[BACK-6] is asked again by itself: data that were only mislaid are found without anybody doing anything', async () => {
		await using people = await busyWorkshop();
		await people.leave();
		people.relay.backUp();
		const tom = await people.open('tom');
		await saved(tom);
		await people.browsers.tom.close();
		await people.relay.empty();
		const lost = await people.open('tom');
		await until('Tom hears that it is lost', () => lost.state.ended === 'unknown');
		await people.browsers.tom.close();
		await people.relay.putBack();
		const found = await people.open('tom');
		await saved(found);
		expect(found.state.ended).toBeUndefined();
		expect((await (await people.browsers.tom.device()).workshop(people.workshop))?.ended).toBeUndefined();
	}, 30_000);
});

describe('a workshop erased on the relay', () => {
	test('[BACK-7] is told to whoever is there and to whoever comes back later, and no device brings it back', async () => {
		await using people = await busyWorkshop();
		await people.browsers.uma.close();
		const { workshop: id, relay } = people;
		const [mara, tom] = [people.session('mara'), people.session('tom')];
		const token = tokenOf(mara.sharing!.links!.moderator);
		expect(await mara.relay!.erase()).toMatchObject({ ok: true });
		const uma = await people.open('uma');
		uma.workshop.board('m1');
		await uma.loaded(board);
		await until('all know', () => [mara, tom, uma].every(({ state }) => state.ended === 'erased'));
		for (const session of [mara, tom, uma]) {
			expect(session.light).toMatchObject({ light: 'device', reason: 'erased' });
			expect(await session.bringBack()).toEqual({ ok: false, reason: 'erased' });
			expect(await session.share()).toEqual({ ok: false, reason: 'erased' });
		}
		expect(cards(uma)).toContain('uma vorher');

		// Offline later: the device remembers, and still has the words.
		await people.browsers.uma.close();
		people.browsers.uma.line.cut = true;
		const offline = await people.open('uma');
		offline.workshop.board('m1');
		await offline.loaded(board);
		expect(offline.light).toMatchObject({ light: 'device', reason: 'erased', online: false });
		expect(cards(offline)).toContain('uma vorher');

		// Also when the relay has forgotten its tombstone.
		await people.leave();
		await relay.empty();
		const back = await people.open('mara');
		expect(await back.bringBack()).toEqual({ ok: false, reason: 'erased' });
		expect((await request(relay.url, 'GET', `/api/workshops/${id}`)).status).toBe(404);

		const device = await people.browsers.mara.device();
		await people.browsers.mara.close();
		await device.forget(id);
		expect(await device.workshop(id)).toBeUndefined();
		expect(await device.wasErased(id)).toBe(true);
		expect(await device.join({ workshop: id, token })).toEqual({ ok: false, reason: 'erased' });
	}, 30_000);

	test('[BACK-8] a removed person and one whose link was revoked hear which of the two it was', async () => {
		await using people = await busyWorkshop();
		const [mara, tom, uma] = [people.session('mara'), people.session('tom'), people.session('uma')];
		await mara.relay!.removeParticipant(tom.participant);
		await until('Tom knows', () => tom.state.ended === 'kicked');
		const links = await mara.relay!.links();
		const link = links.ok && links.value.find(({ role }) => role === 'participant')!.link;
		await mara.relay!.revokeLink(link || '');
		await until('Uma knows', () => uma.state.ended === 'revoked');
		expect(cards(uma)).toContain('uma vorher');
	}, 30_000);

	test('[BACK-9] what one tab takes from this device, no other tab writes again', async () => {
		await using people = await busyWorkshop();
		const device = await people.browsers.tom.device();
		const [first, second] = [people.session('tom'), await people.browsers.tom.open(people.workshop)];
		const { stores } = (await device.workshop(people.workshop))!;
		await first.forget();
		await until('the other tab has closed it', () => second.state.ended === 'forgotten');
		const isGone = async () =>
			(await people.browsers.tom.indexedDB.databases()).every(({ name }) => name !== stores[0]);
		await until('nothing of it is left', isGone);
		second.run(addMeasure, { title: 'zu spät' });
		await second.flush();
		expect(await isGone()).toBe(true);
	}, 30_000);
});
