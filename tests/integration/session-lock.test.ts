// A board is locked while somebody is typing: what was written before arrives, and writing stops at once.
import { expect, test } from 'vitest';
import { manualClock } from '#lib/kernel/clock.ts';
import { addCard } from '#lib/model/cards/card-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { addMeeting, foundWorkshop } from '#lib/model/workshop/workshop-commands.ts';
import type { Session } from '#lib/sync/open-session.ts';
import { browser, lineSocket, saved, type Line } from './device.ts';
import { testServer, tokenOf, until } from './relay.ts';

const card = (text: string) => ({ meeting: 'm1', section: 's1', text });
const texts = (session: Session) =>
	session.workshop
		.board('m1')
		.cards.all()
		.map((record) => record.text);

/** A network on which frames can be held up, in both directions' own time. */
function slowNetwork() {
	const line: Line = { refuse: undefined, cut: false, opened: 0 };
	const held: (() => void)[] = [];
	const state = { holds: false };
	const socket = (session: () => string | undefined): typeof globalThis.WebSocket => {
		const Base = lineSocket(line, session) as unknown as new (address: string) => { send(data: Uint8Array): void };
		class HeldSocket extends Base {
			override send(data: Uint8Array): void {
				if (state.holds) held.push(() => super.send(data));
				else super.send(data);
			}
		}
		return HeldSocket as unknown as typeof globalThis.WebSocket;
	};
	return {
		socket,
		line,
		hold: () => void (state.holds = true),
		letGo() {
			state.holds = false;
			for (const send of held.splice(0)) send();
		}
	};
}

test('[RELAY-10] a session stops writing when a lock is announced, and what it wrote before is saved', async () => {
	const clock = manualClock(Date.now());
	await using server = await testServer({ clock, accessGraceMs: 3000 });
	await using mara = browser(server.url);
	const network = slowNetwork();
	await using tom = browser(server.url, { socket: network.socket });

	const { id } = await (await mara.device()).create({ title: 'Ideenschmiede', me: { name: 'Mara' } });
	const host = await mara.open(id);
	host.run(foundWorkshop, { title: 'Ideenschmiede' });
	host.run(addMeeting, { id: 'm1', title: 'Auftakt' });
	host.run(addSection, { id: 's1', meeting: 'm1', prompt: 'Wünsche' });
	await host.loaded('board.m1');
	await host.share();
	const token = tokenOf(host.sharing!.links!.participant);
	await (await tom.device()).join({ workshop: id, token, name: 'Tom' });
	const guest = await tom.open(id);
	await guest.loaded('board.m1');
	await saved(host, guest);
	await until('Tom sees the section', () => guest.run(addCard, card('zuerst')).ok);
	await saved(guest);

	network.hold();
	expect(guest.run(addCard, card('noch getippt')).ok).toBe(true);
	const lock = { documents: { 'board.m1': { participant: 'read', observer: 'read' } } } as const;
	expect(await host.relay!.setAccess(lock)).toMatchObject({ ok: true });
	await until('Tom is told', () => guest.actor.access['board.m1']?.participant === 'read');
	expect(guest.run(addCard, card('zu spät'))).toMatchObject({ ok: false, reason: 'access' });
	network.letGo();
	await saved(guest);
	expect(guest.tray.items).toEqual([]);
	await until('Mara sees it', () => texts(host).includes('noch getippt'));
	expect(texts(host)).not.toContain('zu spät');
});
