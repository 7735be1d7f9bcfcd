import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest';
import { Attempt } from './attempt.ts';

describe('an attempt to connect', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	test('[SYNC-6] is given up when nobody answers for twelve seconds', () => {
		const giveUp = vi.fn();
		const attempt = new Attempt(giveUp);
		attempt.begin();
		vi.advanceTimersByTime(11_999);
		expect(giveUp).not.toHaveBeenCalled();
		vi.advanceTimersByTime(1);
		expect(giveUp).toHaveBeenCalledOnce();
	});

	test('[SYNC-6] is given up at once when there is news of the network, unless it has only just begun', () => {
		const giveUp = vi.fn();
		const attempt = new Attempt(giveUp);
		attempt.begin();
		attempt.hurry();
		expect(giveUp).not.toHaveBeenCalled();
		vi.advanceTimersByTime(2_000);
		attempt.hurry();
		expect(giveUp).toHaveBeenCalledOnce();
	});

	test('that has an answer is left alone', () => {
		const giveUp = vi.fn();
		const attempt = new Attempt(giveUp);
		attempt.begin();
		attempt.end();
		vi.advanceTimersByTime(60_000);
		attempt.hurry();
		expect(giveUp).not.toHaveBeenCalled();
	});
});
