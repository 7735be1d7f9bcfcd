/**
 * An honest client and a hostile one at a relay without a network between: the connection is the relay's own, the socket
 * is a list. The honest one does what y-websocket does and counts its frames; the hostile one says anything.
 */
import { EventEmitter } from 'node:events';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import type { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { decodeRelayMessage, isCountedFrame, type Nack } from '#lib/protocol/messages.ts';
import { syncFrame } from '../../server/rooms/wire.ts';
import type { Workshop } from '../../server/rooms/workshop.ts';
import { Connection, type ConnectionDeps } from '../../server/socket/connection.ts';

export type Surroundings = Pick<ConnectionDeps, 'now' | 'log'>;

/** The relay's end of a socket; nothing gets lost, everything is read at once. */
class LooseSocket extends EventEmitter {
	readonly bufferedAmount = 0;
	heard: ((frame: Uint8Array) => void) | undefined;
	closedWith: number | undefined;
	send(frame: Uint8Array, flushed: () => void) {
		this.heard?.(frame);
		queueMicrotask(flushed);
	}
	ping() {
		this.emit('pong');
	}
	pause() {
		// whoever writes here does not wait
	}
	resume() {
		// as above
	}
	close(code: number) {
		this.closedWith ??= code;
		queueMicrotask(() => this.emit('close', code));
	}
	terminate() {
		this.close(1006);
	}
}

export class HostileClient {
	readonly workshop: string;
	/** Counted frames sent, and of these answered. */
	sent = 0;
	answered = 0;
	readonly nacks: Nack[] = [];
	readonly #socket = new LooseSocket();
	readonly #connection: Connection;

	protected constructor(connection: (socket: WebSocket) => Connection, workshop: string) {
		this.workshop = workshop;
		this.#socket.heard = (frame) => this.hear(frame);
		this.#connection = connection(this.#socket as unknown as WebSocket);
	}

	static async enter(workshop: Workshop, document: DocumentName, participant: string, around: Surroundings) {
		return new HostileClient(await entrance(workshop, document, participant, around), workshop.id);
	}

	get closedWith(): number | undefined {
		return this.#socket.closedWith;
	}

	/** Says this, and gives the milliseconds of this thread's work it took. */
	say(frame: Uint8Array): number {
		if (this.closedWith !== undefined) return 0;
		if (isCountedFrame(frame)) this.sent++;
		const before = process.threadCpuUsage();
		this.#socket.emit('message', Buffer.from(frame));
		const { user, system } = process.threadCpuUsage(before);
		return (user + system) / 1000;
	}

	leave(): void {
		this.#connection.close(4553, 'end of the test');
	}

	protected hear(frame: Uint8Array): void {
		const message = decodeRelayMessage(frame);
		if (message?.type === 'ack') this.answered = message.ack.frames;
		if (message?.type === 'nack') this.nacks.push(message.nack);
	}
}

export class HonestClient extends HostileClient {
	readonly doc = new Y.Doc();
	/** What it has sent, for others to damage. */
	readonly traffic: Uint8Array[] = [];
	#hasSynced = false;

	static override async enter(workshop: Workshop, document: DocumentName, participant: string, around: Surroundings) {
		const client = new HonestClient(await entrance(workshop, document, participant, around), workshop.id);
		client.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === client) return;
			client.traffic.push(update);
			client.say(syncFrame('update', update));
		});
		client.say(syncFrame('step1', Y.encodeStateVector(client.doc)));
		return client;
	}

	get isSaved(): boolean {
		return this.#hasSynced && this.answered === this.sent && this.nacks.length === 0;
	}

	protected override hear(frame: Uint8Array): void {
		super.hear(frame);
		const decoder = createDecoder(frame);
		if (readVarUint(decoder) !== 0) return;
		const kind = readVarUint(decoder);
		const payload = readVarUint8Array(decoder);
		// The relay is in the middle of its turn; a network would deliver later, too.
		if (kind === 0) queueMicrotask(() => this.#answer(payload));
		else Y.applyUpdate(this.doc, payload, this);
	}

	#answer(stateVector: Uint8Array): void {
		this.#hasSynced = true;
		this.say(syncFrame('step2', Y.encodeStateAsUpdate(this.doc, stateVector)));
	}
}

async function entrance(workshop: Workshop, document: DocumentName, participant: string, around: Surroundings) {
	const room = await workshop.room(document);
	const allowance = { take: () => 0 };
	const identity = { participant, link: undefined };
	return (ws: WebSocket) =>
		new Connection({ ...around, ws, workshop, room, identity, allowance, onClosed: () => undefined });
}
