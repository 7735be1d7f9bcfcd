import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Row } from '../local-store/row.ts';
import { FrameLedger } from './frame-ledger.ts';

const row = (key: string, instance = 1): Row => ({
	key,
	update: new Uint8Array(),
	own: true,
	instance,
	attempt: 0,
	at: 0
});
const keys = (rows: readonly Row[]) => rows.map(({ key }) => key);

/** One row for each step of typing in one Y.Doc. */
function typed(instance: number, steps: readonly ((text: Y.Text) => void)[]): readonly Row[] {
	const doc = new Y.Doc();
	doc.clientID = instance;
	const rows: Row[] = [];
	doc.on('update', (update: Uint8Array) => rows.push({ ...row(`${rows.length}`, instance), update }));
	for (const step of steps) step(doc.getText('t'));
	return rows;
}

describe('what an ACK answers', () => {
	test('[ACK-1] [ACK-2] the SyncStep2 carries all that waits; later rows have frames of their own', () => {
		const ledger = new FrameLedger();
		ledger.add(row('a'), true);
		ledger.add(row('b'), true);
		ledger.frame(1, 'sync');
		ledger.add(row('c'), true);
		ledger.frame(2, 'update');
		expect(ledger.counts).toMatchObject({ waiting: 3, sent: 3, awaitsAnswer: true });
		expect(keys(ledger.ack(1))).toEqual(['a', 'b']);
		expect(ledger.counts).toMatchObject({ waiting: 1, awaitsAnswer: false });
		expect(keys(ledger.ack(2))).toEqual(['c']);
	});

	test('[ACK-2] nothing counts before the SyncStep2, and it contains the frames before it', () => {
		const ledger = new FrameLedger();
		ledger.add(row('a'), true);
		ledger.frame(1, 'update');
		expect(ledger.ack(1)).toEqual([]);
		ledger.frame(2, 'sync');
		expect(ledger.ack(1)).toEqual([]);
		expect(keys(ledger.ack(2))).toEqual(['a']);
	});

	test('[ACK-3] a lost connection takes nothing with it', () => {
		const ledger = new FrameLedger();
		ledger.frame(1, 'sync');
		ledger.ack(1);
		ledger.add(row('a'), true);
		ledger.frame(2, 'update');
		ledger.disconnected();
		expect(ledger.counts).toMatchObject({ waiting: 1, sent: 0, awaitsAnswer: false });
		expect(ledger.ack(9)).toEqual([]);
		ledger.frame(1, 'sync');
		expect(keys(ledger.ack(1))).toEqual(['a']);
	});

	test('[ACK-1] a row that was never sent is not answered by whatever comes later', () => {
		const ledger = new FrameLedger();
		ledger.frame(1, 'sync');
		ledger.add(row('unsent'), true);
		ledger.add(row('sent'), true);
		ledger.frame(2, 'update');
		expect(keys(ledger.ack(2))).toEqual(['sent']);
		expect(keys(ledger.rows)).toEqual(['unsent']);
	});

	test('a second SyncStep2 carries what has no frame yet, and awaits its answer', () => {
		const ledger = new FrameLedger();
		ledger.frame(1, 'sync');
		ledger.ack(1);
		ledger.add(row('a'), true);
		ledger.frame(2, 'update');
		ledger.add(row('b'), true);
		ledger.frame(3, 'sync');
		expect(keys(ledger.ack(2))).toEqual(['a']);
		expect(ledger.counts.awaitsAnswer).toBe(true);
		expect(keys(ledger.ack(3))).toEqual(['b']);
	});
});

describe('what a NACK brings down', () => {
	test('[ACK-5] the rows of the frame and the later ones of the same document, not those of another or before', () => {
		const ledger = new FrameLedger();
		ledger.frame(1, 'sync');
		for (const [n, [key, instance]] of ([['a', 1], ['b', 1], ['c', 2], ['d', 1]] as const).entries()) {
			ledger.add(row(key, instance), true);
			ledger.frame(n + 2, 'update');
		} // prettier-ignore
		ledger.add(row('e', 1), false);
		const { guilty, superseded } = ledger.nack(3, 'invalid');
		expect(keys(guilty)).toEqual(['b']);
		expect(keys(superseded)).toEqual(['d', 'e']);
	});

	test('[ACK-5] a refused SyncStep2 brings down all that it carried', () => {
		const ledger = new FrameLedger();
		ledger.add(row('a', 1), true);
		ledger.add(row('b', 2), true);
		ledger.frame(1, 'sync');
		ledger.add(row('c', 2), true);
		expect(keys(ledger.nack(1, 'invalid').guilty)).toEqual(['a', 'b']);
		expect(keys(ledger.nack(1, 'invalid').superseded)).toEqual(['c']);
	});

	describe('of words written one after the other in one document, the second being a deletion', () => {
		const rows = typed(1, [(text) => text.insert(0, 'ab'), (text) => text.delete(0, 1), (text) => text.insert(0, 'c')]);
		const refusedWhen = (relayHas: number, code: 'invalid' | 'owner' = 'invalid') => {
			const ledger = new FrameLedger();
			for (const one of rows) ledger.add(one, true);
			ledger.asked(new Map([[1, relayHas]]));
			ledger.frame(1, 'sync');
			return keys(ledger.nack(1, code).guilty);
		};

		test('[ACK-5] what the relay had before is not refused, nor what came before that', () => {
			expect(refusedWhen(0)).toEqual(['0', '1', '2']);
			expect(refusedWhen(1)).toEqual(['0', '1', '2']);
			expect(refusedWhen(2)).toEqual(['1', '2']);
		});

		test('[ACK-5] when the relay has all words, only the deletion can have been refused', () => {
			expect(refusedWhen(3)).toEqual(['1']);
		});

		test('[ACK-5] what the relay has under somebody else’s client id is not mine', () => {
			expect(refusedWhen(3, 'owner')).toEqual(['0', '1', '2']);
		});

		test('[ACK-5] what the relay had on an earlier connection counts no longer: it may have lost it since', () => {
			const ledger = new FrameLedger();
			for (const one of rows) ledger.add(one, true);
			ledger.asked(new Map([[1, 3]]));
			ledger.disconnected();
			ledger.frame(1, 'sync');
			expect(keys(ledger.nack(1, 'invalid').guilty)).toEqual(['0', '1', '2']);
		});
	});
});

test('stored and unstored rows are told apart', () => {
	const ledger = new FrameLedger();
	ledger.add(row('a'), true);
	ledger.add(row('b'), false);
	expect(ledger.counts.unstored).toBe(1);
	expect(ledger.storedKeys).toEqual(['a']);
	ledger.markStored('b');
	ledger.markStored('gone');
	expect(ledger.counts.unstored).toBe(0);
	ledger.drop(['a']);
	expect(keys(ledger.rows)).toEqual(['b']);
});
