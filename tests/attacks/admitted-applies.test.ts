import fc from 'fast-check';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { admitSync, admitUpdate, type Sender } from '../../server/rooms/admission.ts';
import { DocumentBounds } from '../../server/rooms/document-bounds.ts';
import { author } from '../../server/testing/updates.ts';
import { amount, patience } from '../soak/amount.ts';
import {
	damagedUpdate,
	grammaticalUpdate,
	namedAttacks,
	pick,
	type Choices,
	type Knowledge
} from './hostile-updates.ts';

const senders: readonly Sender[] = [
	{ participant: 'ben', isModerator: false },
	{ participant: 'cem', isModerator: false },
	{ participant: 'mo', isModerator: true }
];

/** A document with real words in it, and whatever comes afterwards; gives what was admitted, in its order. */
function admitted(choices: Choices, frames: number): Uint8Array[] {
	const bounds = new DocumentBounds({ stateVector: Uint8Array.of(0), deleted: [], owners: [] });
	const log: Uint8Array[] = [];
	const anna = author(5);
	const traffic: Uint8Array[] = [];
	const known: Knowledge = { clients: [5, 6, 7, 8], clock: (client) => bounds.clock(client), traffic };
	const take = (sender: Sender, update: Uint8Array, kind: 'update' | 'sync') => {
		const verdict = (kind === 'sync' ? admitSync : admitUpdate)(bounds, sender, update);
		if (verdict.kind !== 'store') return;
		bounds.take(verdict.admitted, sender.participant);
		log.push(verdict.admitted.update);
		traffic.push(verdict.admitted.update);
	};
	const makers = [grammaticalUpdate, grammaticalUpdate, damagedUpdate, damagedUpdate, ...smallAttacks];
	for (let i = 0; i < frames; i++) {
		if (i % 3 === 0) take({ participant: 'anna', isModerator: false }, anna.write(`w${i} `, 0), 'update');
		take(pick(choices, senders), pick(choices, makers)(choices, known), pick(choices, ['update', 'sync'] as const));
	}
	return log;
}

/** Those that are slow for their size have their place among the hostile frames. */
const smallAttacks = Object.entries(namedAttacks)
	.filter(([name]) => !/thousand|within a value/.test(name))
	.map(([, attack]) => attack);

test(
	'[RELAY-19] what was admitted applies to a document without an error and leaves nothing pending',
	{ timeout: patience(60_000) },
	() => {
		const property = fc.property(fc.gen(), (choose) => {
			const choices: Choices = { below: (limit) => choose(fc.nat, { max: limit - 1 }) };
			const log = admitted(choices, 12);
			const doc = new Y.Doc();
			const other = new Y.Doc();
			for (const update of log) Y.applyUpdate(doc, update);
			Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
			for (const each of [doc, other]) {
				expect([each.store.pendingStructs, each.store.pendingDs]).toEqual([null, null]);
			}
			expect(Y.encodeStateVector(other)).toEqual(Y.encodeStateVector(doc));
			for (const type of doc.share.keys()) doc.get(type).toJSON();
		});
		fc.assert(property, { numRuns: amount({ test: 1500, soak: 1_000_000 }), seed: 20221117, endOnFailure: false });
	}
);
