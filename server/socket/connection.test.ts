import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { manualClock } from '#lib/kernel/clock.ts';
import { initialAccess } from '#lib/protocol/access.ts';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { limits } from '#lib/protocol/limits.ts';
import { decodeRelayMessage } from '#lib/protocol/messages.ts';
import { createLog } from '../observability/log.ts';
import { createMetrics } from '../observability/metrics.ts';
import { createExaminer } from '../rooms/examiner.ts';
import { heartbeatFrame, syncFrame } from '../rooms/wire.ts';
import { WorkshopRegistry } from '../rooms/workshop-registry.ts';
import { openMemoryStorage } from '../storage/memory-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { author } from '../testing/updates.ts';
import { Connection } from './connection.ts';
import { RateLimits } from './rate-limit.ts';

/** A socket that nobody listens to at the other end. */
class StillSocket extends EventEmitter {
	readonly sent: Uint8Array[] = [];
	bufferedAmount = 0;
	paused = false;
	closedWith: number | undefined;
	#flushed: (() => void)[] = [];
	send(frame: Uint8Array, flushed: () => void) {
		this.sent.push(frame);
		this.#flushed.push(flushed);
	}
	/** The other end reads everything. */
	drain() {
		this.bufferedAmount = 0;
		for (const flushed of this.#flushed.splice(0)) flushed();
	}
	ping() {
		// nothing answers
	}
	pause() {
		this.paused = true;
	}
	resume() {
		this.paused = false;
	}
	close(code: number) {
		this.closedWith = code;
		this.emit('close', code);
	}
	terminate() {
		this.close(1006);
	}
}

const clock = manualClock();
const now = () => clock.now();
const log = createLog('silent');
let storage: Storage;
let registry: WorkshopRegistry;

beforeEach(async () => {
	storage = openMemoryStorage();
	registry = new WorkshopRegistry({
		storage,
		now,
		log,
		metrics: createMetrics(),
		accessGraceMs: 0,
		examiner: createExaminer()
	});
	const creator = { id: 'mo', name: 'Mo', role: 'moderator', waiting: false, pinned: false, joined: 1 } as const;
	await storage.createWorkshop({
		...{ id: 'w1', title: '', created: 1, access: initialAccess, creator, links: [] },
		session: { hash: 's', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
		code: { code: 'CODEXX', workshop: 'w1', link: 'none', expires: 2 }
	});
});
afterEach(async () => {
	registry.close();
	await storage.close();
});

async function connect(rates = new RateLimits()) {
	const found = await registry.get('w1');
	if (!found.ok) throw new Error(found.reason);
	const workshop = found.value;
	const room = await workshop.room('plan');
	const socket = new StillSocket();
	const allowance = rates.acquire('mo', now())!;
	const ws = socket as unknown as WebSocket;
	const identity = { participant: 'mo', link: undefined };
	const connection = new Connection({ ws, workshop, room, identity, allowance, now, log, onClosed: () => undefined });
	return { socket, connection, workshop, receive: (frame: Uint8Array) => socket.emit('message', Buffer.from(frame)) };
}

test('[RELAY-11] a silent connection hears something well within fifteen seconds', async () => {
	const { socket, connection } = await connect();
	const started = socket.sent.length;
	let silence = 0;
	let longest = 0;
	for (let tick = 0; tick < 8; tick++) {
		clock.advance(5000);
		silence += 5000;
		const before = socket.sent.length;
		connection.beat(now());
		longest = Math.max(longest, silence);
		if (socket.sent.length > before) silence = 0;
	}
	expect(longest).toBeLessThanOrEqual(limits.heartbeatMs);
	expect(socket.sent.slice(started).every((frame) => frame === heartbeatFrame)).toBe(true);
});

test('a connection from which nothing comes any more, not even a pong, is given up', async () => {
	const { socket, connection } = await connect();
	for (let tick = 0; tick < 6; tick++) {
		clock.advance(10_000);
		connection.beat(now());
	}
	expect(socket.closedWith).toBe(1006);
});

test('[RELAY-17] whoever reads nothing at all is sent away to come back', async () => {
	const { socket, connection } = await connect();
	socket.bufferedAmount = 300 * 1024;
	for (const _ of [1, 2, 3]) {
		clock.advance(10_000);
		connection.beat(now());
	}
	expect(socket.closedWith).toBeUndefined();
	clock.advance(5000);
	connection.beat(now());
	expect(socket.closedWith).toBe(closeCode.slowDown);
});

test('[RELAY-17] whoever reads slowly but reads is not, however long it takes', async () => {
	const { socket, connection } = await connect();
	for (let tick = 0; tick < 20; tick++) {
		connection.send(new Uint8Array(8));
		clock.advance(10_000);
		socket.drain();
		socket.bufferedAmount = 300 * 1024;
		connection.beat(now());
	}
	expect(socket.closedWith).toBeUndefined();
});

test('whoever asks and asks and never reads the answers is sent away', async () => {
	const { socket, connection } = await connect();
	socket.bufferedAmount = 5 * 1024 * 1024;
	connection.send(Uint8Array.of(120, 1, 1));
	expect(socket.closedWith).toBe(closeCode.slowDown);
});

test('[RELAY-17] POLICY waits for a slow reader and is then as it has become', async () => {
	const { socket, workshop } = await connect();
	const policies = () =>
		socket.sent.flatMap((frame) => {
			const message = decodeRelayMessage(frame);
			return message?.type === 'policy' ? [message.policy.version] : [];
		});
	socket.bufferedAmount = 300 * 1024;
	await workshop.changeAccess({ plan: { participant: 'read', observer: 'read' } }, undefined);
	await workshop.changeAccess({ plan: { participant: 'write', observer: 'read' } }, undefined);
	expect(policies()).toEqual([1]);
	socket.drain();
	expect(policies()).toEqual([1, 3]);
});

test('a large document may wait in the socket without that', async () => {
	const { socket, connection } = await connect();
	connection.send(new Uint8Array(8 * 1024 * 1024));
	socket.bufferedAmount = 8 * 1024 * 1024;
	connection.send(syncFrame('update', author(1).write('x')));
	expect(socket.closedWith).toBeUndefined();
});

test('whoever sends too much is read more slowly, and nothing is lost', async () => {
	const { socket, receive, connection } = await connect();
	const a = author(1);
	receive(syncFrame('step2', Uint8Array.of(0, 0)));
	for (let i = 0; i < limits.frameBurst + 5; i++) receive(syncFrame('update', a.write('x')));
	expect(socket.paused).toBe(true);
	expect(socket.closedWith).toBeUndefined();
	connection.close(closeCode.restarting, 'end of the test');
	expect(socket.paused).toBe(false);
});

test('one participant has one allowance, over all connections, and a reconnect does not fill it', () => {
	const rates = new RateLimits();
	const first = rates.acquire('ben', 0)!;
	expect(first.take(limits.frameBurst, 0, 0)).toBe(0);
	rates.release('ben');
	const second = rates.acquire('ben', 0)!;
	expect(second.take(60, 0, 0)).toBeCloseTo(1000);
	for (let i = 1; i < limits.connectionsPerParticipant; i++) expect(rates.acquire('ben', 0)).toBeDefined();
	expect(rates.acquire('ben', 0)).toBeUndefined();
	expect(rates.acquire('anna', 0)!.take(1, 1, 0)).toBe(0);
});
