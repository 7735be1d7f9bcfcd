import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../observability/log.ts';
import { createMetrics } from '../observability/metrics.ts';
import { openMemoryStorage } from '../storage/memory-storage.ts';
import { Availability } from './availability.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('[RELAY-14] when coming back fails half-way, everything stops again until it succeeds as a whole', async () => {
	const storage = openMemoryStorage();
	const told: string[] = [];
	let isWhole = false;
	const availability = new Availability({
		...{ storage, now: () => 1, log: createLog('silent'), metrics: createMetrics() },
		onLost: () => void told.push('lost'),
		async onBack() {
			told.push('back');
			if (!isWhole) throw new Error('one of the documents could not be opened');
		}
	});
	availability.failed(new Error('no space'));
	await vi.advanceTimersByTimeAsync(1000);
	expect(told).toEqual(['lost', 'back', 'lost']);
	expect(availability.isAvailable).toBe(false);
	isWhole = true;
	await vi.advanceTimersByTimeAsync(1000);
	expect(told).toEqual(['lost', 'back', 'lost', 'back']);
	expect(availability.isAvailable).toBe(true);
	availability.close();
	await storage.close();
});
