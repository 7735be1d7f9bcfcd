/**
 * Puts a living document back into a store that has lost it (deleted in another tab, or with the browser's own means).
 * What the store holds meanwhile, because another tab was faster, stays (SPEC.md [STORE-6]).
 */
import * as Y from 'yjs';
import { ok, type Result } from '#lib/kernel/result.ts';
import { applyUpdates } from '../apply-updates.ts';
import type { DocumentLog } from './document-log.ts';
import type { StoreFailure } from './local-store.ts';
import { headKey, snapshotKey, storedRow, waitingPrefix, type Head, type Row } from './row.ts';

export interface Refilled {
	/** As it is in the store now. */
	readonly head: Head;
	/** Another tab has filled it before. */
	readonly met: boolean;
}

/**
 * @param doc as it lives in this tab
 * @param head as this tab knew it
 * @param waiting what the relay has not acknowledged; it is in `doc`, too, which the head says (`mixed`)
 */
export async function refill(
	log: DocumentLog,
	doc: Y.Doc,
	head: Head,
	waiting: readonly Row[]
): Promise<Result<Refilled, StoreFailure>> {
	let filled: Refilled = { head, met: false };
	const rows = waiting.map((row) => [waitingPrefix(log.name) + row.key, storedRow(row)] as const);
	const done = await log.transform((found) => {
		const met = found.snapshot !== undefined;
		filled = { head: found.head, met };
		// Rows were refused in another tab, and `doc` still has them: it is built anew from what that tab has put there.
		if (met && found.head.generation > head.generation) return { put: rows };
		const whole = new Y.Doc();
		applyUpdates(whole, [...(found.snapshot ? [found.snapshot] : []), Y.encodeStateAsUpdate(doc)]);
		const isMixed = found.head.mixed === true || waiting.length > 0;
		const now: Head = {
			generation: Math.max(head.generation, found.head.generation),
			snapshot: Math.max(head.snapshot, found.head.snapshot) + 1,
			...(isMixed && { mixed: true })
		};
		filled = { head: now, met };
		return { put: [[snapshotKey(log.name), Y.encodeStateAsUpdate(whole)], [headKey(log.name), now], ...rows] };
	});
	return done.ok ? ok(filled) : done;
}

/** Nothing waits any more, so the snapshot holds only what the relay has. Gives the head where that has become true. */
export async function unmix(log: DocumentLog): Promise<Head | undefined> {
	let unmixed: Head | undefined;
	const done = await log.transform(({ head, waiting }) => {
		if (!head.mixed || waiting.length > 0) return {};
		unmixed = { generation: head.generation, snapshot: head.snapshot };
		return { put: [[headKey(log.name), unmixed]] };
	});
	return done.ok ? unmixed : undefined;
}
