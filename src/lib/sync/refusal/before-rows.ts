/** A document as it was before some rows of it were written, for comparing only: what those rows had deleted stays away. */
import * as Y from 'yjs';
import type { Row } from '../local-store/row.ts';

export function beforeRows(doc: Y.Doc, rows: Iterable<Row>): Y.Doc {
	const whole = new Y.Doc({ gc: false });
	Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc));
	const { ds, sv } = Y.snapshot(whole);
	const until = new Map(sv);
	for (const { update } of rows) {
		for (const [client, clock] of Y.parseUpdateMeta(update).from) {
			until.set(client, Math.min(clock, until.get(client) ?? 0));
		}
	}
	return Y.createDocFromSnapshot(whole, Y.createSnapshot(ds, until));
}
