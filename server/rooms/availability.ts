/**
 * Whether the store can write. After a failure a real write is tried once a second; when one succeeds, work goes on.
 * Nobody has to restart anything after a disk was full.
 */
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Storage } from '../storage/storage.ts';

const retryMs = 1000;

export interface AvailabilityDeps {
	readonly storage: Storage;
	readonly now: () => number;
	readonly log: Log;
	readonly metrics: Metrics;
	/** Called once per failure, before anything else happens, and again when coming back has failed half-way. */
	readonly onLost: () => void;
	/** Called after a write succeeded again; a rejection means it was too early. */
	readonly onBack: () => Promise<void>;
}

export class Availability {
	readonly #deps: AvailabilityDeps;
	#available = true;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;

	constructor(deps: AvailabilityDeps) {
		this.#deps = deps;
		deps.metrics.available.set(1);
	}

	get isAvailable(): boolean {
		return this.#available;
	}

	failed(error: unknown): void {
		if (!this.#available || this.#closed) return;
		this.#deps.metrics.available.set(0);
		this.#deps.metrics.storeFaults.increment();
		this.#deps.log.error('store.failed', { error });
		this.#lost();
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	#lost(): void {
		this.#available = false;
		this.#deps.onLost();
		this.#retryLater();
	}

	#retryLater(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#retry(), retryMs);
	}

	async #retry(): Promise<void> {
		try {
			await this.#deps.storage.probe(this.#deps.now());
			if (this.#closed) return;
			this.#available = true;
			await this.#deps.onBack();
			// It has failed again meanwhile, and is tried again.
			if (!this.#available) return;
			this.#deps.metrics.available.set(1);
			this.#deps.log.info('store.back');
		} catch (error) {
			if (this.#closed) return;
			this.#deps.log.debug('store.still_failing', { error });
			// What has come back already must not go on: its next failure would not be noticed.
			if (this.#available) this.#lost();
			else this.#retryLater();
		}
	}
}
