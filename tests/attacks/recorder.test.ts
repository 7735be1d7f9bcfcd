import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { findSecret } from './recorder.ts';

test('a secret is found however it was written down, and nothing else is', () => {
	const secret = randomBytes(16);
	for (let before = 0; before < 4; before++) {
		const data = Buffer.concat([randomBytes(before), secret, randomBytes(7)]);
		for (const text of ['base64', 'base64url', 'hex'] as const) {
			const written = data.toString(text);
			expect(findSecret(Buffer.from(`{"data":"${written}"}`), secret), text).not.toEqual([]);
			expect(findSecret(Buffer.from(written, 'utf16le'), secret), text).not.toEqual([]);
		}
		expect(findSecret(data, secret)).toContain('raw');
		expect(findSecret(Buffer.from(JSON.stringify([...data])), secret)).toEqual(['numbers']);
	}
	expect(findSecret(randomBytes(100_000), secret)).toEqual([]);
});
