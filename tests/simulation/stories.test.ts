// Stories that seeds have found, told in so many words: each ended badly once.
import { inWorld, World } from './world.ts';
import { describe, expect, test, vi } from 'vitest';
import { addCard, cardCommands } from '#lib/model/cards/card-commands.ts';
import type { Session } from '#lib/sync/open-session.ts';
import { begin, meeting, type Scene } from './scene.ts';
import { textOf } from './words.ts';

vi.mock('ws', () => import('./relay-socket.ts'));

/** Mara moderates, Tom takes part; both are online and in sync. */
async function story(tell: (scene: Scene) => Promise<void>): Promise<void> {
	const world = new World(1);
	await inWorld(world, async () => tell(await begin(world, 2)));
}

const sessionOf = (scene: Scene, device: number): Session =>
	scene.open.find(({ tab }) => tab.device === scene.devices[device])!.session;
const board = (session: Session) => session.workshop.board(meeting);

/** Does something in the tab of one person. */
async function as(scene: Scene, device: number, work: (session: Session) => unknown): Promise<void> {
	const { tab, session } = scene.open.find((open) => open.tab.device === scene.devices[device])!;
	await scene.world.as(tab.process, () => work(session));
}

async function network(scene: Scene, device: number, reach: 'up' | 'down' | 'silent', event?: string): Promise<void> {
	const place = scene.devices[device]!;
	place.reach = reach;
	for (const link of scene.network.linksOf(place)) if (reach === 'silent') link.cut(); else if (reach === 'down') link.reset(); // prettier-ignore
	for (const tab of event ? place.tabs : []) {
		await scene.world.as(tab.process, () => tab.page.dispatchEvent(new Event(event!)));
	}
}

const say = (text: string) => ({ meeting, id: 'c0', field: 'text' as const, base: 'Anfang', text });

describe('in the end everybody has the same', () => {
	test('[STORE-9] when a card was removed in which somebody had written what is refused afterwards', () =>
		story(async (scene) => {
			await network(scene, 1, 'down', 'offline');
			await as(scene, 1, (tom) => tom.run(cardCommands.edit, say('Anfang, offline')));
			await as(scene, 0, (mara) => mara.run(cardCommands.remove, { meeting, id: 'c0' }));
			await scene.until('Mara is saved', () => sessionOf(scene, 0).light.light === 'saved');
			// The relay takes nothing of Tom any more, but he hears what the others did before he hears of that.
			await as(scene, 0, (mara) => void mara.relay!.setAccess({ documents: { 'board.*': { participant: 'read' } } }));
			await scene.world.pass(5_000);
			await network(scene, 1, 'up', 'online');
			await scene.until('it lies in the tray', () => sessionOf(scene, 1).tray.items.length === 1);
			await as(scene, 0, (mara) => void mara.relay!.setAccess({ documents: { 'board.*': { participant: 'write' } } }));
			await scene.until('Tom may write', () => sessionOf(scene, 1).actor.access['board.*']?.participant === 'write');
			await as(scene, 1, (tom) => tom.run(addCard, { id: 'c1', meeting, section: 's1', text: 'neu' }));
			await scene.until('Mara sees his next card', () => board(sessionOf(scene, 0)).cards.has('c1'));
			await scene.until('nothing of Tom waits', () => sessionOf(scene, 1).light.waiting === 0);
			const [mara, tom] = [0, 1].map((device) => textOf(board(sessionOf(scene, device)).handle.doc));
			expect(tom).toBe(mara);
			expect(board(sessionOf(scene, 1)).handle.doc.store.pendingDs).toBeNull();
		}));

	test('[STORE-8] when the store did not answer as the page was opened: the words in it are saved as soon as it does', () =>
		story(async (scene) => {
			const place = scene.devices[1]!;
			await network(scene, 1, 'down', 'offline');
			await as(scene, 1, (tom) => tom.run(cardCommands.edit, say('Anfang, offline')));
			await scene.until('it is on the device', () => sessionOf(scene, 1).light.light === 'device');
			place.crash([...place.tabs][0]!, false);
			const tab = place.newTab();
			await scene.world.as(tab.process, async () => {
				const session = (await place.enter(tab, scene.workshop))!;
				place.disk.failing = 'unavailable';
				scene.opened(session);
			});
			await scene.until('the session is there', () => scene.open.length === 2);
			await network(scene, 1, 'up', 'online');
			await scene.world.pass(3_000);
			expect(sessionOf(scene, 1).light.online).toBe(true);
			expect(sessionOf(scene, 1).light.light).toBe('loading');
			place.disk.failing = undefined;
			await scene.until('Mara reads it', () => board(sessionOf(scene, 0)).cards.get('c0')!.text === 'Anfang, offline');
		}));

	test('[SYNC-6] when the network swallows an attempt to connect, and another one soon after it is back', () =>
		story(async (scene) => {
			await network(scene, 1, 'silent', 'offline');
			await scene.world.pass(8_000);
			await network(scene, 1, 'up', 'online');
			await scene.until('Tom is online', () => sessionOf(scene, 1).light.online, 2_000);
		}));
});

describe('what the relay has is not refused, though its answer was lost', () => {
	/** Tom's card is there for everybody, and Mara has written into it; Tom has not heard of either. */
	async function unheard(scene: Scene): Promise<void> {
		await as(scene, 1, (tom) => tom.run(addCard, { id: 'c1', meeting, section: 's1', text: 'Idee' }));
		for (const link of scene.network.linksOf(scene.devices[1]!)) link.stall(60_000);
		await scene.until('Mara sees the card', () => board(sessionOf(scene, 0)).cards.has('c1'));
		await network(scene, 1, 'down', 'offline');
		const more = { meeting, id: 'c1', field: 'text' as const, base: 'Idee', text: 'Idee von Tom' };
		await as(scene, 0, (mara) => mara.run(cardCommands.edit, more));
		await scene.until('Mara is saved', () => sessionOf(scene, 0).light.light === 'saved');
		expect(sessionOf(scene, 1).light.waiting).toBe(1);
	}
	const cardOf = (scene: Scene, device: number) => board(sessionOf(scene, device)).cards.get('c1')?.text;

	test('[ACK-5] [REFUSE-5] when a frame is refused: what others wrote into the card stays', () =>
		story(async (scene) => {
			const place = scene.devices[1]!;
			await unheard(scene);
			place.slowness = 4_000;
			await network(scene, 1, 'up', 'online');
			const connection = () => sessionOf(scene, 1).state.documents.get(`board.${meeting}`)?.connection;
			await scene.until('the board is connected', () => connection() === 'open');
			place.broken = 1;
			const before = board(sessionOf(scene, 1)).handle.doc;
			await as(scene, 1, (tom) => tom.run(cardCommands.edit, say('Anfang, zu früh')));
			expect(place.broken).toBe(0);
			await scene.until('it was refused', () => board(sessionOf(scene, 1)).handle.doc !== before);
			await scene.until('Tom is saved', () => sessionOf(scene, 1).light.light === 'saved');
			await scene.until('Mara reads it', () => board(sessionOf(scene, 0)).cards.get('c0')!.text === 'Anfang, zu früh');
			expect([cardOf(scene, 0), cardOf(scene, 1)]).toEqual(['Idee von Tom', 'Idee von Tom']);
		}));

	test('[ACK-5] when the board was locked meanwhile: only what nobody else has lies in the tray', () =>
		story(async (scene) => {
			await unheard(scene);
			await as(scene, 1, (tom) => tom.run(addCard, { id: 'c2', meeting, section: 's1', text: 'zu spät' }));
			await as(scene, 0, (mara) => void mara.relay!.setAccess({ documents: { 'board.*': { participant: 'read' } } }));
			await scene.world.pass(5_000);
			await network(scene, 1, 'up', 'online');
			await scene.until('Tom has heard everything', () => cardOf(scene, 1) === 'Idee von Tom');
			await scene.until('nothing waits', () => sessionOf(scene, 1).light.waiting === 0);
			expect(sessionOf(scene, 1).tray.items.map(({ text }) => text)).toEqual(['zu spät']);
		}));
});
