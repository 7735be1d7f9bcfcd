import { expect, test, vi } from 'vitest';
import { isOurs, timed } from './requests.ts';

test.each(['/api/session', '/api', '/sync/w1/stage', '/healthz', '/readyz', '/metrics'])(
	'[SW-2] %s is the relay’s',
	(path) => {
		expect(isOurs(path)).toBe(false);
	}
);

test.each(['/', '/join', '/w/abc/board', '/apiary', '/_app/immutable/x.js'])(
	'%s may come from the service worker',
	(path) => {
		expect(isOurs(path)).toBe(true);
	}
);

test('[SW-2] the network has two seconds', async () => {
	vi.useFakeTimers();
	const late = timed(new Promise<Response>(() => undefined));
	await vi.advanceTimersByTimeAsync(2_000);
	expect(await late).toBeUndefined();
	const answer = new Response('hier');
	expect(await timed(Promise.resolve(answer))).toBe(answer);
	expect(await timed(Promise.reject(new TypeError('offline')))).toBeUndefined();
	vi.useRealTimers();
});
