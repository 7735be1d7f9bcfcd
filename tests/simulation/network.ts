/**
 * The network between browsers and relay: connections as TCP makes them. Frames of one connection stay in order and are
 * delayed; a connection may stall, be reset, or fall silent so that neither side hears of it. The two ends stand in for a
 * browser's WebSocket (browser-socket.ts) and for that of `ws` (relay-socket.ts).
 */
import type { BrowserSocket } from './browser-socket.ts';
import type { RelaySocket } from './relay-socket.ts';
import type { Process, World } from './world.ts';

/** How one device is connected. `silent` swallows everything without a word. */
export type Reach = 'up' | 'down' | 'silent';

/** Where a device hangs on the network. */
export interface Outlet {
	reach: Reach;
	/** Longest delay of what goes through, milliseconds. */
	slowness: number;
	/** The next so many updates arrive as something the relay cannot accept … */
	broken: number;
	/** … when it is so far. */
	readonly breaksUpdates: boolean;
}

/** One direction of one connection. */
interface Lane {
	/** When the last thing sent arrives. */
	busyUntil: number;
	/** Nothing sent from then on arrives, and nothing that would arrive later. */
	cutAt: number;
	/** Bytes on their way. */
	bytes: number;
}

const lane = (): Lane => ({ busyUntil: 0, cutAt: Infinity, bytes: 0 });

/** What watches frames go by. */
export interface Observer {
	/** A frame has reached the relay. */
	arrived(link: Link, frame: Uint8Array): void;
	/** The relay lets go of a frame. */
	left(link: Link, frame: Uint8Array): void;
}

/** The relay's process, with what takes new connections; absent while it is down. */
export interface Station {
	readonly process: Process;
	upgrade(link: Link): void;
}

export class Network {
	readonly world: World;
	readonly links = new Set<Link>();
	station: Station | undefined;
	observer: Observer | undefined;

	constructor(world: World) {
		this.world = world;
	}

	connect(browser: BrowserSocket, process: Process, outlet: Outlet, url: string, session: string | undefined): Link {
		const link = new Link(this, browser, process, outlet, url, session);
		this.links.add(link);
		link.start();
		return link;
	}

	linksOf(outlet: Outlet): Link[] {
		return [...this.links].filter((link) => link.outlet === outlet);
	}

	/** A process has died: whoever it talked to hears of it, or nobody says a word. */
	died(process: Process, quietly: boolean): void {
		for (const link of [...this.links]) {
			if (link.process !== process && link.relayProcess !== process) continue;
			if (quietly) link.cut();
			else link.reset();
		}
	}
}

export class Link {
	readonly network: Network;
	readonly process: Process;
	readonly outlet: Outlet;
	readonly url: string;
	readonly session: string | undefined;
	readonly browser: BrowserSocket;
	relay: RelaySocket | undefined;
	relayProcess: Process | undefined;
	/** Counted frames the relay has received. */
	counted = 0;
	readonly #up = lane();
	readonly #down = lane();

	constructor(
		network: Network,
		browser: BrowserSocket,
		process: Process,
		outlet: Outlet,
		url: string,
		session: string | undefined
	) {
		this.network = network;
		this.browser = browser;
		this.process = process;
		this.outlet = outlet;
		this.url = url;
		this.session = session;
	}

	start(): void {
		const { world } = this.network;
		// Browsers give up at some time when nobody answers; some only after minutes.
		world.after(world.between(20_000, 200_000), world.nature, () => this.browser.readyState === 0 && this.reset());
		if (this.outlet.reach === 'silent') return this.cut();
		world.after(this.#delay(), world.nature, () => {
			const { station } = this.network;
			if (this.outlet.reach !== 'up' || !station?.process.alive) return this.reset();
			this.relayProcess = station.process;
			world.after(0, station.process, () => station.upgrade(this));
		});
	}

	/** To the relay. */
	up(bytes: number, work: () => void): void {
		if (this.relayProcess) this.#send(this.#up, bytes, this.relayProcess, work);
	}

	/** To the browser. */
	down(bytes: number, work: () => void): void {
		this.#send(this.#down, bytes, this.process, work);
	}

	/** Calls back on the relay's side when everything sent to the browser so far has got through. */
	flushed(work: () => void): void {
		const { busyUntil, cutAt } = this.#down;
		if (busyUntil <= cutAt && this.relayProcess) this.network.world.at(busyUntil, this.relayProcess, work);
	}

	/** Bytes that have not reached the browser. */
	get queued(): number {
		return this.#down.bytes;
	}

	/** Everything on its way comes so much later. */
	stall(milliseconds: number): void {
		const { now } = this.network.world;
		for (const lane of [this.#up, this.#down]) lane.busyUntil = Math.max(now, lane.busyUntil) + milliseconds;
	}

	/** From now on nothing arrives, and nobody is told. */
	cut(): void {
		const { now } = this.network.world;
		this.#up.cutAt = this.#down.cutAt = now;
	}

	/** Some of what is on its way is lost, then both ends hear that the connection is gone. */
	reset(): void {
		const { world } = this.network;
		const when = world.now + world.between(0, 10);
		for (const lane of [this.#up, this.#down]) lane.cutAt = Math.min(lane.cutAt, when);
		world.at(when, this.process, () => this.browser.ended(1006));
		if (this.relayProcess) world.at(when, this.relayProcess, () => this.relay?.ended(1006));
		this.network.links.delete(this);
	}

	#send(lane: Lane, bytes: number, receiver: Process, work: () => void): void {
		const { world } = this.network;
		lane.busyUntil = Math.max(world.now + this.#delay(), lane.busyUntil);
		lane.bytes += bytes;
		const arrives = lane.busyUntil;
		if (arrives > lane.cutAt) return;
		world.at(arrives, receiver, () => {
			lane.bytes -= bytes;
			if (arrives <= lane.cutAt) work();
		});
	}

	#delay(): number {
		return this.network.world.between(0, this.outlet.slowness);
	}
}
