/**
 * A row: one change of a document, as it lies in the local store. Own rows wait under `w/` until the relay has them, then
 * they lie under `r/` with those of the others until they are folded into the snapshot. Keys are unique over all tabs.
 */
import type { CommandRecord } from '#lib/model/command.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';

/** What is stored under a row's key. */
export interface StoredRow {
	readonly update: Uint8Array;
	/** Written by this participant, on this device. */
	readonly own: boolean;
	/** Client id of the Y.Doc that made it; 0 for rows of others. */
	readonly instance: number;
	/** How often it had been brought in again when it was made. */
	readonly attempt: number;
	/** Milliseconds since the epoch. */
	readonly at: number;
	/** Absent: made by the rich-text editor, by undo, or by others. */
	readonly command?: CommandRecord;
}

export interface Row extends StoredRow {
	/** Sorts by time. */
	readonly key: string;
}

export const snapshotKey = (document: DocumentName): string => `s/${document}`;
export const headKey = (document: DocumentName): string => `g/${document}`;
/** The slash ends the name: `board.a` is not a beginning of `board.ab`. */
export const waitingPrefix = (document: DocumentName): string => `w/${document}/`;
export const settledPrefix = (document: DocumentName): string => `r/${document}/`;

/** Which state of the document the rows belong to. */
export interface Head {
	/** Rises when rows were refused: every tab has to build the document anew. */
	readonly generation: number;
	/** Rises when rows were folded into the snapshot. */
	readonly snapshot: number;
	/** The snapshot also holds what waits: it was made of a living document after the store had been lost. */
	readonly mixed?: boolean;
}

export const firstHead: Head = { generation: 0, snapshot: 0 };

/** Makes keys for one tab: sorted by time, never back, and unique because tabs have random names. */
export function rowKeys(tab: string): (at: number) => string {
	let made = 0;
	let last = 0;
	return (at) => {
		last = Math.max(last, Math.trunc(at));
		return `${digits(last, 10)}.${tab}.${digits(made++, 8)}`;
	};
}

function digits(value: number, length: number): string {
	return value.toString(36).padStart(length, '0');
}

export function storedRow({ key: _key, ...stored }: Row): StoredRow {
	return stored;
}

/** Reads a stored row; one that is not of our shape (a newer build's, a damaged one) is left alone. */
export function parseRow(key: string, value: unknown): Row | undefined {
	const stored = value as Partial<StoredRow> | undefined;
	if (!(stored?.update instanceof Uint8Array)) return undefined;
	const { update, own = false, instance = 0, attempt = 0, at = 0, command } = stored;
	return { key, update, own, instance, attempt, at, ...(command && { command }) };
}
