/** What goes wrong around people, and what moderators do: the steps of a run that do not write. */
import type { SimulatedDevice, Tab } from './devices.ts';
import { forge } from './forger.ts';
import { meeting, type Scene } from './scene.ts';

export type Trouble = (scene: Scene) => Promise<string | undefined>;

const someDevice = (scene: Scene): SimulatedDevice => scene.world.random.pick(scene.devices);

function someTab(scene: Scene): Tab | undefined {
	const open = scene.open;
	return open.length > 0 ? scene.world.random.pick(open).tab : undefined;
}

const loseNetwork: Trouble = async (scene) => {
	const device = someDevice(scene);
	const { world } = scene;
	const quietly = world.happens(0.5);
	device.reach = quietly ? 'silent' : 'down';
	for (const link of scene.network.linksOf(device)) {
		if (quietly) link.cut();
		else link.reset();
	}
	// Most browsers notice; then they say so.
	if (world.happens(0.6)) await tell(scene, device, 'offline');
	return `${device.name} loses the network${quietly ? ', quietly' : ''}`;
};

const findNetwork: Trouble = async (scene) => {
	const device = scene.devices.find((other) => other.reach !== 'up');
	if (!device) return undefined;
	device.reach = 'up';
	await tell(scene, device, 'online');
	return `${device.name} has a network again`;
};

async function tell(scene: Scene, device: SimulatedDevice, event: string): Promise<void> {
	for (const tab of device.tabs) await scene.world.as(tab.process, () => tab.page.dispatchEvent(new Event(event)));
}

const disturbConnection: Trouble = async (scene) => {
	const links = [...scene.network.links];
	if (links.length === 0) return undefined;
	const link = scene.world.random.pick(links);
	const kind = scene.world.random.below(4);
	if (kind === 0) link.cut();
	else if (kind === 1) link.reset();
	else link.stall(scene.world.between(100, 5_000));
	return `a connection of ${link.process.name} ${['falls silent', 'is reset', 'stalls', 'stalls'][kind]}`;
};

const crashTab: Trouble = async (scene) => {
	const tab = someTab(scene);
	if (!tab) return undefined;
	const quietly = scene.world.happens(0.3);
	tab.device.crash(tab, quietly);
	scene.words.died(tab);
	if (tab.device.tabs.size === 0) await scene.openTab(tab.device);
	return `${tab.name} crashes`;
};

/** Leaves the page, which says so beforehand, and opens it again. */
const reload: Trouble = async (scene) => {
	const tab = someTab(scene);
	if (!tab) return undefined;
	await scene.world.as(tab.process, () => tab.page.dispatchEvent(new Event('pagehide')));
	await scene.world.pass(scene.world.between(0, 20));
	tab.device.crash(tab, false);
	scene.words.died(tab);
	await scene.openTab(tab.device);
	return `${tab.name} is reloaded`;
};

const openAnother: Trouble = async (scene) => {
	const device = someDevice(scene);
	if (device.tabs.size >= 2) return undefined;
	await scene.openTab(device);
	return `${device.name} opens another tab`;
};

/** Says goodbye first, as long as that takes. */
const closeTab: Trouble = async (scene) => {
	const tab = someTab(scene);
	const session = tab?.session;
	if (!tab || !session || tab.device.tabs.size < 2) return undefined;
	tab.session = undefined;
	await scene.world.as(tab.process, async () => {
		await session.close();
		tab.device.crash(tab, false);
	});
	scene.words.light(tab, session);
	scene.words.died(tab);
	return `${tab.name} is closed`;
};

const crashRelay: Trouble = async (scene) => {
	if (!scene.station.isUp) return undefined;
	scene.station.crash(scene.world.happens(0.5));
	return 'the relay crashes';
};

const restartRelay: Trouble = async (scene) => {
	if (!scene.station.isUp) return undefined;
	await scene.station.close();
	return 'the relay is ended';
};

const startRelay: Trouble = async (scene) => {
	if (scene.station.isUp || scene.station.process?.alive) return undefined;
	await scene.station.start();
	return 'the relay starts';
};

const fillDisk: Trouble = async (scene) => {
	scene.disk.full = !scene.disk.full;
	return scene.disk.full ? 'the disk is full' : 'the disk has room';
};

const slowDisk: Trouble = async (scene) => {
	scene.disk.slowness = scene.world.random.pick([1, 8, 8, 60, 800]);
	return `a commit takes up to ${scene.disk.slowness} ms`;
};

const failDevice: Trouble = async (scene) => {
	const { disk, name } = someDevice(scene);
	disk.failing = disk.failing ? undefined : scene.world.random.pick(['full', 'unavailable'] as const);
	return `${name} can ${disk.failing ? 'not ' : ''}keep anything`;
};

const slowDevice: Trouble = async (scene) => {
	const device = someDevice(scene);
	device.disk.slowness = scene.world.random.pick([0, 4, 4, 40, 300]);
	device.slowness = scene.world.random.pick([2, 20, 20, 200, 1_500]);
	return `${device.name}: disk ${device.disk.slowness} ms, network ${device.slowness} ms`;
};

const breakFrames: Trouble = async (scene) => {
	const device = someDevice(scene);
	device.broken = scene.world.random.pick([1, 1, 2, 5]);
	return `${device.broken} frames of ${device.name} will be broken`;
};

const compact: Trouble = async (scene) => {
	const { process } = scene.station;
	if (!process || !scene.station.isUp) return undefined;
	const historyAfter = scene.world.now - scene.world.random.pick([0, 10_000, 1e9]);
	const store = scene.disk.storageFor(process);
	await scene.world.as(
		process,
		() => void store.compact(scene.workshop, `board.${meeting}`, historyAfter).catch(() => undefined)
	);
	return 'the board is compacted';
};

/** A moderator changes who may write, as far as they reach the relay. */
const changeAccess: Trouble = async (scene) => {
	const at = scene.open.find(({ session }) => session.actor.role === 'moderator');
	if (!at) return undefined;
	const level = scene.world.random.pick(['write', 'write', 'write', 'read', 'none'] as const);
	const pattern = scene.world.happens(0.7) ? 'board.*' : 'plan';
	const documents = { [pattern]: { participant: level, observer: 'read' as const } };
	await scene.world.as(at.tab.process, () => void at.session.relay?.setAccess({ documents }));
	return `participants: ${level} on ${pattern}`;
};

const changeRole: Trouble = async (scene) => {
	const at = scene.open.find(({ session }) => session.actor.role === 'moderator');
	const other = scene.open.find(
		({ tab, session }) => tab.device !== scene.host && session.participant !== at?.session.participant
	);
	if (!at || !other || scene.devices.length < 3) return undefined;
	const role = scene.world.random.pick(['participant', 'participant', 'observer', 'moderator'] as const);
	if (role === 'moderator') other.tab.device.promoted = true;
	await scene.world.as(
		at.tab.process,
		() => void at.session.relay?.changeParticipant(other.session.participant, { role })
	);
	return `${other.tab.device.name} becomes ${role}`;
};

const kick: Trouble = async (scene) => {
	const at = scene.open.find(({ tab }) => tab.device === scene.host);
	const victim = scene.devices.at(-1)!;
	const session = scene.open.find(({ tab }) => tab.device === victim)?.session;
	if (!at || !session || victim.removed || scene.devices.length < 4 || !scene.station.isUp) return undefined;
	victim.removed = true;
	await scene.world.as(at.tab.process, () => void at.session.relay?.removeParticipant(session.participant));
	return `${victim.name} is removed`;
};

const emptyTray: Trouble = async (scene) => {
	const found = scene.open.filter(({ session }) => session.tray.items.length > 0);
	if (found.length === 0) return undefined;
	const { tab, session } = scene.world.random.pick(found);
	const item = scene.world.random.pick(session.tray.items);
	const dismisses = scene.world.happens(0.2);
	let said = '';
	await scene.world.as(tab.process, () => {
		if (dismisses) {
			session.tray.dismiss(item.id);
			scene.words.takenAway(item.text, '', 'dismissed');
		} else {
			const done = session.tray.retry(item.id);
			said = done.ok ? ': ok' : `: ${done.reason}`;
		}
	});
	return `${tab.name} ${dismisses ? 'dismisses' : 'tries again'} "${item.text}"${said}`;
};

export const troubles: readonly (readonly [weight: number, trouble: Trouble])[] = [
	[6, loseNetwork],
	[8, findNetwork],
	[6, disturbConnection],
	[3, crashTab],
	[4, reload],
	[4, openAnother],
	[2, closeTab],
	[2, crashRelay],
	[1, restartRelay],
	[12, startRelay],
	[2, fillDisk],
	[3, slowDisk],
	[2, failDevice],
	[3, slowDevice],
	[2, breakFrames],
	[3, compact],
	[4, changeAccess],
	[1, changeRole],
	[0.3, kick],
	[6, emptyTray],
	[1, forge]
];
