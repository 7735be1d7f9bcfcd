/**
 * A socket class that says which counted frames leave it, so that ACK numbers can be understood without touching
 * y-websocket. Each new socket starts to count at one.
 */
import { isCountedFrame, messageType, syncType } from '#lib/protocol/messages.ts';

export interface FrameWatch {
	/** A counted frame is about to go out: its number and whether it is a SyncStep2. */
	onFrame(number: number, kind: 'sync' | 'update'): void;
}

export function countedSocket(Base: typeof WebSocket, watch: FrameWatch): typeof WebSocket {
	return class CountedSocket extends Base {
		#sent = 0;

		override send(data: Parameters<WebSocket['send']>[0]): void {
			if (data instanceof Uint8Array && this.readyState === this.OPEN && isCountedFrame(data)) {
				watch.onFrame(++this.#sent, data[0] === messageType.sync && data[1] === syncType.step2 ? 'sync' : 'update');
			}
			super.send(data);
		}
	};
}
