/**
 * What a request brings to prove who sends it: `Authorization: Bearer SESSION` from programs, the cookie of the workshop
 * from browsers. A cookie counts only with a matching Origin, because browsers attach it to foreign pages' requests, too.
 */
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';

export interface Credential {
	readonly token: string;
	readonly via: 'bearer' | 'cookie';
}

/**
 * A device can be in a workshop twice: as whoever it is, and on trial (`?trial=1`) as a participant, so that moderators
 * see for themselves what the others see. Each of the two has a cookie of its own.
 */
export function cookieName(req: IncomingMessage, workshop: string): string {
	const [, query] = (req.url ?? '').split('?', 2);
	return new URLSearchParams(query).get('trial') === '1' ? `wt_${workshop}.trial` : `wt_${workshop}`;
}

/** The bearer wins: a program that sends one means it. */
export function readCredential(req: IncomingMessage, workshop: string): Credential | undefined {
	const bearer = readBearer(req);
	if (bearer !== undefined) return { token: bearer, via: 'bearer' };
	const cookie = readCookie(req, cookieName(req, workshop));
	return cookie === undefined ? undefined : { token: cookie, via: 'cookie' };
}

export function readBearer(req: IncomingMessage): string | undefined {
	return /^Bearer ([\w-]{1,200})$/i.exec(req.headers.authorization ?? '')?.[1];
}

export function readCookie(req: IncomingMessage, name: string): string | undefined {
	for (const pair of (req.headers.cookie ?? '').split(';')) {
		const [key, value] = pair.trim().split('=', 2);
		if (key === name && value && /^[\w-]{1,200}$/.test(value)) return value;
	}
	return undefined;
}

/** Scheme and host that the request itself names. */
export function requestOrigin(req: IncomingMessage): string {
	const scheme = (req.socket as TLSSocket).encrypted ? 'https' : 'http';
	return `${scheme}://${req.headers.host ?? 'localhost'}`;
}

/** `none` when there is no Origin header at all. */
export function checkOrigin(req: IncomingMessage, publicOrigin: string | undefined): 'same' | 'foreign' | 'none' {
	const { origin } = req.headers;
	if (origin === undefined) return 'none';
	// Behind a proxy every request looks like http; who comes by the public host has come by its scheme.
	const isPublic = publicOrigin !== undefined && new URL(publicOrigin).host === req.headers.host?.toLowerCase();
	return origin === publicOrigin || (!isPublic && origin === requestOrigin(req)) ? 'same' : 'foreign';
}
