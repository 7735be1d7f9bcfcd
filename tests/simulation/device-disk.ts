/**
 * What a device keeps, shared by its tabs: local stores in memory whose steps come one after the other and take time.
 * A step that a tab has asked for and that has not begun when the tab dies has never been; reading waits for what was
 * asked before, as IndexedDB does it.
 */
import { refused, type Result } from '#lib/kernel/result.ts';
import type { LocalStore, LocalStores, StoreFailure } from '#lib/sync/local-store/local-store.ts';
import { memoryStores } from '#lib/sync/local-store/memory-store.ts';
import type { Process, World } from './world.ts';

export class DeviceDisk {
	readonly #world: World;
	readonly stores = memoryStores();
	/** What a write fails with; when the device is only full, reading goes on. */
	failing: StoreFailure | undefined;
	/** Longest time of a step, milliseconds. */
	slowness = 4;
	#busyUntil = 0;

	constructor(world: World) {
		this.#world = world;
	}

	/** The stores as one tab sees them. */
	storesFor(process: Process): LocalStores {
		return {
			kind: 'kept',
			open: (name) => this.#storeFor(process, this.stores.open(name)),
			remove: (name) => this.#step(process, () => this.stores.remove(name))
		};
	}

	#storeFor(process: Process, store: LocalStore): LocalStore {
		const reading = <Value>(work: () => Promise<Result<Value, StoreFailure>>) =>
			this.#step(process, async () => (this.failing === 'unavailable' ? refused(this.failing) : await work()));
		const writing = <Value>(work: () => Promise<Value>) =>
			this.#step(process, async () => (this.failing ? refused(this.failing) : await work()));
		return {
			...store,
			get: (key) => reading(() => store.get(key)),
			getMany: (keys) => reading(() => store.getMany(keys)),
			keys: (prefix) => reading(() => store.keys(prefix)),
			entries: (prefix) => reading(() => store.entries(prefix)),
			write: (changes) => {
				const copy = structuredClone(changes);
				return writing(() => store.write(copy)) as ReturnType<LocalStore['write']>;
			},
			transform: (prefixes, decide) =>
				this.#step(process, async () => {
					if (this.failing === 'unavailable') return refused(this.failing);
					let isFull = false;
					const done = await store.transform(prefixes, (found) => {
						const changes = decide(found);
						isFull = this.failing !== undefined && (changes.put ?? []).length > 0;
						return isFull ? {} : changes;
					});
					return isFull ? refused('full' as const) : done;
				}),
			close: () => store.close()
		};
	}

	/** Done at one moment, answered at another. */
	#step<Value>(process: Process, work: () => Promise<Value>): Promise<Value> {
		const world = this.#world;
		this.#busyUntil = Math.max(this.#busyUntil, world.now) + world.between(0, this.slowness);
		return new Promise((resolve, reject) => {
			world.at(this.#busyUntil, process, async () => {
				const outcome = await work().then(
					(value) => () => resolve(value),
					(error: unknown) => () => reject(error)
				);
				world.after(world.between(0, 2), process, outcome);
			});
		});
	}
}
