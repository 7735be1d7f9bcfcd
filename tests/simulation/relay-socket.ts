/** The relay's end of a simulated connection: what its code needs of `ws`. Stands in for that package in simulations. */
import type { Link } from './network.ts';

type Listener = (value: unknown) => void;

export class RelaySocket {
	readonly #link: Link;
	readonly #listeners = new Map<string, Listener[]>();
	#paused: Uint8Array[] | undefined;
	#ended = false;

	constructor(link: Link) {
		this.#link = link;
		link.relay = this;
	}

	on(event: string, listener: Listener): this {
		this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
		return this;
	}

	get bufferedAmount(): number {
		return this.#link.queued;
	}

	/** `flushed` is called when the frame is on its way out of this machine. */
	send(frame: Uint8Array, flushed?: () => void): void {
		if (this.#ended) return;
		const link = this.#link;
		link.network.observer?.left(link, frame);
		const copy = frame.slice() as Uint8Array<ArrayBuffer>;
		link.down(frame.byteLength, () => link.browser.received(copy));
		if (flushed) link.flushed(flushed);
	}

	ping(): void {
		const link = this.#link;
		link.down(0, () => {
			if (link.browser.readyState === 1) link.up(0, () => this.#emit('pong', undefined));
		});
	}

	pause(): void {
		this.#paused ??= [];
	}

	resume(): void {
		const waiting = this.#paused ?? [];
		this.#paused = undefined;
		for (const [i, frame] of waiting.entries()) {
			// Reading one frame may be reason enough to pause again.
			if (this.#paused) return void (this.#paused = [...(this.#paused as Uint8Array[]), ...waiting.slice(i)]);
			this.received(frame);
		}
	}

	received(frame: Uint8Array): void {
		if (this.#ended) return;
		if (this.#paused) this.#paused.push(frame);
		else this.#emit('message', Buffer.from(frame));
	}

	close(code = 1005): void {
		const link = this.#link;
		link.down(0, () => {
			link.up(0, () => this.ended(code));
			link.browser.ended(code);
		});
	}

	terminate(): void {
		this.#link.reset();
		this.ended(1006);
	}

	ended(code: number): void {
		if (this.#ended) return;
		this.#ended = true;
		this.#link.network.links.delete(this.#link);
		this.#emit('close', code);
	}

	#emit(event: string, value: unknown): void {
		for (const listener of this.#listeners.get(event) ?? []) listener(value);
	}
}

/** What an upgrade hands on instead of a TCP socket. */
export interface SimulatedUpgrade {
	readonly link: Link;
}

/** In the place of `ws`'s server: the handshake always succeeds. */
export class WebSocketServer {
	handleUpgrade(_req: unknown, socket: SimulatedUpgrade, _head: unknown, use: (ws: RelaySocket) => void): void {
		const { link } = socket;
		const ws = new RelaySocket(link);
		link.down(0, () => link.browser.opened());
		use(ws);
	}

	close(): void {
		// Nothing listens.
	}
}
