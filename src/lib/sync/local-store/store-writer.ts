/**
 * Writes to one local store, in order and without waiting: while one write is on its way, the next ones gather into one.
 * A write that fails is kept and tried again; its outcome is told, because the light depends on it (SPEC.md [STORE-3]).
 */
import type { Changes, Entry, LocalStore, StoreFailure } from './local-store.ts';

/** Pause after a failed write, milliseconds; doubled up to the second. */
const firstPause = 500;
const longestPause = 15_000;

interface Write {
	/** Rises with everything queued: of two writes to one key the higher is the newer. */
	readonly order: number;
	/** Absent: the key is removed. */
	readonly put?: { readonly value: unknown };
}

interface Batch {
	readonly writes: Map<string, Write>;
	readonly whenWritten: (() => void)[];
}

export class StoreWriter {
	readonly #store: LocalStore;
	readonly #told: (failure: StoreFailure | undefined) => void;
	#gathering = emptyBatch();
	/** Of every key that is not on the disk yet: its newest write. */
	readonly #newest = new Map<string, number>();
	#queued = 0;
	#inFlight = 0;
	#settled: Promise<void> = Promise.resolve();
	#pause = firstPause;
	#retry: ReturnType<typeof setTimeout> | undefined;

	/** `told` hears of every write's outcome. */
	constructor(store: LocalStore, told: (failure: StoreFailure | undefined) => void) {
		this.#store = store;
		this.#told = told;
	}

	/** `written` is called once these changes are on the disk. */
	queue(changes: Changes, written?: () => void): void {
		for (const [key, value] of changes.put ?? []) this.#gather(key, { order: ++this.#queued, put: { value } });
		for (const key of changes.remove ?? []) this.#gather(key, { order: ++this.#queued });
		if (written) this.#gathering.whenWritten.push(written);
		if (this.#inFlight === 0 && this.#retry === undefined) this.#start();
	}

	/** Resolves when everything queued so far is on the disk or its write has failed. */
	async flush(): Promise<void> {
		this.hurry();
		await this.#settled;
	}

	/** Starts what has gathered at once: the page may be about to be frozen or closed. */
	hurry(): void {
		clearTimeout(this.#retry);
		this.#retry = undefined;
		if (!isEmpty(this.#gathering)) this.#start();
	}

	stop(): void {
		clearTimeout(this.#retry);
		this.#retry = undefined;
	}

	#start(): void {
		const batch = this.#gathering;
		this.#gathering = emptyBatch();
		this.#inFlight++;
		const before = this.#settled;
		const writing = this.#store.write(changesOf(batch));
		this.#settled = Promise.all([before, writing]).then(([, outcome]) => {
			this.#inFlight--;
			if (outcome.ok) this.#succeeded(batch);
			else this.#failed(batch, outcome.reason);
		});
	}

	#gather(key: string, write: Write): void {
		this.#gathering.writes.set(key, write);
		this.#newest.set(key, write.order);
	}

	#succeeded(batch: Batch): void {
		for (const [key, { order }] of batch.writes) if (this.#newest.get(key) === order) this.#newest.delete(key);
		this.#pause = firstPause;
		this.#told(undefined);
		for (const written of batch.whenWritten) written();
		if (this.#inFlight === 0 && !isEmpty(this.#gathering)) this.#start();
	}

	/** Comes back into the next write, except what has become old meanwhile. */
	#failed(batch: Batch, failure: StoreFailure): void {
		for (const [key, write] of batch.writes) {
			if (this.#newest.get(key) === write.order) this.#gathering.writes.set(key, write);
		}
		this.#gathering.whenWritten.unshift(...batch.whenWritten);
		this.#told(failure);
		clearTimeout(this.#retry);
		this.#retry = setTimeout(() => this.hurry(), this.#pause);
		this.#pause = Math.min(2 * this.#pause, longestPause);
	}
}

function emptyBatch(): Batch {
	return { writes: new Map(), whenWritten: [] };
}

function isEmpty({ writes, whenWritten }: Batch): boolean {
	return writes.size === 0 && whenWritten.length === 0;
}

function changesOf({ writes }: Batch): Changes {
	const put: Entry[] = [];
	const remove: string[] = [];
	for (const [key, write] of writes) {
		if (write.put) put.push([key, write.put.value]);
		else remove.push(key);
	}
	return { put, remove };
}
