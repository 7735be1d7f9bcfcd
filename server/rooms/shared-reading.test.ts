import { expect, test } from 'vitest';
import { SharedReading } from './shared-reading.ts';

test('who asks at the same time gets the same bytes, read once', async () => {
	const shared = new SharedReading();
	let readings = 0;
	const load = async () => Uint8Array.of(++readings);
	const all = await Promise.all(Array.from({ length: 50 }, () => shared.get('box', load)));
	expect(new Set(all).size).toBe(1);
	expect(await shared.get('box', load)).toBe(all[0]);
	expect([...(await shared.get('other', load))!]).toEqual([2]);
});

test('what is not there yet is asked for again, and a failure is nobody else’s', async () => {
	const shared = new SharedReading();
	expect(await shared.get('box', async () => undefined)).toBeUndefined();
	await expect(shared.get('box', () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
	expect([...(await shared.get('box', async () => Uint8Array.of(7)))!]).toEqual([7]);
});
