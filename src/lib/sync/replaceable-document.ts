/** A DocumentHandle whose Y.Doc can be exchanged under everybody who holds it. */
import * as Y from 'yjs';
import type { DocumentHandle } from '#lib/model/documents.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';

export class ReplaceableDocument implements DocumentHandle {
	readonly name: DocumentName;
	readonly #listeners = new Set<(now: Y.Doc, before: Y.Doc) => void>();
	#doc = new Y.Doc();

	constructor(name: DocumentName) {
		this.name = name;
	}

	get doc(): Y.Doc {
		return this.#doc;
	}

	onReplace(replaced: (now: Y.Doc, before: Y.Doc) => void): () => void {
		this.#listeners.add(replaced);
		return () => this.#listeners.delete(replaced);
	}

	replace(next: Y.Doc): void {
		const before = this.#doc;
		this.#doc = next;
		for (const listener of [...this.#listeners]) listener(next, before);
	}
}
