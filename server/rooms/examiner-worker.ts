/** The thread in which large frames are examined; its other end is `examiner.ts`. */
import { parentPort } from 'node:worker_threads';
import { assert } from '#lib/kernel/assert.ts';
import { limits } from '#lib/protocol/limits.ts';
import { admitSync, admitUpdate, type Verdict } from './admission.ts';
import { DocumentBounds } from './document-bounds.ts';
import type { Answer, Question } from './examiner.ts';
import { ClaimedIds } from './recovery.ts';

const port = parentPort;
assert(port, 'this module runs as a worker thread');

port.on('message', ({ kind, bounds: plain, sender, update }: Question) => {
	const bounds = DocumentBounds.from(plain);
	const claims = sender.claims && ClaimedIds.from(sender.claims);
	const admit = kind === 'sync' ? admitSync : admitUpdate;
	port.postMessage(packed(admit(bounds, { ...sender, claims }, update), bounds));
});

function packed(verdict: Verdict, bounds: DocumentBounds): Answer {
	if (verdict.kind !== 'store') return { verdict };
	const { admitted, ...rest } = verdict;
	const { deletes, ...others } = admitted;
	// Nobody deletes that much in pieces; what a whole document carries along is known and does not count.
	if (deletes.length > limits.deleteRangesPerSync) return { verdict: { kind: 'refused', code: 'size' } };
	const bases = new Map([...admitted.clocks.keys()].map((client) => [client, bounds.clock(client)]));
	const flat = new Float64Array(deletes.length * 3);
	for (const [i, { client, from, to }] of deletes.entries()) flat.set([client, from, to], i * 3);
	return { verdict: rest, admitted: others, deletes: flat, bases };
}
