/**
 * Parts of a workshop file that this build does not model yet, kept word for word in a root map of the document that
 * will hold them one day. Only the importer writes it; when a part is modelled, its reader takes it over from here.
 */
import type * as Y from 'yjs';
import type { Json } from '../schema/record.ts';
import { isUnsafeKey } from './clean-json.ts';

const keptRoot = 'kept';

export function keepParts(doc: Y.Doc, parts: Readonly<Record<string, unknown>>): void {
	for (const [name, part] of Object.entries(parts)) doc.getMap(keptRoot).set(name, part);
}

/** Parts by name, sorted, so that every device writes the same file. */
export function keptParts(doc: Y.Doc): Readonly<Record<string, Json>> {
	const parts = [...doc.getMap(keptRoot).entries()].filter(([name]) => !isUnsafeKey(name));
	return Object.fromEntries(parts.sort(([a], [b]) => (a < b ? -1 : 1))) as Record<string, Json>;
}

/** The fields of `object` that are not among `known`. */
export function without(object: object, known: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(object).filter(([name]) => !known.includes(name)));
}
