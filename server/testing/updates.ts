/** Yjs updates for tests, made by small documents with a client id one can choose. */
import * as Y from 'yjs';

export interface Author {
	readonly doc: Y.Doc;
	/** Everything so far. */
	readonly all: Uint8Array;
	/** Writes, and gives the update of just this. */
	write(text: string, at?: number): Uint8Array;
	/** Removes, and gives the update of just this. */
	remove(at: number, length: number): Uint8Array;
	/** Takes over what others wrote. */
	read(...updates: readonly Uint8Array[]): Author;
}

export function author(client: number): Author {
	const doc = new Y.Doc();
	doc.clientID = client;
	const text = doc.getText('text');
	const change = (work: () => void): Uint8Array => {
		let update: Uint8Array | undefined;
		const keep = (bytes: Uint8Array) => (update = bytes);
		doc.once('update', keep);
		work();
		doc.off('update', keep);
		if (!update) throw new Error('Assumption broken: a change makes an update');
		return update;
	};
	const self: Author = {
		doc,
		get all() {
			return Y.encodeStateAsUpdate(doc);
		},
		write: (words, at = text.length) => change(() => text.insert(at, words)),
		remove: (at, length) => change(() => text.delete(at, length)),
		read(...updates) {
			for (const update of updates) Y.applyUpdate(doc, update);
			// Yjs takes a new id when it meets its own; these authors keep theirs, forgers included.
			doc.clientID = client;
			return self;
		}
	};
	return self;
}

/** What a document made of these updates says. */
export function textOf(...updates: readonly Uint8Array[]): string {
	const doc = new Y.Doc();
	for (const update of updates) Y.applyUpdate(doc, update);
	return doc.getText('text').toString();
}

/** A struct that stands for something forgotten (GC), over clocks somebody else has yet to use. */
export function forgedStruct(client: number, clock: number, length: number): Uint8Array {
	const varUint = (n: number): number[] => (n < 128 ? [n] : [(n & 127) | 128, ...varUint(Math.floor(n / 128))]);
	return Uint8Array.from([1, 1, ...varUint(client), ...varUint(clock), 0, ...varUint(length), 0]);
}
