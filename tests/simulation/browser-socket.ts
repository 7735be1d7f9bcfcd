/** A browser's WebSocket on the simulated network: as much of it as y-websocket uses. */
import { messageType, syncType } from '#lib/protocol/messages.ts';
import type { Link, Network, Outlet } from './network.ts';
import type { Process } from './world.ts';

export interface Place {
	readonly network: Network;
	readonly process: Process;
	readonly outlet: Outlet;
}

export abstract class BrowserSocket {
	readonly CONNECTING = 0;
	readonly OPEN = 1;
	readonly CLOSING = 2;
	readonly CLOSED = 3;
	binaryType = 'arraybuffer';
	readyState = 0;
	onopen: ((event: object) => void) | null = null;
	onclose: ((event: { code: number; reason: string }) => void) | null = null;
	onerror: ((event: object) => void) | null = null;
	onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
	link: Link | undefined;

	opened(): void {
		if (this.readyState !== 0) return;
		this.readyState = 1;
		this.onopen?.({});
	}

	received(frame: Uint8Array<ArrayBuffer>): void {
		if (this.readyState === 1) this.onmessage?.({ data: frame.buffer });
	}

	ended(code: number): void {
		if (this.readyState === 3) return;
		const wasOpening = this.readyState === 0;
		this.readyState = 3;
		if (wasOpening) this.onerror?.({});
		this.onclose?.({ code, reason: '' });
	}

	send(data: Uint8Array): void {
		if (this.readyState !== 1 || !this.link) return;
		const { link } = this;
		let frame = data.slice();
		if (link.outlet.breaksUpdates && frame[0] === messageType.sync && frame[1] === syncType.update) {
			link.outlet.broken--;
			frame = Uint8Array.of(frame[0], frame[1], 255);
		}
		link.up(frame.byteLength, () => {
			link.network.observer?.arrived(link, frame);
			link.relay?.received(frame);
		});
	}

	close(): void {
		if (this.readyState >= 2) return;
		if (this.readyState === 0) return this.link?.reset();
		this.readyState = 2;
		this.link?.up(0, () => this.link?.relay?.ended(1005));
	}
}

/** The socket class for one tab. */
export function socketClass(place: Place, session: () => string | undefined): typeof WebSocket {
	class TabSocket extends BrowserSocket {
		constructor(url: string) {
			super();
			this.link = place.network.connect(this, place.process, place.outlet, url, session());
		}
	}
	return TabSocket as unknown as typeof WebSocket;
}
