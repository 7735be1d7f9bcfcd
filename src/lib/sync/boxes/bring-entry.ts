/**
 * Brings my entry of one box to the relay, whole and under its ETag; where another device was first, both are merged in
 * the row and it is tried again. When to do so and what a refusal means is decided in session-boxes.ts.
 */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { RelayFailure } from '../relay-http.ts';
import { afterRecovery, confirmed, goingOut, isSettled, lost, met, type EntryRow } from './entry-row.ts';
import type { LocalEntry } from './my-entry.ts';
import type { RelayBoxes } from './relay-boxes.ts';

/** Somebody else cannot be quicker so often in a row: each of them is the same person. */
const mostMeetings = 5;

/**
 * @param look reads first what another device may have brought
 * @param recovery since when the relay may be behind its devices, as in POLICY
 */
export async function bringEntry(
	entry: LocalEntry,
	relay: RelayBoxes,
	look: boolean,
	recovery?: number
): Promise<Result<undefined, RelayFailure>> {
	await entry.step((row) => afterRecovery(row, recovery));
	if (look) {
		const looked = await meet(entry, relay);
		if (!looked.ok) return looked;
	}
	for (let meetings = 0; meetings < mostMeetings; meetings++) {
		const row = await entry.step((row) => (isDone(row) ? row : goingOut(row)));
		if (isDone(row)) return ok();
		const { mark, items, etag } = row;
		const sent = await relay.put(entry.box, { mark, items }, etag);
		if (sent.ok) {
			await entry.step((now) => confirmed(now, items, sent.value));
			return ok();
		}
		if (sent.reason !== 'changed') return refused(sent.reason);
		const looked = await meet(entry, relay);
		if (!looked.ok) return looked;
	}
	return refused('unavailable');
}

const isDone = (row: EntryRow): boolean => row.closed !== undefined || isSettled(row);

async function meet(entry: LocalEntry, relay: RelayBoxes): Promise<Result<undefined, RelayFailure>> {
	const theirs = await relay.mine(entry.box);
	if (!theirs.ok) return theirs;
	const held = theirs.value;
	await entry.step((row) => {
		if (held?.etag === row.etag || row.closed) return row;
		return held ? met(row, held.entry, held.etag) : lost(row);
	});
	return ok();
}
