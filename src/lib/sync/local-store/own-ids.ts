/**
 * Which Yjs client ids this participant has written with in one document, on this device. After a restore the relay may
 * have forgotten whose they are; then a connection claims them (`CLAIM` in ../../protocol/PROTOCOL.md). Kept because a
 * folded snapshot does not say any more which words are one's own. One key for each id, so that tabs do not overwrite
 * each other.
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { LocalStore } from './local-store.ts';
import type { Row } from './row.ts';
import type { StoreWriter } from './store-writer.ts';

const prefixOf = (document: DocumentName): string => `id/${document}/`;

export class OwnIds {
	readonly #prefix: string;
	/** Client id and when it was first used here, milliseconds since the epoch. */
	readonly #ids = new Map<number, number>();

	constructor(document: DocumentName) {
		this.#prefix = prefixOf(document);
	}

	async read(store: LocalStore): Promise<void> {
		const entries = await store.entries(this.#prefix);
		for (const [key, at] of entries.ok ? entries.value : []) {
			const id = Number(key.slice(this.#prefix.length));
			if (Number.isSafeInteger(id)) this.#ids.set(id, typeof at === 'number' ? at : 0);
		}
	}

	/** Ids of rows that are in the store already, from before ids were kept. */
	learn(rows: readonly Row[], writer: StoreWriter): void {
		for (const { own, instance, at } of rows) if (own && instance > 0) this.use(instance, at, writer);
	}

	/** This id is being written with. */
	use(id: number, at: number, writer: StoreWriter): void {
		if (this.#ids.has(id)) return;
		this.#ids.set(id, at);
		writer.queue({ put: [[this.#prefix + id, at]] });
	}

	/** The store has lost them. */
	keepAgain(writer: StoreWriter): void {
		writer.queue({ put: [...this.#ids].map(([id, at]) => [this.#prefix + id, at]) });
	}

	/** The newest first. */
	get all(): readonly number[] {
		return [...this.#ids].toSorted(([, a], [, b]) => b - a).map(([id]) => id);
	}
}
