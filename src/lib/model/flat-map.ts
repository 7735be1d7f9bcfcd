/**
 * Ids that several people may write, with one plain value each (who sits where): a root Y.Map without containers in it,
 * so that two people writing at once can never lose each other's (SPEC.md [REC-2]).
 */
import type * as Y from 'yjs';
import type { DocumentHandle } from './documents.ts';
import { Listeners } from './listeners.ts';

export class FlatMap {
	readonly #name: string;
	readonly #handle: DocumentHandle;
	#map: Y.Map<unknown>;
	readonly #listeners = new Listeners();
	#entries: ReadonlyMap<string, string> | undefined;

	constructor(handle: DocumentHandle, name: string) {
		this.#handle = handle;
		this.#name = name;
		this.#map = handle.doc.getMap(name);
		this.#map.observe(this.#changed);
		handle.onReplace(() => {
			this.#map.unobserve(this.#changed);
			this.#map = this.#handle.doc.getMap(this.#name);
			this.#map.observe(this.#changed);
			this.#changed();
		});
	}

	/** Every key with a string value; the same map until something changes. */
	entries(): ReadonlyMap<string, string> {
		this.#entries ??= new Map(
			[...this.#map.entries()].filter((entry): entry is [string, string] => typeof entry[1] === 'string')
		);
		return this.#entries;
	}

	set(key: string, value: string | undefined): void {
		if (value === undefined) this.#map.delete(key);
		else if (this.#map.get(key) !== value) this.#map.set(key, value);
	}

	onAny(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	readonly #changed = (): void => {
		this.#entries = undefined;
		this.#listeners.call();
	};
}
