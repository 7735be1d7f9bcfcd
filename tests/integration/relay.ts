/**
 * A real relay on a free loopback port and real clients for the integration tests: unmodified y-websocket providers,
 * raw sockets that say exactly what a test wants, and HTTP with bearer sessions.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encoding } from 'lib0';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { CreateWorkshopResponse } from '#lib/protocol/http.ts';
import { decodeRelayMessage, isCountedFrame, type Ack, type Nack, type Policy } from '#lib/protocol/messages.ts';
import { startServer, type RunningServer, type StartOptions } from '../../server/server.ts';

/** Waits until something is so. Says what it waited for when it never becomes so. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, within = 8000): Promise<void> {
	const end = performance.now() + within;
	while (!(await isSo())) {
		if (performance.now() > end) throw new Error(`Waited ${within} ms in vain: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

export function temporaryFolder(): { path: string } & Disposable {
	const path = mkdtempSync(join(tmpdir(), 'werktisch-'));
	return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export type TestServer = RunningServer & AsyncDisposable;

/** A server with a data folder of its own, both gone at the end of the test. */
export async function testServer(options: StartOptions = {}): Promise<TestServer> {
	const folder = temporaryFolder();
	const config = { port: 0, dataDir: folder.path, logLevel: 'silent' as const, ...options.config };
	const started = await startServer({ ...options, config });
	if (!started.ok) throw new Error(started.reason);
	return {
		...started.value,
		async [Symbol.asyncDispose]() {
			await started.value.close();
			folder[Symbol.dispose]();
		}
	};
}

export interface Reply<Body> {
	readonly status: number;
	readonly body: Body;
	readonly headers: Headers;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test says by its expectations what it expects
export async function request<Body = any>(
	url: string,
	method: string,
	path: string,
	body?: unknown,
	session?: string,
	headers: Record<string, string> = {}
): Promise<Reply<Body>> {
	const bearer: Record<string, string> = session === undefined ? {} : { authorization: `Bearer ${session}` };
	const isBytes = body instanceof Uint8Array;
	const response = await fetch(url + path, {
		method,
		headers: { ...bearer, ...headers },
		body: body === undefined ? undefined : isBytes ? Buffer.from(body) : JSON.stringify(body)
	});
	const text = await response.text();
	return {
		status: response.status,
		body: (text === '' ? undefined : JSON.parse(text)) as Body,
		headers: response.headers
	};
}

export interface Member {
	readonly workshop: string;
	readonly participant: string;
	readonly session: string;
}

export interface TestWorkshop extends Member {
	readonly created: CreateWorkshopResponse;
	/** Somebody new, through one of the first three links. */
	enter(role: 'moderator' | 'participant' | 'observer', name?: string): Promise<Member>;
	/** As the moderator who made it. */
	call(method: string, path: string, body?: unknown): Promise<Reply<any>>; // eslint-disable-line @typescript-eslint/no-explicit-any
}

export async function makeWorkshop(url: string, title = 'Ideenschmiede'): Promise<TestWorkshop> {
	const { body: created } = await request<CreateWorkshopResponse>(url, 'POST', '/api/workshops', { title });
	const { workshop, session, participant } = created;
	return {
		...{ created, workshop, session, participant },
		async enter(role, name = role) {
			const token = tokenOf(created.links[role]);
			return (await request<Member>(url, 'POST', '/api/session', { token, name })).body;
		},
		call: (method, path, body) => request(url, method, `/api/workshops/${workshop}${path}`, body, session)
	};
}

export function tokenOf(link: string): string {
	return new URL(link).hash.slice(1);
}

/** The stock client, kept as it is; only its socket sends a bearer header and counts, as a program would do it. */
export class Client implements Disposable {
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	readonly acks: Ack[] = [];
	readonly nacks: Nack[] = [];
	policy: Policy | undefined;
	closeCode: number | undefined;
	/** Counted frames of the present connection. */
	sent = 0;

	/** `doc`: one that was there before, as in a page that has been open all the time. */
	constructor(url: string, member: Member, document: string, doc = new Y.Doc()) {
		this.doc = doc;
		// eslint-disable-next-line @typescript-eslint/no-this-alias -- the socket class below has a `this` of its own
		const client = this;
		class BearerSocket extends WebSocket {
			constructor(address: string) {
				super(address, { headers: { authorization: `Bearer ${member.session}` } });
				client.sent = 0;
				client.acks.length = 0;
				this.on('message', (data: Buffer) => client.#hear(new Uint8Array(data)));
				this.on('close', (code) => (client.closeCode = code));
			}
			override send(data: Uint8Array) {
				if (isCountedFrame(data)) client.sent++;
				super.send(data);
			}
		}
		this.provider = new WebsocketProvider(`${url.replace('http', 'ws')}/sync/${member.workshop}`, document, this.doc, {
			WebSocketPolyfill: BearerSocket as unknown as typeof globalThis.WebSocket,
			disableBc: true,
			maxBackoffTime: 200
		});
		for (const type of [120, 121, 122]) this.provider.messageHandlers[type] = () => undefined;
	}

	get text(): Y.Text {
		return this.doc.getText('text');
	}

	/** Every frame sent so far is on the disk (or was refused). */
	get isSaved(): boolean {
		return this.provider.synced && this.sent > 0 && (this.acks.at(-1)?.frames ?? 0) >= this.sent;
	}

	async synced(): Promise<this> {
		await until('the client is synced', () => this.provider.synced && this.isSaved);
		return this;
	}

	async saved(): Promise<void> {
		await until('every frame is acknowledged', () => this.isSaved);
	}

	[Symbol.dispose]() {
		this.provider.awareness.destroy();
		this.provider.destroy();
		this.doc.destroy();
	}

	#hear(frame: Uint8Array) {
		const message = decodeRelayMessage(frame);
		if (message?.type === 'ack') this.acks.push(message.ack);
		if (message?.type === 'nack') this.nacks.push(message.nack);
		if (message?.type === 'policy') this.policy = message.policy;
	}
}

/** A socket that says only what it is told to, and keeps what it hears. */
export class RawClient implements Disposable {
	readonly socket: WebSocket;
	readonly frames: Uint8Array[] = [];
	closeCode: number | undefined;

	constructor(url: string, workshop: string, document: string, headers: Record<string, string>) {
		this.socket = new WebSocket(`${url.replace('http', 'ws')}/sync/${workshop}/${document}`, { headers });
		this.socket.on('message', (data: Buffer) => this.frames.push(new Uint8Array(data)));
		this.socket.on('close', (code) => (this.closeCode = code));
		this.socket.on('error', () => undefined);
	}

	async opened(): Promise<this> {
		await until('the socket is open', () => this.socket.readyState === WebSocket.OPEN && this.asked > 0);
		return this;
	}

	async closed(): Promise<number> {
		await until('the socket is closed', () => this.closeCode !== undefined);
		return this.closeCode!;
	}

	/** How often the relay has asked for everything. */
	get asked(): number {
		return this.frames.filter((frame) => frame[0] === 0 && frame[1] === 0).length;
	}

	get acked(): number {
		return this.#messages().reduce((n, message) => (message?.type === 'ack' ? message.ack.frames : n), 0);
	}

	get nacks(): Nack[] {
		return this.#messages().flatMap((message) => (message?.type === 'nack' ? [message.nack] : []));
	}

	get policies(): Policy[] {
		return this.#messages().flatMap((message) => (message?.type === 'policy' ? [message.policy] : []));
	}

	/** Updates of others, as they were broadcast. */
	get updates(): Uint8Array[] {
		return this.frames.filter((frame) => frame[0] === 0 && frame[1] === 2);
	}

	/** Documents as they were answered to SyncStep1. */
	get documents(): Uint8Array[] {
		return this.frames.filter((frame) => frame[0] === 0 && frame[1] === 1);
	}

	step1(stateVector = Uint8Array.of(0)) {
		this.#send(0, stateVector);
	}

	step2(update: Uint8Array) {
		this.#send(1, update);
	}

	update(update: Uint8Array) {
		this.#send(2, update);
	}

	[Symbol.dispose]() {
		this.socket.terminate();
	}

	#send(kind: number, update: Uint8Array) {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, 0);
		encoding.writeVarUint(encoder, kind);
		encoding.writeVarUint8Array(encoder, update);
		this.socket.send(encoding.toUint8Array(encoder));
	}

	#messages() {
		return this.frames.map(decodeRelayMessage);
	}
}

export function rawClient(url: string, member: Member, document: string): RawClient {
	return new RawClient(url, member.workshop, document, { authorization: `Bearer ${member.session}` });
}

export const emptyUpdate = Uint8Array.of(0, 0);
