/** What some stories end with, after everybody has come together: a backup is restored, or the workshop is erased. */
import * as Y from 'yjs';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { Broken } from './claims.ts';
import type { Scene } from './scene.ts';
import { textOf } from './words.ts';

/** Longest time until everybody has noticed, milliseconds. */
const patienceMs = 240_000;

export interface Ending {
	/** Lets everybody in again: who may do what is restored, too. */
	allowAll(): Promise<void>;
	/** `undefined` when everybody is at rest. */
	whyNotQuiet(): string | undefined;
	/** Words that are neither in the texts nor where else they may be. */
	lost(everywhere: string): string | undefined;
}

/** The relay comes back with less than it had. Its people's devices have all of it, so in the end it has all of it, too. */
export async function restoreBackup(scene: Scene, { allowAll, whyNotQuiet, lost: lostWords }: Ending): Promise<void> {
	const { world, disk, station } = scene;
	const lost = world.random.below(Math.max(disk.writes - scene.beginning, 1));
	station.crash(world.happens(0.5));
	await disk.restoreWithout(lost);
	await disk.content.beginRecovery(world.now);
	world.note(`a backup is restored that is ${lost} writes old`);
	await station.start();
	await allowAll();
	let difference: string | undefined = 'nobody has looked yet';
	for (let waited = 0; difference !== undefined; waited += 1_000) {
		if (waited > patienceMs) throw new Broken(`the relay does not get back what its people have: ${difference}`);
		await world.pass(1_000);
		difference = whyNotQuiet() ?? (await differenceTo(scene, disk.durable.keys(), lostWords));
	}
}

/** What the store holds now and what its people see, word for word; and whether all words are still there. */
async function differenceTo(scene: Scene, names: Iterable<string>, lost: Ending['lost']): Promise<string | undefined> {
	const texts: string[] = [];
	for (const name of names) {
		const { update } = await scene.disk.content.readDocument(scene.workshop, name);
		const doc = new Y.Doc();
		Y.applyUpdate(doc, update);
		const text = textOf(doc);
		texts.push(text);
		for (const { tab, session } of scene.open) {
			const seen = textOf(session.workshop.documents.open(name as DocumentName).doc);
			if (!tab.device.removed && seen !== text) return `${tab.name} in ${name}\n${seen}\n${text}`;
		}
	}
	return lost(texts.join('\n'));
}

/** Everybody hears of it, also whoever was away, and nothing of it ever comes back. */
export async function erase(scene: Scene, host: () => Scene['open'][number] | undefined): Promise<void> {
	const { world, station, disk } = scene;
	const away = world.random.pick(scene.devices.slice(1));
	away.reach = 'silent';
	for (const link of scene.network.linksOf(away)) link.cut();
	const at = host();
	if (!at) return;
	let erased = false;
	await world.as(at.tab.process, async () => {
		erased = (await at.session.relay!.erase()).ok;
	});
	await scene.until('the workshop is erased', () => erased);
	world.note(`the workshop is erased; ${away.name} is away`);
	station.crash(false);
	await station.start();
	away.reach = 'up';
	const others = () => scene.open.filter(({ tab }) => !tab.device.removed);
	await scene.until(
		'all have heard of it',
		() => others().every(({ session }) => session.state.ended === 'erased'),
		patienceMs
	);
	await world.pass(30_000);
	const record = await disk.content.loadWorkshop(scene.workshop);
	if (record === undefined || record === 'damaged' || !record.erased)
		throw new Broken('an erased workshop is there again');
	for (const name of disk.durable.keys()) {
		const { seq } = await disk.content.openDocument(scene.workshop, name);
		if (seq > 0) throw new Broken(`${name} of an erased workshop is there again`);
	}
}
