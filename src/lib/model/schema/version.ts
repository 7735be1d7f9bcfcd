/**
 * The version of what lies in a document: how records are named and what their fields mean. New optional fields do not
 * raise it; a change that an older build would misread does. It is stored as a set of steps that only grows, so that an
 * old and a new device writing at once cannot lower it.
 */
import type * as Y from 'yjs';

export const schemaVersion = 1;

const stepsRoot = 'schema';

/** The version a document has reached; one without any step is of version 1. */
export function versionOf(doc: Y.Doc): number {
	const steps = [...doc.getMap(stepsRoot).keys()].map(Number);
	return Math.max(1, ...steps.filter((step) => Number.isInteger(step) && step < 10_000));
}

/** Notes that the document has been brought to `version`. */
export function markVersion(doc: Y.Doc, version: number): void {
	doc.getMap(stepsRoot).set(String(version), true);
}
