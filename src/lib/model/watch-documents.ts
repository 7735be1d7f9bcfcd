/**
 * Calls back whenever anything in the workshop may have changed, whatever document it lies in; for those who read all of
 * it (the report). Whoever shows one record or one list watches that (collection.ts).
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { DocumentHandle, Documents } from './documents.ts';

/** @param isWatched leaves documents out; returns its stop */
export function watchDocuments(
	documents: Documents,
	isWatched: (name: DocumentName) => boolean,
	changed: () => void
): () => void {
	const stops = new Map<DocumentName, () => void>();
	const watchNew = () => {
		for (const name of documents.names()) {
			if (isWatched(name) && !stops.has(name)) stops.set(name, watchDocument(documents.open(name), changed));
		}
	};
	watchNew();
	const stopNames = documents.onNames(() => {
		watchNew();
		changed();
	});
	return () => {
		stopNames();
		for (const stop of stops.values()) stop();
	};
}

function watchDocument(handle: DocumentHandle, changed: () => void): () => void {
	let { doc } = handle;
	doc.on('update', changed);
	const stopReplace = handle.onReplace((now) => {
		doc.off('update', changed);
		doc = now;
		doc.on('update', changed);
		changed();
	});
	return () => {
		stopReplace();
		doc.off('update', changed);
	};
}
