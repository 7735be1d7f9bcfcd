// Two devices of one person and a moderator, with whatever may happen to them: nothing that was meant for a box is lost.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sameItems } from '#lib/sync/boxes/items.ts';
import { BoxDevice } from '#lib/sync/boxes/testing/box-device.ts';
import { RelayInMemory } from '#lib/sync/boxes/testing/relay-in-memory.ts';
import { amount, patience } from '../soak/amount.ts';

type Step =
	| { readonly do: 'add' | 'change' | 'remove'; readonly device: number; readonly which: number }
	| { readonly do: 'offline' | 'online' | 'deaf' | 'reload' | 'look'; readonly device: number }
	| { readonly do: 'wait'; readonly rounds: number };

/** The short form is the beginning of the long one. */
const seed = 20_221_117;

const device = fc.nat({ max: 1 });
const which = fc.nat({ max: 5 });
const edit = fc.record({ do: fc.constantFrom('add', 'add', 'change', 'remove'), device, which });
const life = fc.record({ do: fc.constantFrom('offline', 'online', 'online', 'deaf', 'reload', 'look'), device });
const steps = fc.array(
	fc.oneof(
		{ weight: 6, arbitrary: edit },
		{ weight: 5, arbitrary: life },
		{ weight: 6, arbitrary: fc.record({ do: fc.constant('wait'), rounds: fc.integer({ min: 1, max: 12 }) }) }
	),
	{ minLength: 5, maxLength: 30 }
) as fc.Arbitrary<Step[]>;

const tom = { participant: 'tom', role: 'participant' } as const;
const eva = { participant: 'eva', role: 'participant' } as const;
const mara = { participant: 'mara', role: 'moderator' } as const;

/** Everything that has already begun goes on until nothing of it is left. */
async function turn(rounds: number): Promise<void> {
	for (let i = 0; i < rounds; i++) await new Promise((resolve) => setImmediate(resolve));
}

async function until(isSo: () => boolean): Promise<void> {
	for (let i = 0; i < 5_000 && !isSo(); i++) await turn(1);
	expect(isSo(), 'it comes to rest').toBe(true);
}

class World {
	readonly relay = new RelayInMemory();
	readonly host = new BoxDevice(this.relay, mara);
	readonly other = new BoxDevice(this.relay, eva);
	readonly devices = [new BoxDevice(this.relay, tom), new BoxDevice(this.relay, tom)] as const;
	readonly added = new Set<string>();
	readonly removed = new Set<string>();
	box = '';

	async begin(anonymous: boolean): Promise<void> {
		for (const one of [this.host, this.other, ...this.devices]) one.goOnline();
		const made = await this.host.boxes.make({ kind: 'drafts', anonymous, electorate: 'all' });
		if (made.ok) this.box = made.value;
		for (const one of [this.host, this.other, ...this.devices]) one.hear();
	}

	async take(step: Step): Promise<void> {
		if (!('device' in step)) return turn(step.rounds);
		const one = this.devices[step.device]!;
		if ('which' in step) this.#edit(one, step);
		else if (step.do === 'offline') one.goOffline();
		else if (step.do === 'online') this.#connect(one);
		else if (step.do === 'deaf') one.line.deaf = true;
		else if (step.do === 'look') one.boxes.lookAround();
		else await one.reload();
	}

	/** Somebody else sees nothing of it until then. */
	async open(): Promise<void> {
		expect(await this.other.boxes.entries(this.box)).toEqual({ ok: false, reason: 'conflict' });
		expect(await this.host.boxes.open(this.box)).toMatchObject({ ok: true });
		for (const one of [this.host, this.other, ...this.devices]) one.hear();
	}

	/** Everybody is online, and everything that can arrive has arrived. */
	async rest(): Promise<void> {
		for (const one of this.devices) this.#connect(one);
		await until(() => this.devices.every((one) => one.isSettled && one.boxes.mine(this.box).state.place !== 'loading'));
	}

	get agree(): boolean {
		const [first, second] = this.devices.map((one) => one.boxes.mine(this.box).items);
		return sameItems(first!, second!);
	}

	/** Ids in the opened entry and in the late lists; a version that was kept beside another counts for its item. */
	async found(): Promise<{ readonly opened: readonly string[]; readonly late: readonly string[] }> {
		const read = await this.other.boxes.entries(this.box);
		const entries = read.ok ? read.value : [];
		const late = this.devices.flatMap((one) => one.boxes.late).filter(({ item }) => item !== undefined);
		return {
			opened: entries.flatMap(({ items }) => [...items.keys()].map(plainId)),
			late: late.map(({ id }) => plainId(id))
		};
	}

	#connect(one: BoxDevice): void {
		one.line.deaf = false;
		one.goOnline();
	}

	#edit(one: BoxDevice, step: Extract<Step, { readonly which: number }>): void {
		const entry = one.boxes.mine(this.box);
		const ids = [...entry.items.keys()];
		const id = ids[step.which % Math.max(1, ids.length)];
		if (step.do === 'add') {
			const fresh = `i${this.added.size}`;
			if (entry.put(fresh, { text: fresh }).ok) this.added.add(fresh);
		} else if (id !== undefined && step.do === 'change') {
			entry.put(id, { text: `${id} ${step.device} ${step.which}` });
		} else if (id !== undefined && entry.remove(id).ok) this.removed.add(plainId(id));
	}
}

const plainId = (id: string): string => id.split('~')[0]!;

test(
	'[BOXES-6] what was added and not taken out is in the opened entry or in a late list, whatever happens',
	async () => {
		const run = fc.asyncProperty(steps, steps, fc.boolean(), async (before, after, anonymous) => {
			const world = new World();
			await world.begin(anonymous);
			for (const step of before) await world.take(step);
			await world.open();
			for (const step of after) await world.take(step);
			await world.rest();
			const { opened, late } = await world.found();
			const everywhere = new Set([...opened, ...late]);
			for (const id of world.added) if (!world.removed.has(id)) expect(everywhere).toContain(id);
			for (const id of everywhere) expect(world.added).toContain(id);
			for (const one of [world.host, world.other, ...world.devices]) await one.boxes.close();
		});
		await fc.assert(run, { numRuns: amount({ test: 60, soak: 2_000 }), seed });
	},
	patience(60_000)
);

test(
	'[BOXES-2] two devices of one person come to the same entry before a box is opened, whatever happens',
	async () => {
		const run = fc.asyncProperty(steps, async (before) => {
			const world = new World();
			await world.begin(false);
			for (const step of before) await world.take(step);
			await world.rest();
			await until(() => {
				for (const one of world.devices) one.boxes.lookAround();
				return world.agree;
			});
			await world.open();
			await world.rest();
			const { opened, late } = await world.found();
			for (const id of world.added) if (!world.removed.has(id)) expect(opened).toContain(id);
			expect(late).toEqual([]);
			for (const one of [world.host, world.other, ...world.devices]) await one.boxes.close();
		});
		await fc.assert(run, { numRuns: amount({ test: 60, soak: 2_000 }), seed });
	},
	patience(60_000)
);
