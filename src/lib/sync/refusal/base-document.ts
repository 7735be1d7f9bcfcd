/**
 * Builds a document from the store without what was refused. Rows of mine that turn out to build on refused ones (written
 * in another tab, or after a crash in between) are left out as well, because the relay can never take them.
 */
import * as Y from 'yjs';
import { applyUpdates, forgetUnknownDeletions, hasPending, holds } from '../apply-updates.ts';
import type { Row } from '../local-store/row.ts';

export interface BaseDocument {
	readonly doc: Y.Doc;
	/** Waiting rows that could not be placed, in the order they were written. */
	readonly left: readonly Row[];
}

export function buildBase(firm: readonly Uint8Array[], waiting: readonly Row[]): BaseDocument {
	const doc = documentOf([...firm, ...waiting.map((row) => row.update)]);
	// What others wrote may have gaps of its own (an update that came before the SyncStep2, which then did not come): the
	// relay fills them, and they say nothing about my rows.
	if (!hasPending(doc) || waiting.every((row) => holds(doc, row.update))) {
		forgetUnknownDeletions(doc);
		return { doc, left: [] };
	}
	const base = documentOf(firm);
	forgetUnknownDeletions(base);
	return placeOneByOne(base, waiting);
}

/** Slow and rare: each row is tried on a copy, until a whole round brings nothing more. */
function placeOneByOne(base: Y.Doc, waiting: readonly Row[]): BaseDocument {
	let doc = base;
	let left = waiting;
	for (let before = left.length + 1; left.length < before;) {
		before = left.length;
		left = left.filter((row) => {
			const trial = documentOf([Y.encodeStateAsUpdate(doc), row.update]);
			if (!holds(trial, row.update)) return true;
			doc = trial;
			return false;
		});
	}
	return { doc, left };
}

function documentOf(updates: readonly Uint8Array[]): Y.Doc {
	const doc = new Y.Doc();
	applyUpdates(doc, updates);
	return doc;
}
