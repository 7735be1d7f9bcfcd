/** The real relay as one process on the simulated network: started, ended politely or not, and started again on its disk. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createRelay, type Relay } from '../../server/relay.ts';
import type { Log } from '../../server/observability/log.ts';
import type { Link, Network, Outlet } from './network.ts';
import type { RelayDisk } from './relay-disk.ts';
import type { Process, World } from './world.ts';

export const origin = 'http://relay.test';

export class RelayStation {
	readonly #world: World;
	readonly #network: Network;
	readonly #disk: RelayDisk;
	#relay: Relay | undefined;
	#process: Process | undefined;
	#started = 0;

	constructor(world: World, network: Network, disk: RelayDisk) {
		this.#world = world;
		this.#network = network;
		this.#disk = disk;
	}

	get isUp(): boolean {
		return this.#network.station !== undefined;
	}

	get process(): Process | undefined {
		return this.#process;
	}

	async start(): Promise<void> {
		const process: Process = { name: `relay ${++this.#started}`, skew: 0, alive: true };
		await this.#world.as(process, () => {
			const relay = createRelay({ storage: this.#disk.storageFor(process), settings: { origin }, log: this.#log() });
			this.#relay = relay;
			this.#process = process;
			this.#network.station = { process, upgrade: (link) => upgrade(relay, link) };
		});
	}

	/** As a power cut does it. `quietly`: the browsers hear nothing of it. */
	crash(quietly: boolean): void {
		const process = this.#process;
		if (!process) return;
		this.#world.kill(process);
		this.#network.station = undefined;
		this.#network.died(process, quietly);
	}

	/** As a restart does it: 4553, and what is under way is committed. */
	async close(): Promise<void> {
		const process = this.#process;
		if (!process?.alive || !this.isUp) return;
		this.#network.station = undefined;
		await this.#world.as(process, () => {
			void this.#relay?.close().then(() => {
				this.#world.kill(process);
				this.#network.died(process, false);
			});
		});
	}

	/** `fetch` for one device. */
	fetchFor(process: Process, outlet: Outlet): typeof fetch {
		return (address, init = {}) =>
			new Promise<Response>((resolve, reject) => {
				const world = this.#world;
				const fail = () => reject(new TypeError('no answer'));
				const way = () => world.between(0, 2 * outlet.slowness);
				const lost = (ms: number) => void world.after(ms, process, fail);
				if (outlet.reach !== 'up') return lost(outlet.reach === 'down' ? 1 : 20_000);
				world.after(way(), world.nature, () => {
					const { station } = this.#network;
					const relay = this.#relay;
					if (!station || !relay) return lost(5);
					world.after(0, station.process, async () => {
						const answer = await answerOf(relay, address as string, init);
						if (outlet.reach !== 'up') return lost(5_000);
						world.after(way(), process, () => resolve(answer()));
					});
				});
			});
	}

	#log(): Log {
		const silent = () => undefined;
		const error: Log['error'] = (event, fields) => {
			this.#world.note(`relay says ${event}`);
			// A fault of the store is part of the story; any other is one of ours.
			const isExpected = event === 'store.failed' || String(fields?.error).includes('StoreFault');
			if (!isExpected) this.#world.fail(new Error(`the relay reports ${event}`, { cause: fields?.error }));
		};
		const noted: Log['info'] = (event) => this.#world.note(`relay says ${event}`);
		return { error, warn: noted, info: noted, debug: silent };
	}
}

function headersOf(session: string | undefined): Record<string, string> {
	return { host: 'relay.test', ...(session && { authorization: `Bearer ${session}` }) };
}

function upgrade(relay: Relay, link: Link): void {
	const req = { url: new URL(link.url).pathname, headers: headersOf(link.session), socket: {} };
	const socket = { link, destroyed: false, on: () => undefined, destroy: () => link.reset() };
	relay.handleUpgrade(req as unknown as IncomingMessage, socket as unknown as Duplex, Buffer.alloc(0));
}

async function answerOf(relay: Relay, address: string, init: RequestInit): Promise<() => Response> {
	const body = typeof init.body === 'string' ? Buffer.from(init.body) : undefined;
	const { pathname, search } = new URL(address);
	const req = {
		method: init.method ?? 'GET',
		url: pathname + search,
		headers: { host: 'relay.test', ...(init.headers as Record<string, string>) },
		socket: {},
		complete: true,
		async *[Symbol.asyncIterator]() {
			if (body) yield body;
		}
	};
	const headers = new Map<string, string>();
	let status = 200;
	let content: Uint8Array<ArrayBuffer> | undefined;
	const res = {
		setHeader: (name: string, value: string) => void headers.set(name, String(value)),
		hasHeader: (name: string) => headers.has(name),
		writeHead: (code: number) => void (status = code),
		writableEnded: false,
		end: (data?: Uint8Array<ArrayBuffer>) => void (content = data)
	};
	await relay.handleRequest(req as unknown as IncomingMessage, res as unknown as ServerResponse);
	return () => answer(status, content);
}

/** Only what is asked of a response; the real one reads its body outside of the world's time. */
function answer(status: number, content: Uint8Array | undefined): Response {
	const text = content ? Buffer.from(content).toString('utf8') : '';
	return { ok: status >= 200 && status < 300, status, text: async () => text } as Response;
}
