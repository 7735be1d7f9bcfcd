/**
 * Large bytes that never change again, read once for all who ask at the same time: when a box is opened, everybody comes
 * for what lay inside within the same second. Keeps nothing alive that nobody is being sent.
 */
export class SharedReading {
	readonly #underWay = new Map<string, Promise<Uint8Array | undefined>>();
	readonly #read = new Map<string, WeakRef<Uint8Array>>();

	/** @param load gives `undefined` while there is nothing to read; that is asked for again each time */
	get(key: string, load: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
		const known = this.#read.get(key)?.deref();
		if (known) return Promise.resolve(known);
		return this.#underWay.get(key) ?? this.#begin(key, load);
	}

	async #load(key: string, load: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
		try {
			const bytes = await load();
			if (bytes) this.#read.set(key, new WeakRef(bytes));
			return bytes;
		} finally {
			this.#underWay.delete(key);
		}
	}

	#begin(key: string, load: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
		const reading = this.#load(key, load);
		this.#underWay.set(key, reading);
		return reading;
	}
}
