/**
 * What a relay does for its store without being asked, at its start and once a day: erases workshops that nobody has used
 * for a set time (only where whoever runs it wants that), and takes rows out of the log that have left the window of
 * history, so that what people deleted does not stay for ever.
 */
import type { Log } from './observability/log.ts';
import type { Metrics } from './observability/metrics.ts';
import { historyWindowMs } from './rooms/compaction.ts';
import type { WorkshopRegistry } from './rooms/workshop-registry.ts';
import type { Storage } from './storage/storage.ts';

const dayMs = 24 * 60 * 60 * 1000;

export interface UpkeepDeps {
	readonly storage: Storage;
	readonly registry: WorkshopRegistry;
	readonly now: () => number;
	readonly log: Log;
	readonly metrics: Metrics;
	/** Days without a connection or request after which a workshop is erased; never when absent. */
	readonly eraseUnusedDays?: number;
}

export interface Upkeep {
	/** Does it now. Never rejects: what could not be done is tried again the next day. */
	run(): Promise<void>;
	stop(): void;
}

export function startUpkeep(deps: UpkeepDeps): Upkeep {
	let stopped = false;
	const run = async () => {
		try {
			await eraseUnused(deps);
			for (const { workshop, document } of await deps.storage.listOldHistory(deps.now() - historyWindowMs)) {
				if (stopped) return;
				await deps.storage.compact(workshop, document, deps.now() - historyWindowMs).catch((error: unknown) => {
					deps.metrics.compactionFailures.increment();
					deps.log.error('document.not_compacted', { workshop, document, error });
				});
			}
		} catch (error) {
			if (!stopped) deps.log.error('upkeep.failed', { error });
		}
	};
	const timer = setInterval(() => void run(), dayMs);
	timer.unref();
	void run();
	return {
		run,
		stop() {
			stopped = true;
			clearInterval(timer);
		}
	};
}

async function eraseUnused({ storage, registry, now, log, eraseUnusedDays }: UpkeepDeps): Promise<void> {
	// Workshops from before their use was noted count from today.
	await storage.noteUse([], now());
	if (eraseUnusedDays === undefined) return;
	for (const id of await storage.listUnused(now() - eraseUnusedDays * dayMs)) {
		const found = await registry.get(id);
		if (found.ok) {
			if (found.value.isInUse) continue;
			await found.value.erase();
		} else {
			// Damaged: it cannot be opened, and it goes all the same.
			await storage.eraseWorkshop(id, now());
		}
		log.info('workshop.erased_unused', { workshop: id });
	}
}
