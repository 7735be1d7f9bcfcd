// A program at the relay's socket, without our browser code: sends updates and notes when answers and others' updates come.
import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { CreateWorkshopResponse } from '#lib/protocol/http.ts';
import { decodeRelayMessage, messageType, syncType } from '#lib/protocol/messages.ts';
import type { RunningServer } from '../e2e/server.ts';

/** Where a raw client goes in. */
export interface RawWorkshop {
	readonly url: string;
	readonly session: string;
}

export async function rawWorkshop(server: RunningServer): Promise<RawWorkshop> {
	const created = await fetch(`${server.url}/api/workshops`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ title: 'Bench' })
	});
	if (created.status !== 201)
		throw new Error(`The workshop was not created: ${created.status} ${await created.text()}`);
	const { workshop, session } = (await created.json()) as CreateWorkshopResponse;
	return { url: `${server.url.replace('http', 'ws')}/sync/${workshop}/board.bench`, session };
}

export class RawClient implements Disposable {
	readonly #socket: WebSocket;
	readonly #doc = new Y.Doc();
	readonly #failed: Promise<never>;
	readonly #acknowledged = new Map<number, () => void>();
	#heard: (() => void) | undefined;
	#update: Uint8Array | undefined;
	/** Frames count from the connection's beginning. */
	#frames = 0;

	private constructor(socket: WebSocket) {
		this.#socket = socket;
		this.#failed = new Promise<never>((_, reject) => {
			socket.once('error', reject);
			socket.once('close', (code) => reject(new Error(`The relay closed the connection (${code}).`)));
		});
		// Whoever waits hears of it; at the end nobody waits any more.
		this.#failed.catch(() => undefined);
		socket.on('message', (data: Buffer) => this.#hear(data));
		this.#doc.on('update', (update: Uint8Array) => (this.#update = update));
	}

	/** Resolves when the relay has answered the first exchange. */
	static async connect({ url, session }: RawWorkshop): Promise<RawClient> {
		const socket = new WebSocket(url, { headers: { authorization: `Bearer ${session}` } });
		socket.binaryType = 'nodebuffer';
		const client = new RawClient(socket);
		await client.#orFailure(new Promise<void>((resolve) => socket.once('open', () => resolve())));
		socket.send(frame(syncType.step1, Y.encodeStateVector(client.#doc)));
		await client.#send(syncType.step2, Y.encodeStateAsUpdate(client.#doc));
		return client;
	}

	/** Writes one small thing and resolves when the relay has acknowledged it. */
	write(text: string): Promise<void> {
		this.#doc.getMap('bench').set('value', text);
		return this.#send(syncType.update, this.#update!);
	}

	/** Resolves with the next update of somebody else. */
	hears(): Promise<void> {
		return this.#orFailure(new Promise((resolve) => (this.#heard = resolve)));
	}

	[Symbol.dispose](): void {
		this.#socket.close();
	}

	#send(kind: number, bytes: Uint8Array): Promise<void> {
		const number = ++this.#frames;
		this.#socket.send(frame(kind, bytes));
		return this.#orFailure(new Promise((resolve) => this.#acknowledged.set(number, resolve)));
	}

	#hear(data: Buffer): void {
		const message = decodeRelayMessage(data);
		if (message?.type === 'nack') throw new Error(`The relay refused an update (${message.nack.code}).`);
		if (message?.type === 'ack') {
			for (const [frame, resolve] of this.#acknowledged) if (frame <= message.ack.frames) resolve();
		} else if (isUpdate(data)) this.#heard?.();
	}

	#orFailure<Value>(work: Promise<Value>): Promise<Value> {
		return Promise.race([this.#failed, work]);
	}
}

function isUpdate(data: Uint8Array): boolean {
	const decoder = createDecoder(data);
	return readVarUint(decoder) === messageType.sync && readVarUint(decoder) === syncType.update;
}

function frame(kind: number, bytes: Uint8Array): Uint8Array {
	const encoder = createEncoder();
	writeVarUint(encoder, messageType.sync);
	writeVarUint(encoder, kind);
	writeVarUint8Array(encoder, bytes);
	return toUint8Array(encoder);
}
