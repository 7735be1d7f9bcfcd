/**
 * One WebSocket: reads frames and hands them to the room, writes what the room sends, keeps rate, backpressure and
 * silence within bounds. What frames mean is in `../rooms`.
 */
import type { WebSocket } from 'ws';
import { closeCode, type CloseCode } from '#lib/protocol/close-codes.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { Log } from '../observability/log.ts';
import { Peer, type PeerSocket } from '../rooms/peer.ts';
import type { Room } from '../rooms/room.ts';
import { heartbeatFrame, readFrame } from '../rooms/wire.ts';
import type { Workshop } from '../rooms/workshop.ts';
import type { Allowance } from './rate-limit.ts';

/** Beyond so many waiting bytes only answers are added; documents, presence and POLICY wait for the reader. */
const congestedBytes = 256 * 1024;
/** Answers that nobody reads end the connection: bytes beyond the last large frame. */
const mostWaitingBytes = 4 * 1024 * 1024;
/** Nothing at all was read for so long: milliseconds. */
const stuckAfterMs = 30_000;
/** A reader asks for a whole document: costs as much as so many frames. */
const step1Frames = 10;
/** Presence frames one connection may send: per second, and at once. */
const presencePerSecond = 30;
/** Without a word (not even a pong) for so long, the other side is gone; milliseconds. */
const goneAfterMs = 45_000;
/** How long the closing handshake may take; milliseconds. */
const closeWithinMs = 1000;

export interface ConnectionDeps {
	readonly ws: WebSocket;
	readonly workshop: Workshop;
	readonly room: Room;
	readonly identity: { readonly participant: string; readonly link: string | undefined };
	readonly allowance: Allowance;
	readonly now: () => number;
	readonly log: Log;
	readonly onClosed: () => void;
}

type State = 'open' | 'closing' | 'closed';

export class Connection implements PeerSocket {
	readonly #deps: ConnectionDeps;
	readonly #ws: WebSocket;
	readonly #peer: Peer;
	#state: State = 'open';
	#reads = true;
	/** The last frame is still being dealt with; those that were read meanwhile. */
	#isBusy = false;
	readonly #backlog: Buffer[] = [];
	#lastSent: number;
	#lastHeard: number;
	/** Size of the last large frame: a whole document may wait in the socket without being a fault. */
	#granted = 0;
	/** When something was last read by the other end, or nothing had to be. */
	#flowedAt: number;
	#presence = { level: presencePerSecond, at: 0 };
	#resumeTimer: NodeJS.Timeout | undefined;
	#closeTimer: NodeJS.Timeout | undefined;

	constructor(deps: ConnectionDeps) {
		this.#deps = deps;
		this.#ws = deps.ws;
		this.#lastSent = this.#lastHeard = this.#flowedAt = deps.now();
		this.#peer = new Peer(this, deps.room.name, deps.identity.participant, deps.identity.link);
		const { ws } = deps;
		ws.on('message', (data) => this.#take(data as Buffer));
		ws.on('pong', () => (this.#lastHeard = deps.now()));
		ws.on('close', () => this.#ended());
		ws.on('error', (error) => deps.log.debug('socket.failed', { workshop: deps.workshop.id, error }));
		const refusal = deps.workshop.join(this.#peer, deps.room);
		if (refusal !== undefined) this.close(refusal, 'not any more');
	}

	get isCongested(): boolean {
		return this.#ws.bufferedAmount > congestedBytes;
	}

	/** Bytes that wait for the other end to read them. */
	get waitingBytes(): number {
		return this.#ws.bufferedAmount;
	}

	/** Lacks something that others have. */
	get lags(): boolean {
		return this.#peer.lacks;
	}

	send(frame: Uint8Array): void {
		if (this.#state !== 'open') return;
		if (frame.byteLength > congestedBytes) this.#granted = frame.byteLength;
		if (this.#ws.bufferedAmount > mostWaitingBytes + this.#granted) {
			return this.close(closeCode.slowDown, 'reads too slowly');
		}
		this.#lastSent = this.#deps.now();
		this.#ws.send(frame, this.#onFlushed);
	}

	close(code: CloseCode, reason: string): void {
		if (this.#state !== 'open') return;
		this.#leave('closing');
		this.#ws.resume(); // a paused socket would never hear the other side's goodbye
		this.#ws.close(code, reason);
		this.#closeTimer = setTimeout(() => this.#ws.terminate(), closeWithinMs);
	}

	/** Reads nothing more; what was read goes its way. */
	stopReading(): void {
		this.#reads = false;
		clearTimeout(this.#resumeTimer);
		this.#ws.pause();
	}

	/** Called every few seconds. y-websocket drops a connection on which it hears nothing, and pings do not count. */
	beat(now: number): void {
		if (this.#state !== 'open') return;
		if (!this.isCongested) this.#flowedAt = now;
		if (now - this.#flowedAt > stuckAfterMs) return this.close(closeCode.slowDown, 'reads too slowly');
		// A pong cannot come before what was sent before the ping has been read.
		const heard = this.isCongested ? Math.max(this.#lastHeard, this.#flowedAt) : this.#lastHeard;
		if (now - heard > goneAfterMs) return this.#ws.terminate();
		this.#ws.ping();
		if (!this.isCongested && now - this.#lastSent >= limits.heartbeatMs / 2) this.send(heartbeatFrame);
	}

	/** A frame is out of our hands; what waited for that may follow. */
	readonly #onFlushed = (): void => {
		this.#flowedAt = this.#deps.now();
		if (this.#state !== 'open' || !this.#peer.lacks || this.isCongested) return;
		this.#deps.workshop.caughtUp(this.#peer, this.#deps.room);
	};

	/** Frames are dealt with one after the other; while one takes its time, nothing more is read. */
	#take(data: Buffer): void {
		if (this.#state !== 'open' || !this.#reads) return;
		if (this.#isBusy) return void this.#backlog.push(data);
		try {
			const pending = this.#receive(data);
			if (pending) void this.#finish(pending);
		} catch (error) {
			this.#failed(error);
		}
	}

	async #finish(pending: Promise<void>): Promise<void> {
		this.#isBusy = true;
		this.#ws.pause();
		try {
			await pending;
		} catch (error) {
			this.#failed(error);
		}
		this.#isBusy = false;
		this.#lastHeard = this.#deps.now();
		while (!this.#isBusy && this.#backlog.length > 0) this.#take(this.#backlog.shift()!);
		this.#readOn();
	}

	/** A fault of ours in dealing with one frame costs this connection, never the process. */
	#failed(error: unknown): void {
		if (this.#state !== 'open') return;
		this.#deps.log.error('frame.failed', { workshop: this.#deps.workshop.id, document: this.#deps.room.name, error });
		this.close(closeCode.restarting, 'something went wrong here');
	}

	#readOn(): void {
		if (this.#reads && !this.#isBusy && !this.#resumeTimer) this.#ws.resume();
	}

	#receive(data: Buffer): void | Promise<void> {
		const now = this.#deps.now();
		this.#lastHeard = now;
		const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
		const frame = readFrame(bytes);
		const { room } = this.#deps;
		switch (frame.type) {
			case 'awareness':
				if (this.#mayShowPresence(now)) room.presence.receive(this.#peer, frame.states);
				return;
			case 'query-awareness': {
				const mayHear = this.#mayShowPresence(now) && !this.#peer.muted && !this.isCongested;
				const all = mayHear ? room.presence.all(this.#peer) : undefined;
				if (all) this.send(all);
				return;
			}
			case 'claim':
				this.#slowDown(1, bytes.byteLength, now);
				return this.#peer.claims.take(frame.claim);
			case 'step1':
				this.#slowDown(step1Frames, bytes.byteLength, now);
				void room.answerStep1(this.#peer, frame.stateVector);
				return;
			case 'step2':
				this.#slowDown(1, bytes.byteLength, now);
				return room.receiveStep2(this.#peer, this.#peer.ledger.receive(), frame.update);
			case 'update':
				this.#slowDown(1, bytes.byteLength, now);
				return room.receiveUpdate(this.#peer, this.#peer.ledger.receive(), frame.update);
			case 'unknown':
				this.#slowDown(1, bytes.byteLength, now);
				if (frame.counted) room.receiveBroken(this.#peer, this.#peer.ledger.receive());
		}
	}

	/** Stops reading for as long as the allowance is overdrawn. */
	#slowDown(frames: number, bytes: number, now: number): void {
		const wait = this.#deps.allowance.take(frames, bytes, now);
		if (wait === 0 || this.#resumeTimer) return;
		this.#ws.pause();
		this.#resumeTimer = setTimeout(
			() => {
				this.#resumeTimer = undefined;
				this.#lastHeard = this.#deps.now();
				this.#readOn();
			},
			Math.min(wait, goneAfterMs / 2)
		);
	}

	#mayShowPresence(now: number): boolean {
		const { level, at } = this.#presence;
		const refilled = Math.min(presencePerSecond, level + ((now - at) / 1000) * presencePerSecond);
		this.#presence = { level: Math.max(0, refilled - 1), at: now };
		return refilled >= 1;
	}

	#leave(next: State): void {
		if (this.#state === 'open') {
			clearTimeout(this.#resumeTimer);
			this.#deps.workshop.leave(this.#peer, this.#deps.room);
		}
		this.#state = next;
	}

	#ended(): void {
		this.#leave('closed');
		clearTimeout(this.#closeTimer);
		this.#deps.onClosed();
	}
}
