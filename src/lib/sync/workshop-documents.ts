/** The documents of a session (the model's port), each with its keeper. Opening one starts to load and to connect it. */
import { Listeners } from '#lib/model/listeners.ts';
import type { DocumentHandle, Documents } from '#lib/model/documents.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { DocumentKeeper } from './document-keeper.ts';

export class WorkshopDocuments implements Documents {
	readonly #make: (name: DocumentName) => DocumentKeeper;
	readonly #keepers = new Map<DocumentName, DocumentKeeper>();
	readonly #grown = new Listeners();
	#wanted = false;

	constructor(make: (name: DocumentName) => DocumentKeeper) {
		this.#make = make;
	}

	open(name: DocumentName): DocumentHandle {
		return this.keeper(name).handle;
	}

	names(): readonly DocumentName[] {
		return [...this.#keepers.keys()];
	}

	onNames(grown: () => void): () => void {
		return this.#grown.add(grown);
	}

	keeper(name: DocumentName): DocumentKeeper {
		let keeper = this.#keepers.get(name);
		if (!keeper) {
			keeper = this.#make(name);
			this.#keepers.set(name, keeper);
			keeper.want(this.#wanted);
			this.#grown.call();
		}
		return keeper;
	}

	/** The keeper of a document that is open already. */
	opened(name: DocumentName): DocumentKeeper | undefined {
		return this.#keepers.get(name);
	}

	get keepers(): readonly DocumentKeeper[] {
		return [...this.#keepers.values()];
	}

	/** Whether there shall be connections at all. */
	want(wanted: boolean): void {
		this.#wanted = wanted;
		for (const keeper of this.#keepers.values()) keeper.want(wanted);
	}
}
