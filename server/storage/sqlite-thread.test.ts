// Threads of the store that die (no memory left, a fault of ours), which nothing but ending them from outside can show.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as workerThreads from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { initialAccess } from '#lib/protocol/access.ts';
import { author, textOf } from '../testing/updates.ts';
import { openSqliteStorage } from './sqlite-storage.ts';
import { StoreFault, type Storage } from './storage.ts';

const threads = vi.hoisted(() => ({ started: [] as workerThreads.Worker[] }));
vi.mock('node:worker_threads', async (original) => {
	const real = await original<typeof workerThreads>();
	class Watched extends real.Worker {
		constructor(...args: ConstructorParameters<typeof real.Worker>) {
			super(...args);
			threads.started.push(this);
		}
	}
	return { ...real, Worker: Watched };
});

let folder: string;
let storage: Storage;
beforeEach(async () => {
	threads.started.length = 0;
	folder = mkdtempSync(join(tmpdir(), 'werktisch-'));
	storage = await openSqliteStorage({ folder });
	const creator = { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 } as const;
	await storage.createWorkshop({
		...{ id: 'w1', title: '', created: 1, access: initialAccess, creator, links: [] },
		session: { hash: 's', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
		code: { code: 'CODEXX', workshop: 'w1', link: 'none', expires: 2 }
	});
	const plan = { workshop: 'w1', document: 'plan', seq: 1, participant: 'mo', at: 1, claims: [] };
	await storage.append({ ...plan, update: author(1).write('eins') });
});
afterEach(async () => {
	await storage.close();
	rmSync(folder, { recursive: true });
});

test.each([
	{ which: 'writes', thread: 0 },
	{ which: 'reads', thread: 1 }
])(
	'[RELAY-14] when the thread that $which dies, what it was asked fails, and the next question starts another',
	async ({ thread }) => {
		const asked = [storage.probe(1), storage.readDocument('w1', 'plan')];
		const dying = threads.started[thread]!.terminate();
		const answers = await Promise.allSettled(asked);
		await dying;
		expect(answers.every((answer) => answer.status === 'fulfilled' || answer.reason instanceof StoreFault)).toBe(true);
		const plan = { workshop: 'w1', document: 'plan', seq: 2, participant: 'mo', at: 1, claims: [] };
		await storage.append({ ...plan, update: author(2).write('zwei') });
		expect(textOf((await storage.readDocument('w1', 'plan')).update)).toMatch(/^(einszwei|zweieins)$/);
		expect(threads.started).toHaveLength(3);
	}
);

test('what is asked after the end is refused', async () => {
	await storage.close();
	await expect(storage.probe(1)).rejects.toThrow(StoreFault);
	await expect(storage.readDocument('w1', 'plan')).rejects.toThrow(StoreFault);
	expect(threads.started).toHaveLength(2);
});
