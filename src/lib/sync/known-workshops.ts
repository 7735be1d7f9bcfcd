/**
 * The list of workshops in the device's own store. Several tabs write it, so every change is one step on what is there at
 * that moment: none undoes another's, and none brings back what was forgotten meanwhile. What this page has kept is put
 * into the store again when that was lost (SPEC.md [STORE-6]).
 */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { Listeners } from '#lib/model/listeners.ts';
import type { KnownWorkshop } from './known-workshop.ts';
import type { Entry, LocalStore } from './local-store/local-store.ts';

const prefix = 'workshop/';

export type Found = Result<KnownWorkshop | undefined, 'unavailable'>;

export class KnownWorkshops {
	readonly #store: LocalStore;
	readonly #listeners = new Listeners();
	readonly #kept = new Map<string, KnownWorkshop>();
	/** The store has lost the list and does not have it again yet. */
	#isLost = false;
	#keptAgain: Promise<void> = Promise.resolve();

	constructor(store: LocalStore) {
		this.#store = store;
		store.onLost(() => {
			this.#isLost = true;
			this.#keptAgain = this.#keepAgain();
		});
	}

	/** Calls back when the list has changed in this tab; returns its stop. */
	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	async all(): Promise<readonly KnownWorkshop[]> {
		const entries = await this.#store.entries(prefix);
		const known = entries.ok ? entries.value.flatMap(([, value]) => (isKnown(value) ? [value] : [])) : [];
		return known.sort((a, b) => b.lastOpened - a.lastOpened);
	}

	/** `undefined`: not on this device. `unavailable`: the store does not answer, so nobody knows. */
	async find(id: string): Promise<Found> {
		const first = await this.#read(id);
		if (!first.ok || first.value) return first;
		// That reading may have been what showed that the store was lost.
		await this.#keptAgain;
		if (this.#isLost) await this.#keepAgain();
		return this.#isLost ? ok(this.#kept.get(id)) : this.#read(id);
	}

	/** Whatever was there. */
	async keep(known: KnownWorkshop): Promise<KnownWorkshop> {
		return (await this.#put(known.id, () => known)) ?? known;
	}

	/** What is there with this change; with a full storage only this page knows it. */
	async change(id: string, change: (known: KnownWorkshop) => KnownWorkshop): Promise<Found> {
		const before = await this.find(id);
		if (!before.ok || !before.value) return before;
		return ok(await this.#put(id, (now) => now && change(now), before.value));
	}

	async forget(id: string, tombstone: readonly Entry[]): Promise<void> {
		this.#kept.delete(id);
		await this.#store.write({ put: tombstone, remove: [prefix + id] });
	}

	/** Whether somebody took it from this device on purpose; a store that was lost or does not answer is another thing. */
	async wasForgotten(id: string): Promise<boolean> {
		const found = await this.find(id);
		if (!found.ok || found.value) return false;
		this.#kept.delete(id);
		return true;
	}

	/** Calls back those who watch the list. */
	told(): void {
		this.#listeners.call();
	}

	async #read(id: string): Promise<Found> {
		const found = await this.#store.get(prefix + id);
		if (!found.ok) return refused('unavailable');
		if (!isKnown(found.value)) return ok(undefined);
		if (this.#kept.has(id)) this.#kept.set(id, found.value);
		return ok(found.value);
	}

	/** @param before what was there, in case the store takes nothing */
	async #put(
		id: string,
		make: (now: KnownWorkshop | undefined) => KnownWorkshop | undefined,
		before?: KnownWorkshop
	): Promise<KnownWorkshop | undefined> {
		const key = prefix + id;
		const madeOf = (now: KnownWorkshop | undefined) => {
			const made = make(now);
			return made && { ...made, revision: (now?.revision ?? 0) + 1 };
		};
		let made: KnownWorkshop | undefined;
		const done = await this.#store.transform([key], (found) => {
			made = madeOf(knownIn(found, key));
			return made ? { put: [[key, made]] } : {};
		});
		if (!done.ok) made = madeOf(before);
		if (made) this.#kept.set(id, made);
		this.#listeners.call();
		return made;
	}

	/** What another tab has kept meanwhile stays where it is newer. */
	async #keepAgain(): Promise<void> {
		const done = await this.#store.transform([prefix], (found) => {
			const revision = (key: string) => knownIn(found, key)?.revision ?? 0;
			const put = [...this.#kept.values()].map((known) => [prefix + known.id, known] as const);
			return { put: put.filter(([key, known]) => (known.revision ?? 1) > revision(key)) };
		});
		if (done.ok) this.#isLost = false;
	}
}

function knownIn(entries: readonly Entry[], key: string): KnownWorkshop | undefined {
	const value = entries.find(([found]) => found === key)?.[1];
	return isKnown(value) ? value : undefined;
}

function isKnown(value: unknown): value is KnownWorkshop {
	const known = value as Partial<KnownWorkshop> | undefined;
	return typeof known?.id === 'string' && typeof known.participant === 'string' && Array.isArray(known.stores);
}
