/** Small things about Y.Docs that keeper, log and rebuilding share. */
import * as Y from 'yjs';

/** Applies updates in one transaction. One that cannot be read is skipped: the rest of the document must still open. */
export function applyUpdates(doc: Y.Doc, updates: readonly Uint8Array[], origin?: unknown): void {
	doc.transact(() => {
		for (const update of updates) {
			if (isReadable(update)) Y.applyUpdate(doc, update, origin);
		}
	}, origin);
}

/** Says whether something in the document waits for content that has not come. */
export function hasPending(doc: Y.Doc): boolean {
	return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

function isReadable(update: Uint8Array): boolean {
	try {
		Y.decodeUpdate(update);
		return true;
	} catch {
		// A damaged row. It stays in the store for whoever can do something with it; the document does without.
		return false;
	}
}
