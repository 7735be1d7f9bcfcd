import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Outbox, type Outcome } from './outbox.ts';

const pauses = { between: 100, first: 1_000, longest: 8_000 };

/** Errands that end when the test says so. */
function errands() {
	const running: { key: string; signal: AbortSignal; end: (outcome: Outcome) => Promise<unknown> }[] = [];
	const run = (key: string, signal: AbortSignal) =>
		new Promise<Outcome>((resolve) => {
			const end = (outcome: Outcome) => {
				resolve(outcome);
				return vi.advanceTimersByTimeAsync(0);
			};
			running.push({ key, signal, end });
		});
	return { running, outbox: new Outbox({ run }, pauses, () => 1) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('[OUTBOX-1] one errand per key is under way; what happens meanwhile is one more', async () => {
	const { running, outbox } = errands();
	outbox.want(true);
	outbox.wake('a');
	outbox.wake('b');
	for (let i = 0; i < 5; i++) outbox.wake('a');
	expect(running.map(({ key }) => key)).toEqual(['a', 'b']);
	await running[0]!.end('done');
	await vi.advanceTimersByTimeAsync(99);
	expect(running).toHaveLength(2);
	await vi.advanceTimersByTimeAsync(1);
	expect(running.map(({ key }) => key)).toEqual(['a', 'b', 'a']);
	await running[2]!.end('done');
	await vi.advanceTimersByTimeAsync(10_000);
	expect(running).toHaveLength(3);
});

test('[OUTBOX-2] what failed is tried again after a growing pause, whatever else is asked for', async () => {
	const { running, outbox } = errands();
	outbox.want(true);
	outbox.wake('a');
	for (const pause of [1_000, 2_000, 4_000, 8_000, 8_000]) {
		await running.at(-1)!.end('retry');
		outbox.wake('a');
		const before = running.length;
		await vi.advanceTimersByTimeAsync(pause - 1);
		expect(running).toHaveLength(before);
		await vi.advanceTimersByTimeAsync(1);
		expect(running).toHaveLength(before + 1);
	}
});

test('[OUTBOX-2] nothing begins without a way, and everything at once when there is one again', async () => {
	const { running, outbox } = errands();
	outbox.wake('a');
	expect(running).toHaveLength(0);
	outbox.want(true);
	outbox.want(false);
	expect(running[0]!.signal.aborted).toBe(true);
	await running[0]!.end('retry');
	outbox.wake('b');
	await vi.advanceTimersByTimeAsync(20_000);
	expect(running).toHaveLength(1);
	outbox.want(true);
	expect(running.slice(1).map(({ key, signal }) => [key, signal.aborted])).toEqual([
		['a', false],
		['b', false]
	]);
});

test('[OUTBOX-1] closing ends what runs and waits for it', async () => {
	const { running, outbox } = errands();
	outbox.want(true);
	outbox.wake('a');
	const closed = outbox.close();
	expect(running[0]!.signal.aborted).toBe(true);
	await running[0]!.end('retry');
	await closed;
	await vi.advanceTimersByTimeAsync(20_000);
	expect(running).toHaveLength(1);
});
