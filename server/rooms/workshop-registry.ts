/** Workshops in memory: loaded on first use, let go some minutes after the last connection and request. */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Storage } from '../storage/storage.ts';
import { Availability } from './availability.ts';
import type { Examiner } from './examiner.ts';
import { LastUses } from './last-use.ts';
import { Workshop } from './workshop.ts';

const sweepMs = 60_000;
const idleMs = 5 * 60_000;

export interface RegistryDeps {
	readonly storage: Storage;
	readonly now: () => number;
	readonly log: Log;
	readonly metrics: Metrics;
	/** See `WorkshopDeps`. */
	readonly accessGraceMs: number;
	readonly examiner: Examiner;
}

export class WorkshopRegistry {
	readonly availability: Availability;
	readonly #deps: RegistryDeps;
	readonly #workshops = new Map<
		string,
		{ opening: Promise<Workshop | 'erased' | 'damaged' | undefined>; used: number }
	>();
	readonly #live = new Set<Workshop>();
	readonly #uses: LastUses;
	readonly #sweeper: NodeJS.Timeout;

	constructor(deps: RegistryDeps) {
		this.#deps = deps;
		this.#uses = new LastUses(deps.storage, deps.log);
		this.availability = new Availability({
			...deps,
			onLost: () => this.#live.forEach((workshop) => workshop.suspend()),
			onBack: async () => void (await Promise.all([...this.#live].map((workshop) => workshop.resume())))
		});
		this.#sweeper = setInterval(() => this.#sweep(), sweepMs);
		this.#sweeper.unref();
	}

	/** `unavailable`: the workshop was set aside, because its rows in the store are damaged. */
	async get(id: string): Promise<Result<Workshop, 'not_found' | 'erased' | 'unavailable'>> {
		let entry = this.#workshops.get(id);
		if (!entry) {
			entry = { opening: this.#load(id), used: 0 };
			this.#workshops.set(id, entry);
			entry.opening.then(
				(found) => found instanceof Workshop || this.#workshops.delete(id),
				() => this.#workshops.delete(id)
			);
		}
		entry.used = this.#deps.now();
		const found = await entry.opening;
		if (found === undefined) return refused('not_found');
		if (found === 'damaged') return refused('unavailable');
		if (found === 'erased' || found.isErased) return refused('erased');
		return ok(found);
	}

	/** All that have somebody in them or were asked for lately. */
	get live(): Iterable<Workshop> {
		return this.#live;
	}

	/** Before the end: writes down when each workshop was last used. */
	noteUses(): Promise<void> {
		return this.#uses.noteLast(this.#live);
	}

	close(): void {
		clearInterval(this.#sweeper);
		this.availability.close();
		for (const workshop of this.#live) workshop.close();
		this.#live.clear();
		this.#workshops.clear();
	}

	async #load(id: string): Promise<Workshop | 'erased' | 'damaged' | undefined> {
		const record = await this.#deps.storage.loadWorkshop(id);
		if (!record) return undefined;
		if (record === 'damaged') return record;
		if (record.erased) return 'erased';
		const workshop = new Workshop(id, record, { ...this.#deps, availability: this.availability });
		this.#live.add(workshop);
		return workshop;
	}

	#sweep(): void {
		const before = this.#deps.now() - idleMs;
		void this.#uses.note(this.#live);
		for (const workshop of this.#live) {
			const entry = this.#workshops.get(workshop.id);
			if (workshop.peers.size > 0 || (entry && entry.used > before)) continue;
			this.#workshops.delete(workshop.id);
			this.#live.delete(workshop);
			void this.#uses.noteLast([workshop]);
			workshop.close();
		}
	}
}
