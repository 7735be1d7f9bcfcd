/**
 * People with a browser of their own, for tests of sessions: each has a device (an IndexedDB that survives closing the
 * browser), may open several tabs, can lose the network and can be refused frames.
 */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { WebSocket } from 'ws';
import { encodeNack, isCountedFrame, type NackCode } from '#lib/protocol/messages.ts';
import { openDevice, openSession, type Device, type Environment, type Session } from '#lib/sync/open-session.ts';
import { until } from './relay.ts';

globalThis.IDBKeyRange ??= IDBKeyRange;

/** What stands between a browser and the relay. */
export interface Line {
	/** Answers a counted frame instead of the relay: with this refusal. */
	refuse: ((frame: Uint8Array) => NackCode | undefined) | undefined;
	/** No socket gets through. */
	cut: boolean;
	/** Sockets opened so far. */
	opened: number;
}

export interface Browser {
	readonly line: Line;
	readonly page: EventTarget;
	readonly indexedDB: IDBFactory;
	device(): Promise<Device>;
	/** Opens a tab on a workshop. */
	open(workshop: string): Promise<Session>;
	/** Pulls the plug, as the browser notices it. */
	goOffline(): void;
	goOnline(): void;
	/** Closes every tab. */
	close(): Promise<void>;
}

export type OpenBrowser = Browser & AsyncDisposable;

export function browser(origin: string, more: Partial<Environment> = {}): OpenBrowser {
	const line: Line = { refuse: undefined, cut: false, opened: 0 };
	const page = new EventTarget();
	const indexedDB = new IDBFactory();
	const sessions = new Set<Session>();
	const environment: Environment = {
		origin,
		indexedDB,
		page,
		bearer: true,
		socket: (session) => lineSocket(line, session),
		...more
	};
	const device = () => openDevice(environment);
	const close = async () => {
		await Promise.all([...sessions].map((session) => session.close()));
		sessions.clear();
	};
	return {
		...{ line, page, indexedDB, device, close },
		goOffline() {
			line.cut = true;
			page.dispatchEvent(new Event('offline'));
		},
		goOnline() {
			line.cut = false;
			page.dispatchEvent(new Event('online'));
		},
		async open(workshop) {
			const opened = await openSession(await device(), workshop);
			if (!opened.ok) throw new Error(`${workshop} is not known on this device`);
			sessions.add(opened.value);
			await Promise.all([opened.value.loaded('stage'), opened.value.loaded('plan')]);
			return opened.value;
		},
		[Symbol.asyncDispose]: close
	};
}

export async function saved(...sessions: Session[]): Promise<void> {
	for (const session of sessions) {
		await until(
			`everything of ${session.participant} is saved`,
			() => session.light.light === 'saved' && session.light.online
		);
	}
}

export function lineSocket(line: Line, session: () => string | undefined): typeof globalThis.WebSocket {
	class LineSocket extends WebSocket {
		#counted = 0;
		#refused = false;

		constructor(address: string) {
			super(line.cut ? 'ws://127.0.0.1:1/' : address, { headers: { authorization: `Bearer ${session()}` } });
			line.opened++;
		}

		override send(data: Uint8Array): void {
			if (!isCountedFrame(data)) return super.send(data);
			this.#counted++;
			const code = this.#refused ? 'superseded' : line.refuse?.(data);
			if (!code) return super.send(data);
			this.#refused = true;
			const nack = encodeNack({ frame: this.#counted, code });
			setImmediate(() => this.onmessage?.({ data: nack.buffer, type: 'message', target: this }));
		}
	}
	return LineSocket as unknown as typeof globalThis.WebSocket;
}
