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

/**
 * Says whether all that an update writes and deletes has its place in the document. Of a document that waits for something
 * else as well, `hasPending` does not tell that. One that cannot be read has nothing to place.
 */
export function holds(doc: Y.Doc, update: Uint8Array): boolean {
	if (!isReadable(update)) return true;
	const { structs, ds } = Y.decodeUpdate(update);
	const reaches = (client: number, clock: number) => Y.getState(doc.store, client) >= clock;
	return (
		structs.every(({ id, length }) => reaches(id.client, id.clock + length)) &&
		[...ds.clients].every(([client, ranges]) => ranges.every(({ clock, len }) => reaches(client, clock + len)))
	);
}

/**
 * Forgets deletions of what is not there. They come with what others deleted around my own words (a card in which I had
 * written), and when those words were refused, nobody will ever have what is to be deleted; kept, they would be a gap in
 * every SyncStep2. What the relay does know it says again at the next meeting.
 */
export function forgetUnknownDeletions(doc: Y.Doc): void {
	doc.store.pendingDs = null;
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
