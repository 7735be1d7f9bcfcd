// How long a participant waits for "saved for everyone": one small update at a time over a raw socket until the relay's
// acknowledgement, compared with what one commit costs this disk anyway.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { CreateWorkshopResponse } from '#lib/protocol/http.ts';
import { decodeRelayMessage, messageType, syncType } from '#lib/protocol/messages.ts';
import type { RunningServer } from '../e2e/server.ts';
import { milliseconds, quantile, type Measurement } from './measurement.ts';

const rounds = 200;

export async function acknowledgement(server: RunningServer): Promise<readonly Measurement[]> {
	const commits = commitTimes(server.dataDir);
	const waits = await acknowledgementTimes(server);
	const commit = quantile(commits, 0.5);
	const wait = quantile(waits, 0.5);
	return [
		{ what: 'commit to the disk, median', value: milliseconds(commit), note: 'plain SQLite, WAL, synchronous=FULL' },
		{
			what: 'update to acknowledgement, median',
			value: milliseconds(wait),
			note: `${(wait / commit).toFixed(1)} × a commit`
		},
		{
			what: 'update to acknowledgement, p95',
			value: milliseconds(quantile(waits, 0.95)),
			note: `${rounds} updates, one at a time`
		}
	];
}

function commitTimes(besides: string): readonly number[] {
	const folder = mkdtempSync(join(besides, 'bench-'));
	const database = new DatabaseSync(join(folder, 'commits.sqlite'));
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE log (bytes BLOB)');
	const insert = database.prepare('INSERT INTO log VALUES (?)');
	const bytes = new Uint8Array(200);
	const times = Array.from({ length: rounds }, () => timed(() => insert.run(bytes)));
	database.close();
	rmSync(folder, { recursive: true });
	return times;
}

async function acknowledgementTimes(server: RunningServer): Promise<readonly number[]> {
	const created = await fetch(`${server.url}/api/workshops`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ title: 'Bench' })
	});
	if (created.status !== 201)
		throw new Error(`The workshop was not created: ${created.status} ${await created.text()}`);
	const { workshop, session } = (await created.json()) as CreateWorkshopResponse;
	const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${workshop}/board.bench`, {
		headers: { authorization: `Bearer ${session}` }
	});
	try {
		return await measureOn(socket);
	} finally {
		socket.close();
	}
}

/** Frames count from the connection's beginning: SyncStep2 is the first, then come the updates. */
async function measureOn(socket: WebSocket): Promise<readonly number[]> {
	socket.binaryType = 'nodebuffer';
	const waiting = new Map<number, () => void>();
	const failed = new Promise<never>((_, reject) => {
		socket.once('error', reject);
		socket.once('close', (code) => reject(new Error(`The relay closed the connection (${code}).`)));
	});
	socket.on('message', (data: Buffer) => {
		const message = decodeRelayMessage(data);
		if (message?.type === 'nack') throw new Error(`The relay refused an update (${message.nack.code}).`);
		if (message?.type !== 'ack') return;
		for (const [frame, resolve] of waiting) if (frame <= message.ack.frames) resolve();
	});
	const acknowledged = (frame: number) =>
		Promise.race([failed, new Promise<void>((resolve) => waiting.set(frame, resolve))]);
	await Promise.race([failed, new Promise<void>((resolve) => socket.once('open', () => resolve()))]);

	const doc = new Y.Doc();
	const first = acknowledged(1);
	socket.send(frame(syncType.step1, Y.encodeStateVector(doc)));
	socket.send(frame(syncType.step2, Y.encodeStateAsUpdate(doc)));
	await first;
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		doc.getMap('bench').set('value', `${round}${'.'.repeat(150)}`);
		const answer = acknowledged(round + 2);
		const startedAt = performance.now();
		socket.send(frame(syncType.update, updates.at(-1)!));
		await answer;
		times.push(performance.now() - startedAt);
	}
	return times;
}

function frame(kind: number, bytes: Uint8Array): Uint8Array {
	const encoder = createEncoder();
	writeVarUint(encoder, messageType.sync);
	writeVarUint(encoder, kind);
	writeVarUint8Array(encoder, bytes);
	return toUint8Array(encoder);
}

function timed(work: () => unknown): number {
	const startedAt = performance.now();
	work();
	return performance.now() - startedAt;
}
