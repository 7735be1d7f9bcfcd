import { expect, test, vi } from 'vitest';
import type { PublicRequest } from '../request.ts';
import { ready } from './health.ts';

/** A relay whose store answers a write like this. */
function withStore(probe: () => Promise<void>, isAvailable = true): PublicRequest {
	return {
		deps: { storage: { probe }, registry: { availability: { isAvailable } }, now: () => 0 }
	} as unknown as PublicRequest;
}

test('ready means that a write has just reached the disk, and nothing else does', async () => {
	expect(await ready(withStore(async () => undefined))).toMatchObject({ status: 200 });
	expect(await ready(withStore(() => Promise.reject(new Error('disk full'))))).toMatchObject({ status: 503 });
	expect(await ready(withStore(async () => undefined, false)), 'not all is written yet').toMatchObject({ status: 503 });
});

test('a disk that does not answer within a second is not ready', async () => {
	vi.useFakeTimers();
	try {
		const answer = ready(withStore(() => new Promise(() => undefined)));
		await vi.advanceTimersByTimeAsync(1000);
		expect(await answer).toMatchObject({ status: 503 });
	} finally {
		vi.useRealTimers();
	}
});
