/** Secrets that people carry: made at random, stored as hashes, compared in constant time. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { newId } from '#lib/kernel/id.ts';

/** 22 characters of 6 bits: more than 128 bits, safe in an address. */
export function newToken(): string {
	return newId(22);
}

export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

export function sameSecret(a: string, b: string): boolean {
	return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
