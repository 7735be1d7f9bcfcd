import { expect, test } from 'vitest';
import { claimLimit, decodeClaim, encodeClaim } from './claim.ts';
import { decodeRelayMessage, isCountedFrame } from './messages.ts';

test('a claim is read as it was written, and is neither counted nor taken for something of the relay', () => {
	const claim = { unsaved: [1, 4_294_967_295], settled: [7, 8, 9] };
	const frame = encodeClaim(claim);
	expect(frame[0]).toBe(123);
	expect(decodeClaim(frame)).toEqual(claim);
	expect(isCountedFrame(frame)).toBe(false);
	expect(decodeRelayMessage(frame)).toBeUndefined();
	expect(decodeClaim(encodeClaim({ unsaved: [], settled: [] }))).toEqual({ unsaved: [], settled: [] });
});

test('of a very long life only the newest ids are named; a frame cut short or boundless is not read', () => {
	const many = Array.from({ length: claimLimit + 5 }, (_, id) => id);
	expect(decodeClaim(encodeClaim({ unsaved: [], settled: many })).settled).toHaveLength(claimLimit);
	expect(() => decodeClaim(encodeClaim({ unsaved: [5], settled: [6] }).slice(0, 3))).toThrow();
	expect(() => decodeClaim(Uint8Array.of(123, 255, 255, 255, 127))).toThrow(RangeError);
});
