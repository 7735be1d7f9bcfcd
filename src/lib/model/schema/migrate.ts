/**
 * Brings a document of an older build up to this one's version. A migration adds and never takes away, gives the same
 * result when two devices run it at once or one runs it twice, and creates no shared types (SPEC.md [SCHEMA-2]).
 * A fixture of every version lies in tests/fixtures/schema-*; every build must read all of them.
 */
import type * as Y from 'yjs';
import type { DocumentKind } from '#lib/protocol/documents.ts';
import { markVersion, versionOf } from './version.ts';

export interface Migration {
	/** The version it leads to, from the one before. */
	readonly to: number;
	readonly documents: readonly DocumentKind[];
	readonly run: (doc: Y.Doc) => void;
}

/** In order. Empty as long as there is one version. */
export const migrations: readonly Migration[] = [];

/** Origin of the transaction a migration makes; it cannot be undone. */
export class MigrationOrigin {
	readonly by = 'migration';
}

/** Run by whoever may write the document, after it has been loaded. Says whether anything was to be done. */
export function migrate(doc: Y.Doc, kind: DocumentKind, steps: readonly Migration[] = migrations): boolean {
	const due = steps.filter(({ to, documents }) => to > versionOf(doc) && documents.includes(kind));
	if (due.length === 0) return false;
	doc.transact(() => {
		for (const { run, to } of due) {
			run(doc);
			markVersion(doc, to);
		}
	}, new MigrationOrigin());
	return true;
}
