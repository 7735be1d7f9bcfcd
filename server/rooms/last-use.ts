/**
 * Notes in the store when each workshop was last used, so that whoever runs the relay can have unused ones erased
 * (`upkeep.ts`). A day is what counts there, so an hour is exact enough here.
 */
import type { Log } from '../observability/log.ts';
import type { Storage } from '../storage/storage.ts';

const exactToMs = 60 * 60 * 1000;

interface Used {
	readonly id: string;
	/** Milliseconds; 0 when nobody has used it yet since it was loaded. */
	readonly usedAt: number;
}

export class LastUses {
	readonly #storage: Storage;
	readonly #log: Log;
	readonly #noted = new Map<string, number>();

	constructor(storage: Storage, log: Log) {
		this.#storage = storage;
		this.#log = log;
	}

	/** Notes what is more than an hour newer than what was noted. */
	note(workshops: Iterable<Used>): Promise<void> {
		return this.#write([...workshops].filter(({ id, usedAt }) => usedAt > (this.#noted.get(id) ?? 0) + exactToMs));
	}

	/** Notes all, because they leave memory now. */
	noteLast(workshops: Iterable<Used>): Promise<void> {
		const leaving = [...workshops];
		const written = this.#write(leaving.filter(({ id, usedAt }) => usedAt > (this.#noted.get(id) ?? 0)));
		for (const { id } of leaving) this.#noted.delete(id);
		return written;
	}

	async #write(uses: readonly Used[]): Promise<void> {
		if (uses.length === 0) return;
		for (const { id, usedAt } of uses) this.#noted.set(id, usedAt);
		try {
			await this.#storage.noteUse(uses.map(({ id, usedAt }) => ({ workshop: id, at: usedAt })));
		} catch (error) {
			// The next hour notes it again; a store that cannot write is noticed by whoever writes a word.
			this.#log.debug('use.not_noted', { error });
		}
	}
}
