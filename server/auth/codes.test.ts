import { expect, test, vi } from 'vitest';
import { manualClock } from '#lib/kernel/clock.ts';
import { FailedCodes, newCode, parseCode } from './codes.ts';

test('a code is read as people write it', () => {
	const code = newCode();
	expect(code).toMatch(/^[A-HJKMNP-Z2-9]{6}$/);
	expect(parseCode(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toBe(code);
	expect(parseCode('O0O0O0')).toBeUndefined();
	expect(parseCode('ABC')).toBeUndefined();
});

test('wrong codes wait longer and longer, and are forgiven with time', async () => {
	vi.useFakeTimers();
	try {
		const clock = manualClock();
		const failed = new FailedCodes(() => clock.now());
		for (let i = 0; i < 20; i++) expect(await failed.failed()).toBe(true);
		const delays: number[] = [];
		for (let i = 0; i < 10; i++) {
			const startedAt = Date.now();
			void failed.failed().then(() => delays.push(Date.now() - startedAt));
			await vi.advanceTimersByTimeAsync(20_000);
		}
		expect(delays.slice(0, 4)).toEqual([100, 200, 400, 800]);
		expect(Math.max(...delays)).toBe(10_000);
		clock.advance(60_000);
		expect(await failed.failed()).toBe(true);
	} finally {
		vi.useRealTimers();
	}
});

test('those who wait are let go at the end', async () => {
	const failed = new FailedCodes(() => 0);
	for (let i = 0; i < 30; i++) void failed.failed();
	const last = failed.failed();
	failed.close();
	expect(await last).toBe(true);
});

test('who guesses ten thousand codes does not hold up a right one, and who guesses all day finds the door shut', async () => {
	vi.useFakeTimers();
	try {
		const clock = manualClock();
		const failed = new FailedCodes(() => clock.now());
		const answered: boolean[] = [];
		const guess = async () => answered.push(await failed.failed());
		for (let i = 0; i < 10_000; i++) {
			expect(failed.isOpen).toBe(true);
			void guess();
			if (i % 10 === 0) clock.advance(1);
		}
		await vi.advanceTimersByTimeAsync(0);
		expect(answered.filter(Boolean).length, 'free of charge').toBeLessThan(30);
		for (let i = 10_000; failed.isOpen; i++) {
			if (i > 200_000) throw new Error('The door never shuts.');
			void guess();
		}
		clock.advance(60_000);
		let looked = 0;
		for (; failed.isOpen; looked++) void guess();
		expect(looked, 'in a minute').toBeLessThan(302);
		clock.advance(24 * 60 * 60 * 1000);
		expect(failed.isOpen).toBe(true);
		failed.close();
	} finally {
		vi.useRealTimers();
	}
});
