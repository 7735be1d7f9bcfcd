/**
 * Where the model gets its Yjs documents from: a port that sync fulfils in the browser and `memory-documents.ts` in
 * tests. A handle outlives its Y.Doc: after the relay refused a frame, the document is rebuilt and replaced under
 * everybody who holds the handle (see sync/SPEC.md).
 */
import type * as Y from 'yjs';
import type { DocumentName } from '#lib/protocol/documents.ts';

export interface DocumentHandle {
	readonly name: DocumentName;
	/** The document as it is now. Never keep it across a task: ask again. */
	readonly doc: Y.Doc;
	/** Calls back after `doc` has become another one; returns its stop. Observers of the old one must be moved. */
	onReplace(replaced: (now: Y.Doc, before: Y.Doc) => void): () => void;
}

export interface Documents {
	/** The handle of a document; the same one for the same name. Opening is lazy, synchronous and never fails. */
	open(name: DocumentName): DocumentHandle;
	/** The names opened so far or known from this device. */
	names(): readonly DocumentName[];
	/** Calls back when `names()` has grown; returns its stop. */
	onNames(grown: () => void): () => void;
}
