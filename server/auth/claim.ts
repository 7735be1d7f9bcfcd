/**
 * A secret that whoever makes a workshop chooses and keeps, so that a lost answer costs nothing: the same request again
 * gets the same answer. Session and links are derived from it; what is stored are their hashes, as of all others, and
 * nothing of the secret itself.
 */
import { createHmac } from 'node:crypto';
import type { Role } from '#lib/protocol/access.ts';
import { newId } from '#lib/kernel/id.ts';
import { newToken } from './tokens.ts';

/** Makes the secrets of a new workshop. */
export interface Secrets {
	readonly session: string;
	link(role: Role): { readonly id: string; readonly token: string };
}

const shape = /^[A-Za-z0-9_-]{22,128}$/;

/** At least 128 bits, as the maker is asked to draw it; `undefined` for anything else. */
export function parseClaim(value: unknown): string | undefined {
	return typeof value === 'string' && shape.test(value) ? value : undefined;
}

/** Drawn at random where there is no claim. */
export function secretsOf(workshop: string, claim: string | undefined): Secrets {
	if (claim === undefined) return { session: newToken(), link: () => ({ id: newId(12), token: newToken() }) };
	const derive = (purpose: string, length: number) =>
		createHmac('sha256', claim).update(`${workshop}/${purpose}`).digest('base64url').slice(0, length);
	return {
		session: derive('session', 22),
		link: (role) => ({ id: derive(`link/${role}`, 12), token: derive(`token/${role}`, 22) })
	};
}
