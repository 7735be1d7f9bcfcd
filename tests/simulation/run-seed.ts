/**
 * One seed: people come together, so many things happen, everything is mended, and in the end all must be the same
 * everywhere. Throws `Found` with the story when a promise was broken on the way.
 */
import { inWorld, World } from './world.ts';
import { getUnixTime } from 'lib0/time';
import * as Y from 'yjs';
import type { AccessLevel } from '#lib/protocol/access.ts';
import { Broken } from './claims.ts';
import { erase, restoreBackup, type Ending } from './endings.ts';
import { forgedRoot } from './forger.ts';
import { begin, type Scene } from './scene.ts';
import { troubles } from './trouble.ts';
import { textOf, type Word } from './words.ts';
import { acts } from './writing.ts';

export interface Outcome {
	/** Of everything that happened. */
	readonly hash: string;
	/** Milliseconds that passed in the story. */
	readonly elapsed: number;
	readonly counted: Readonly<Record<string, number>>;
}

export class Found extends Error {
	override readonly name = 'Found';
	constructor(seed: number, steps: number, story: readonly string[], cause: unknown) {
		const why =
			cause instanceof Error
				? cause instanceof Broken
					? cause.message
					: (cause.stack ?? cause.message)
				: String(cause);
		const inner =
			cause instanceof Error && cause.cause ? `\n${String((cause.cause as Error).stack ?? cause.cause)}` : '';
		super(`WERKTISCH_SEED=${seed} (${steps} steps): ${why}${inner}\n${story.join('\n')}`);
	}
}

/** Longest time everything may take to come together once it is mended, milliseconds. */
const patienceMs = 240_000;

export async function runSeed(seed: number, steps: number): Promise<Outcome> {
	const world = new World(seed);
	const story: string[] = [];
	world.onNote = (line) => void story.push(line);
	return inWorld(world, async () => {
		if (getUnixTime() !== world.now) throw new Error('world.ts was loaded after lib0, which has kept the real time');
		try {
			const scene = await begin(world, 2 + (seed % 4));
			for (let step = 1; step <= steps; step++) await next(scene, step);
			await mend(scene);
			await comeTogether(scene);
			judge(scene);
			if (seed % 10 === 7) await restoreBackup(scene, ending(scene));
			if (seed % 10 === 3) await erase(scene, () => hostOf(scene));
			return {
				hash: world.hash,
				elapsed: world.elapsed,
				counted: { ...scene.claims.counted, words: scene.words.all.length }
			};
		} catch (cause) {
			throw new Found(seed, steps, story, world.failure ?? cause);
		}
	});
}

async function next(scene: Scene, step: number): Promise<void> {
	const { world } = scene;
	const said = world.happens(0.78) ? await write(scene) : await weighted(scene, troubles)(scene);
	if (said !== undefined) world.note(`${step}. ${said}`);
	await world.pass(pause(scene));
	for (const { tab, session } of scene.open) {
		scene.words.light(tab, session);
		scene.claims.checkLight(tab.name, session);
	}
}

function pause({ world }: Scene): number {
	const kind = world.random.next();
	if (kind < 0.35) return world.between(0, 5);
	if (kind < 0.85) return world.between(5, 150);
	if (kind < 0.985) return world.between(150, 3_000);
	return world.between(3_000, 50_000);
}

async function write(scene: Scene): Promise<string | undefined> {
	const open = scene.open;
	if (open.length === 0) return undefined;
	const { tab, session } = scene.world.random.pick(open);
	const act = weighted(scene, acts);
	let said: string | undefined;
	await scene.world.as(tab.process, () => (said = act({ scene, tab, session })));
	return said && `${tab.name} ${said} [${session.light.light}]`;
}

function weighted<Choice>({ world }: Scene, choices: readonly (readonly [number, Choice])[]): Choice {
	let left = world.random.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
	for (const [weight, choice] of choices) if ((left -= weight) < 0) return choice;
	return choices.at(-1)![1];
}

/** Network, disks and relay are well again, everybody is there, and who may read the board does. */
async function mend(scene: Scene): Promise<void> {
	const { world, disk, station } = scene;
	disk.full = false;
	disk.slowness = 8;
	for (const device of scene.devices) {
		Object.assign(device, { reach: 'up', slowness: 20, broken: 0 });
		Object.assign(device.disk, { failing: undefined, slowness: 4 });
		for (const tab of device.tabs) await world.as(tab.process, () => tab.page.dispatchEvent(new Event('online')));
	}
	await world.pass(5_000);
	if (!station.isUp) await station.start();
	for (const device of scene.devices) if (device.tabs.size === 0) await scene.openTab(device);
	await allowAll(scene, world.happens(0.5) ? 'write' : 'read');
	world.note('all is mended');
}

/** The host lets everybody in to board and plan, and asks until the relay has heard it. */
async function allowAll(scene: Scene, level: AccessLevel): Promise<void> {
	await scene.until('the host is there', () => hostOf(scene) !== undefined);
	const rule = { participant: level, observer: 'read' as const };
	for (let changed = false; !changed;) {
		const { tab, session } = hostOf(scene)!;
		let answered = false;
		await scene.world.as(tab.process, async () => {
			changed = (await session.relay!.setAccess({ documents: { 'board.*': rule, plan: rule } })).ok;
			answered = true;
		});
		await scene.until('the relay answers', () => answered);
	}
	scene.world.note(`participants: ${level}`);
}

const ending = (scene: Scene): Ending => ({
	allowAll: () => allowAll(scene, 'write'),
	whyNotQuiet: () => (isQuiet(scene) ? undefined : lights(scene)),
	lost: (everywhere) => lostWords(scene, everywhere)
});

const hostOf = (scene: Scene) => scene.open.find(({ tab, session }) => tab.device === scene.host && session.relay);

/** Who still belongs to it. */
const present = (scene: Scene) => scene.open.filter(({ tab }) => !tab.device.removed);

async function comeTogether(scene: Scene): Promise<void> {
	const { world } = scene;
	const end = world.now + patienceMs;
	while (!isQuiet(scene) || differences(scene) !== undefined) {
		if (world.now > end) throw new Broken(differences(scene) ?? `not everybody comes to rest: ${lights(scene)}`);
		await world.pass(500);
		for (const { tab, session } of scene.open) {
			scene.words.light(tab, session);
			scene.claims.checkLight(tab.name, session);
		}
	}
}

function isQuiet(scene: Scene): boolean {
	return present(scene).every(
		({ session }) =>
			session.light.online &&
			session.light.waiting === 0 &&
			(session.light.light === 'saved' || session.light.light === 'refused') &&
			session.workshop.documents.names().every((name) => session.state.documents.get(name)?.connection === 'synced')
	);
}

const lights = (scene: Scene) =>
	present(scene)
		.map(
			({ tab, session }) =>
				`${tab.name} ${JSON.stringify(session.light)} ${[...session.state.documents].map(([name, { connection, ...rest }]) => `${name} ${JSON.stringify(rest)} ${connection}`).join(' ')}`
		)
		.join('; ');

/** All copies and the disk say the same, to the last clock and deletion. */
function differences(scene: Scene): string | undefined {
	for (const { tab, session } of present(scene)) {
		for (const document of session.workshop.documents.names()) {
			const { doc } = session.workshop.documents.open(document);
			const difference = differenceOf(doc, scene.disk.durableDoc(document));
			if (difference) return `${tab.name} and the disk differ in ${document}: ${difference}\n${lights(scene)}`;
		}
	}
	return undefined;
}

function judge(scene: Scene): void {
	for (const doc of scene.disk.durable.values()) {
		if (doc.getMap(forgedRoot).size > 0) throw new Broken('somebody was made to say what they never said');
	}
	const everywhere = [...scene.disk.durable.values()].map(textOf).join('\n');
	const lost = lostWords(scene, everywhere);
	if (lost) throw new Broken(`${lost}\n${everywhere}`);
}

function lostWords(scene: Scene, everywhere: string): string | undefined {
	const lost = scene.words.lost(everywhere, (word) => trayOf(scene, word)).filter((word) => !word.tab.device.removed);
	if (lost.length === 0) return undefined;
	return `lost: ${lost.map(({ text, tab, record }) => `${text} of ${tab.name} in ${record ?? 'a note'}`).join(', ')}`;
}

/** Trays belong to a person: what one tab lays there, all see. */
function trayOf(scene: Scene, word: Word): string {
	return scene.open
		.filter(({ tab }) => tab.device === word.tab.device)
		.flatMap(({ session }) => session.tray.items.map((item) => item.text))
		.join('\n');
}

function differenceOf(doc: Y.Doc, durable: Y.Doc): string | undefined {
	if (doc.store.pendingStructs || doc.store.pendingDs) return 'something is pending';
	const [mine, theirs] = [doc, durable].map(
		(one) => new Map([...Y.decodeStateVector(Y.encodeStateVector(one))].sort(([a], [b]) => a - b))
	);
	if (JSON.stringify([...mine!]) !== JSON.stringify([...theirs!]))
		return `clocks ${JSON.stringify([...mine!])} and ${JSON.stringify([...theirs!])}`;
	const [gone, goneThere] = [doc, durable].map((one) => Y.createDeleteSetFromStructStore(one.store));
	if (!Y.equalDeleteSets(gone!, goneThere!)) return 'deletions';
	const [text, textThere] = [textOf(doc), textOf(durable)];
	return text === textThere ? undefined : `${text}\n${textThere}`;
}
