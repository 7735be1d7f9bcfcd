/** The cookie that makes a device one participant of a workshop. */
import type { IncomingMessage } from 'node:http';
import { cookieName, requestOrigin } from '../auth/credentials.ts';
import type { HttpSettings } from './request.ts';

/** Seconds; a series of meetings may go on for a year. */
const lifetime = 400 * 24 * 60 * 60;

export function sessionCookie(req: IncomingMessage, settings: HttpSettings, workshop: string, session: string): string {
	const isHttps = (settings.origin ?? requestOrigin(req)).startsWith('https:');
	return `${cookieName(req, workshop)}=${session}; Max-Age=${lifetime}; Path=/; HttpOnly; SameSite=Strict${isHttps ? '; Secure' : ''}`;
}

/** Where links point: the public address, else the one in the local network, else where the request came to. */
export function linkBase(req: IncomingMessage, settings: HttpSettings): string {
	return settings.origin ?? settings.lanAddress ?? requestOrigin(req);
}
