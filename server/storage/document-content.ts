/**
 * What a log of updates adds up to. Updates are loaded into a Y.Doc, because merging many of them pairwise is quadratic
 * and a loaded document drops what was deleted. Runs where blocking is allowed: in the store's reader thread.
 */
import * as Y from 'yjs';
import { assert } from '#lib/kernel/assert.ts';
import { chainsOf, type Chains } from './chains.ts';

export interface DocumentContent {
	readonly update: Uint8Array;
	readonly stateVector: Uint8Array;
	readonly deleted: readonly (readonly [client: number, clock: number, length: number])[];
	readonly chains: Chains;
}

/** Loads updates in their order and encodes the result. Throws when they do not form a whole. */
export function foldUpdates(updates: Iterable<Uint8Array>): DocumentContent {
	const doc = load(updates);
	try {
		return contentOf(doc);
	} finally {
		doc.destroy();
	}
}

/** Like `foldUpdates`, and proves that the encoding, loaded again, says the same. */
export function foldVerified(updates: Iterable<Uint8Array>): DocumentContent {
	const doc = load(updates);
	const content = contentOf(doc);
	const again = load([content.update]);
	try {
		const sameState = Buffer.compare(sorted(doc), sorted(again)) === 0;
		const sameDeletions = Y.equalDeleteSets(deleteSet(doc), deleteSet(again));
		assert(sameState && sameDeletions, 'a snapshot says the same as the log it replaces');
		return content;
	} finally {
		doc.destroy();
		again.destroy();
	}
}

function load(updates: Iterable<Uint8Array>): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	assert(
		doc.store.pendingStructs === null && doc.store.pendingDs === null,
		'a stored document has everything its updates depend on'
	);
	return doc;
}

function contentOf(doc: Y.Doc): DocumentContent {
	const deleted: [number, number, number][] = [];
	for (const [client, ranges] of deleteSet(doc).clients) {
		for (const range of ranges) deleted.push([client, range.clock, range.len]);
	}
	const chains = chainsOf(doc);
	return { update: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc), deleted, chains };
}

function deleteSet(doc: Y.Doc) {
	return Y.createDeleteSetFromStructStore(doc.store);
}

function sorted(doc: Y.Doc): Buffer {
	const entries = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b);
	return Buffer.from(JSON.stringify(entries));
}
