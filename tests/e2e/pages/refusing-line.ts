// A line between a page and the relay that refuses one frame, as a relay does: NACK with the frame's number, and after it
// `superseded` for everything that the connection still sends.
import type { Page } from '@playwright/test';
import { encodeNack, isCountedFrame, type NackCode } from '#lib/protocol/messages.ts';

export interface RefusingLine {
	/** Refuses the next counted frame, once. */
	refuseNext(code: NackCode): void;
	/** How many frames were refused, superseded ones included. */
	readonly refused: number;
}

/** Must be laid before the page opens the document. `document` is a regular expression on the document's name. */
export async function refusingLine(page: Page, document: RegExp): Promise<RefusingLine> {
	let armed: NackCode | undefined;
	let refused = 0;
	await page.routeWebSocket(
		(url) => url.pathname.startsWith('/sync/') && document.test(url.pathname.split('/')[3] ?? ''),
		(socket) => {
			const relay = socket.connectToServer();
			let frame = 0;
			let superseded = false;
			socket.onMessage((message) => {
				const bytes = typeof message === 'string' ? undefined : new Uint8Array(message);
				if (!bytes || !isCountedFrame(bytes)) return relay.send(message);
				frame++;
				const code = superseded ? 'superseded' : armed;
				if (code === undefined) return relay.send(message);
				armed = undefined;
				superseded = true;
				refused++;
				socket.send(Buffer.from(encodeNack({ frame, code })));
			});
		}
	);
	return {
		refuseNext: (code) => (armed = code),
		get refused() {
			return refused;
		}
	};
}
