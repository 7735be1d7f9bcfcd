import { expect, test } from 'vitest';
import { FrameLedger } from './frame-ledger.ts';

test('[RELAY-2] the count of answered frames stops at the first one without an answer', () => {
	const ledger = new FrameLedger();
	const [first, second, third] = [ledger.receive(), ledger.receive(), ledger.receive()];
	expect([first, second, third]).toEqual([1, 2, 3]);
	ledger.answer(third);
	expect(ledger.answered).toBe(0);
	ledger.answer(first);
	expect(ledger.answered).toBe(1);
	ledger.answer(second);
	expect(ledger.answered).toBe(3);
	expect(ledger.hasOpen).toBe(false);
});

test('parked frames are found up to a number, and an answer twice changes nothing', () => {
	const ledger = new FrameLedger();
	for (let i = 0; i < 5; i++) ledger.park(ledger.receive());
	ledger.answer(2);
	expect(ledger.parkedUpTo(4)).toEqual([1, 3, 4]);
	for (const frame of [1, 1, 3, 4, 4, 9]) ledger.answer(frame);
	expect(ledger.answered).toBe(4);
	expect(ledger.parkedUpTo(Infinity)).toEqual([5]);
});
