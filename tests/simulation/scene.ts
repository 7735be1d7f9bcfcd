/** The stage of one run: a relay, devices with people in front of them, and how they came together. */
import { addMeeting, foundWorkshop } from '#lib/model/workshop/workshop-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { addCard } from '#lib/model/cards/card-commands.ts';
import { addTable } from '#lib/model/tables/table-commands.ts';
import { undoStack, type UndoStack } from '#lib/model/undo.ts';
import type { Session } from '#lib/sync/open-session.ts';
import { Broken, Claims } from './claims.ts';
import { SimulatedDevice, type Tab } from './devices.ts';
import { Network } from './network.ts';
import { RelayDisk } from './relay-disk.ts';
import { RelayStation } from './relay-station.ts';
import { Words } from './words.ts';
import type { World } from './world.ts';

export const meeting = 'm1';
export const sections = ['s1', 's2'] as const;
export const table = 't1';

export class Scene {
	readonly world: World;
	readonly network: Network;
	readonly disk: RelayDisk;
	readonly station: RelayStation;
	readonly claims: Claims;
	readonly words = new Words();
	readonly devices: SimulatedDevice[] = [];
	readonly undo = new WeakMap<Session, UndoStack>();
	workshop = '';
	/** Writes on the relay's disk when all were together for the first time. */
	beginning = 0;

	constructor(world: World) {
		this.world = world;
		this.network = new Network(world);
		this.disk = new RelayDisk(world);
		this.station = new RelayStation(world, this.network, this.disk);
		this.claims = new Claims(world, this.disk);
		this.network.observer = this.claims;
	}

	/** The one who made the workshop. */
	get host(): SimulatedDevice {
		return this.devices[0]!;
	}

	/** Every tab in which the workshop is open. */
	get open(): { readonly tab: Tab; readonly session: Session }[] {
		return this.devices.flatMap((device) =>
			[...device.tabs].flatMap((tab) => (tab.session ? [{ tab, session: tab.session }] : []))
		);
	}

	/** Opens the workshop in a new tab of a device, in its own time. */
	async openTab(device: SimulatedDevice): Promise<void> {
		const tab = device.newTab();
		const open = async () => {
			const session = await device.enter(tab, this.workshop);
			if (session) this.opened(session);
			// Whoever is told that nothing is known here tries again.
			else this.world.after(1_000, tab.process, open);
		};
		await this.world.as(tab.process, open);
	}

	opened(session: Session): void {
		session.workshop.board(meeting);
		this.undo.set(session, undoStack(session.workshop.documents));
	}

	/** Lets time pass until it is so. */
	async until(what: string, isSo: () => boolean, within = 60_000): Promise<void> {
		for (let waited = 0; !isSo(); waited += 50) {
			if (waited > within) throw new Broken(`waited ${within} ms in vain: ${what}`);
			await this.world.pass(50);
		}
	}
}

/** A workshop on the relay, with so many people in it, all online and in sync. */
export async function begin(world: World, people: number): Promise<Scene> {
	const scene = new Scene(world);
	await scene.station.start();
	const skew = () => Math.floor((world.random.next() - 0.5) * 240_000);
	for (const name of ['Mara', 'Tom', 'Ada', 'Ben', 'Eva'].slice(0, people)) {
		scene.devices.push(new SimulatedDevice(name, skew(), world, scene.network, scene.station));
	}
	const host = await found(scene);
	await scene.until('the workshop is shared', () => host.sharing?.links !== undefined && host.light.light === 'saved');
	const token = new URL(host.sharing!.links!.participant).hash.slice(1);
	for (const device of scene.devices.slice(1)) await join(scene, device, token);
	const isTogether = () =>
		scene.open.length === people &&
		scene.open.every(
			({ session }) => session.light.light === 'saved' && session.workshop.board(meeting).cards.has('c0')
		);
	await scene.until('all are together', isTogether);
	scene.beginning = scene.disk.writes;
	return scene;
}

async function found(scene: Scene): Promise<Session> {
	const tab = scene.host.newTab();
	await scene.world.as(tab.process, async () => {
		const device = await scene.host.openIn(tab);
		const { id, participant } = await device.create({ title: 'Ideenschmiede', me: { name: scene.host.name } });
		scene.workshop = id;
		const session = (await scene.host.enter(tab, id))!;
		session.run(foundWorkshop, { title: 'Ideenschmiede' });
		session.run(addMeeting, { id: meeting, title: 'Auftakt' });
		for (const section of sections) session.run(addSection, { id: section, meeting, prompt: section });
		session.run(addTable, { id: table, meeting, title: 'Tisch' });
		session.run(addCard, { id: 'c0', meeting, section: sections[0], text: 'Anfang' });
		scene.opened(session);
		await session.share();
		remember(scene, (await device.workshop(id))?.session, participant);
	});
	await scene.until('the workshop is founded', () => tab.session !== undefined);
	return tab.session!;
}

async function join(scene: Scene, device: SimulatedDevice, token: string): Promise<void> {
	const tab = device.newTab();
	await scene.world.as(tab.process, async () => {
		const joined = await (await device.openIn(tab)).join({ workshop: scene.workshop, token, name: device.name });
		if (!joined.ok) throw new Broken(`${device.name} cannot join: ${joined.reason}`);
		remember(scene, joined.value.session, joined.value.participant);
		scene.opened((await device.enter(tab, scene.workshop))!);
	});
}

function remember(scene: Scene, session: string | undefined, participant: string): void {
	if (session) scene.claims.participants.set(session, participant);
}
