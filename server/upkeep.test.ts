import { expect, test } from 'vitest';
import { manualClock } from '#lib/kernel/clock.ts';
import { createLog } from './observability/log.ts';
import { createMetrics } from './observability/metrics.ts';
import { openMemoryStorage } from './storage/memory-storage.ts';
import type { NewWorkshop } from './storage/storage.ts';
import { author, textOf } from './testing/updates.ts';
import { startUpkeep } from './upkeep.ts';
import { WorkshopRegistry, type RegistryDeps } from './rooms/workshop-registry.ts';

const day = 24 * 60 * 60 * 1000;

test('every day: what is unused for too long is erased, as far as it is wanted', async () => {
	const { storage, clock, upkeepWith, end } = await keeping();
	await upkeepWith(undefined).run();
	clock.advance(400 * day);
	await upkeepWith(undefined).run();
	expect(await storage.loadWorkshop('w1')).toMatchObject({ erased: false });
	const upkeep = upkeepWith(401);
	await upkeep.run();
	expect(await storage.loadWorkshop('w1')).toMatchObject({ erased: false });
	clock.advance(2 * day);
	await upkeep.run();
	expect(await storage.loadWorkshop('w1')).toEqual({ erased: true });
	await end();
});

test('a store that was put back begins to count anew', async () => {
	const { storage, clock, upkeepWith, end } = await keeping();
	clock.advance(40 * day);
	await storage.beginRecovery(clock.now());
	clock.advance(20 * day);
	await upkeepWith(30).run();
	expect(await storage.loadWorkshop('w1')).toMatchObject({ erased: false });
	await end();
});

test('every day: rows that have left the window of history are dropped, also of documents nobody opens', async () => {
	const { storage, clock, upkeepWith, end } = await keeping();
	const words = author(1);
	const entry = { workshop: 'w1', document: 'plan', participant: 'mo', claims: [] };
	await storage.append({ ...entry, seq: 1, update: words.write('gelöscht'), at: clock.now() });
	await storage.append({ ...entry, seq: 2, update: words.remove(0, 8), at: clock.now() + 1 });
	const then = clock.now();
	clock.advance(29 * day);
	await upkeepWith(undefined).run();
	expect(textOf((await storage.readDocumentAt('w1', 'plan', then))!.update)).toBe('gelöscht');
	clock.advance(2 * day);
	await upkeepWith(undefined).run();
	expect(await storage.readDocumentAt('w1', 'plan', then)).toBeUndefined();
	expect(await storage.readLog('w1', 'plan', 0, 1000)).toBeUndefined();
	expect((await storage.readDocument('w1', 'plan')).seq).toBe(2);
	await end();
});

async function keeping() {
	const storage = openMemoryStorage();
	const clock = manualClock();
	await storage.createWorkshop(workshop(clock.now()));
	const now = () => clock.now();
	const deps = { storage, now, log: createLog('silent'), metrics: createMetrics() };
	const registry = new WorkshopRegistry({ ...deps, accessGraceMs: 0 } as RegistryDeps);
	const running: { stop(): void }[] = [];
	return {
		storage,
		clock,
		upkeepWith(eraseUnusedDays: number | undefined) {
			const upkeep = startUpkeep({ ...deps, registry, eraseUnusedDays });
			running.push(upkeep);
			return upkeep;
		},
		async end() {
			for (const upkeep of running) upkeep.stop();
			registry.close();
			await storage.close();
		}
	};
}

function workshop(created: number): NewWorkshop {
	return {
		...{ id: 'w1', title: 'Titel', created, access: {}, links: [] },
		creator: { id: 'mo', name: '', role: 'moderator', waiting: false, pinned: false, joined: 1 },
		session: { hash: 'session', workshop: 'w1', participant: 'mo', role: 'moderator', created: 1 },
		code: { code: 'CODE', workshop: 'w1', link: 'none', expires: 2 }
	};
}
