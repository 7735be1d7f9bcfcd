/**
 * Time, chance and processes of one simulated run. What browsers and relay take from the system – timers, clock, random
 * bytes – is answered from here while a world is running, so that a seed always tells the same story. Microtasks stay
 * real: after each event they are run to their end, and nothing else can happen in between.
 * Must be loaded before lib0, which keeps the functions it finds.
 */
import { seededRandom, type Random } from '#lib/kernel/random.ts';

/** What can die on its own: a tab, the relay. Everything it was still going to do dies with it. */
export interface Process {
	readonly name: string;
	/** What its clock says more than the world's, milliseconds. */
	readonly skew: number;
	alive: boolean;
}

interface Event {
	readonly at: number;
	readonly order: number;
	readonly process: Process;
	readonly work: () => unknown;
	cancelled: boolean;
}

/** The start of every story: 2022-11-17, 09:00 UTC. */
const startOfTime = Date.UTC(2022, 10, 17, 9);

export class World {
	readonly random: Random;
	/** Random bytes of the programs; apart from the story's own, so that one more id does not change the story. */
	readonly #bytes: Random;
	/** Nobody's process: network and disks. */
	readonly nature: Process = { name: 'nature', skew: 0, alive: true };
	now = startOfTime;
	#current: Process = this.nature;
	readonly #events: Event[] = [];
	#order = 0;
	#failure: unknown;
	#hash = 0x811c9dc5;
	/** Told with everything that is noted. */
	onNote: ((line: string) => void) | undefined;

	constructor(seed: number) {
		this.random = seededRandom(seed);
		this.#bytes = seededRandom(seed ^ 0x5eed);
	}

	/** Milliseconds since the story began. */
	get elapsed(): number {
		return this.now - startOfTime;
	}

	get clock(): number {
		return Math.floor(this.now) + this.#current.skew;
	}

	get current(): Process {
		return this.#current;
	}

	byte(): number {
		return this.#bytes.below(256);
	}

	chance(): number {
		return this.#bytes.next();
	}

	/** Milliseconds between the two, small ones more often. */
	between(least: number, most: number): number {
		return Math.floor(least + (most - least) * this.random.next() ** 2);
	}

	happens(probability: number): boolean {
		return this.random.next() < probability;
	}

	/** Lets `work` happen in `process`, unless it is dead by then. Gives the way to cancel it. */
	after(milliseconds: number, process: Process, work: () => unknown): () => void {
		return this.at(this.now + Math.max(0, milliseconds), process, work);
	}

	at(time: number, process: Process, work: () => unknown): () => void {
		const event: Event = { at: time, order: this.#order++, process, work, cancelled: false };
		push(this.#events, event);
		return () => void (event.cancelled = true);
	}

	/** Does something in a process now, with all that follows at once. What takes time goes on by itself. */
	async as(process: Process, work: () => unknown): Promise<void> {
		this.#current = process;
		this.#run(work);
		await settled();
		this.#current = this.nature;
		if (this.#failure !== undefined) throw this.#failure;
	}

	/** Lets so much time pass, with everything that happens in it. */
	async pass(milliseconds: number): Promise<void> {
		const end = this.now + milliseconds;
		for (let next = this.#events[0]; next && next.at <= end; next = this.#events[0]) {
			pop(this.#events);
			if (next.cancelled || !next.process.alive) continue;
			this.now = Math.max(this.now, next.at);
			this.#current = next.process;
			this.#run(next.work);
			await settled();
			if (this.#failure !== undefined) throw this.#failure;
		}
		this.#current = this.nature;
		this.now = end;
	}

	#run(work: () => unknown): void {
		try {
			const outcome = work();
			if (outcome instanceof Promise) outcome.catch((error: unknown) => this.fail(error));
		} catch (error) {
			this.fail(error);
		}
	}

	kill(process: Process): void {
		process.alive = false;
	}

	/** Something must not be: the run ends here. */
	fail(error: unknown): void {
		this.#failure ??= error;
	}

	get failure(): unknown {
		return this.#failure;
	}

	/** Adds to the trace, which is the same for the same seed. */
	note(line: string): void {
		const text = `${Math.floor(this.elapsed)} ${line}`;
		for (let i = 0; i < text.length; i++) this.#mix(text.charCodeAt(i));
		this.onNote?.(text);
	}

	/** Adds bytes to the trace without a word in the story. */
	trace(bytes: Uint8Array): void {
		this.#mix(this.now);
		for (const byte of bytes) this.#mix(byte);
	}

	#mix(value: number): void {
		this.#hash = Math.imul(this.#hash ^ value, 0x01000193);
	}

	get hash(): string {
		return (this.#hash >>> 0).toString(16).padStart(8, '0');
	}
}

/** A heap: the earliest is the first. */
function push(events: Event[], event: Event): void {
	let at = events.length;
	events.push(event);
	while (at > 0) {
		const above = (at - 1) >> 1;
		if (!isBefore(event, events[above]!)) break;
		events[at] = events[above]!;
		at = above;
	}
	events[at] = event;
}

function pop(events: Event[]): void {
	const last = events.pop()!;
	if (events.length === 0) return;
	let at = 0;
	for (;;) {
		let below = 2 * at + 1;
		if (below >= events.length) break;
		if (below + 1 < events.length && isBefore(events[below + 1]!, events[below]!)) below++;
		if (!isBefore(events[below]!, last)) break;
		events[at] = events[below]!;
		at = below;
	}
	events[at] = last;
}

function isBefore(a: Event, b: Event): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}

// From here on: the system's functions, which ask the running world when there is one.

const key = Symbol.for('werktisch simulation');
const slot = globalThis as unknown as { [key]: { world: World | undefined; settled: () => Promise<void> } | undefined };
const current = (slot[key] ??= takeOverTheSystem());
const settled = current.settled;

/** Runs `story` in a world of its own; outside, everything is as it was. */
export async function inWorld<Value>(world: World, story: () => Promise<Value>): Promise<Value> {
	const exits = new Set(process.listeners('exit'));
	current.world = world;
	try {
		return await story();
	} finally {
		current.world = undefined;
		// y-websocket leaves one behind for each provider that was not ended.
		for (const listener of process.listeners('exit')) if (!exits.has(listener)) process.off('exit', listener);
	}
}

function takeOverTheSystem() {
	const { setTimeout, setInterval, clearTimeout, clearInterval, setImmediate, queueMicrotask } = globalThis;
	const now = Date.now;
	const random = Math.random;
	const randomValues = crypto.getRandomValues.bind(crypto);
	const here = {
		world: undefined as World | undefined,
		settled: () => new Promise<void>((resolve) => void setImmediate(resolve))
	};
	process.setMaxListeners(0);
	const stops = new WeakMap<object, () => void>();
	const timer = (stop: () => void) => {
		const handle = { unref: () => handle, ref: () => handle, hasRef: () => true };
		stops.set(handle, stop);
		return handle;
	};
	const clear = (real: (handle: never) => void) => (handle: unknown) => {
		const stop = typeof handle === 'object' && handle !== null ? stops.get(handle) : undefined;
		if (stop) stop();
		else real(handle as never);
	};
	const virtual = {
		setTimeout(work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) {
			const { world } = here;
			if (!world) return setTimeout(work, ms, ...args);
			return timer(world.after(ms, world.current, () => work(...args)));
		},
		setInterval(work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) {
			const { world } = here;
			if (!world) return setInterval(work, ms, ...args);
			const process = world.current;
			let stop: () => void;
			const again = () => {
				stop = world.after(Math.max(1, ms), process, () => {
					again();
					work(...args);
				});
			};
			again();
			return timer(() => stop());
		},
		queueMicrotask(work: () => void) {
			const { world } = here;
			if (!world) return queueMicrotask(work);
			queueMicrotask(() => {
				try {
					work();
				} catch (error) {
					world.fail(error);
				}
			});
		},
		clearTimeout: clear(clearTimeout),
		clearInterval: clear(clearInterval)
	};
	Object.assign(globalThis, virtual);
	Date.now = () => here.world?.clock ?? now();
	Math.random = () => here.world?.chance() ?? random();
	Object.defineProperty(crypto, 'getRandomValues', {
		configurable: true,
		value: <View extends ArrayBufferView<ArrayBuffer>>(view: View): View => {
			const { world } = here;
			if (!world) return randomValues(view);
			const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
			for (let i = 0; i < bytes.length; i++) bytes[i] = world.byte();
			return view;
		}
	});
	// Locks only spare work; without them the store's own transactions have to do.
	Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined });
	return here;
}
