/**
 * Every address the relay answers, in one table: method, path, who may, handler. `member` is anybody with a session of the
 * workshop in the path who is not waiting; what only some members may do beyond that is said in the handler.
 */
import type { Answer } from './answer.ts';
import type { MemberRequest, PublicRequest } from './request.ts';
import { changeAccess } from './handlers/access.ts';
import { getFile, putFile } from './handlers/files.ts';
import { health, metrics, ready } from './handlers/health.ts';
import { listLinks, makeLink, revokeLink } from './handlers/links.ts';
import { addParticipants, changeParticipant, listParticipants, removeParticipant } from './handlers/participants.ts';
import { openSession } from './handlers/session.ts';
import { createWorkshop, describeWorkshop, eraseWorkshop } from './handlers/workshops.ts';

export type Route = { readonly method: string; readonly path: string } & (
	| { readonly access: 'public'; readonly handler: (request: PublicRequest) => Promise<Answer> }
	| { readonly access: 'member' | 'moderator'; readonly handler: (request: MemberRequest) => Promise<Answer> }
);

const workshop = '/api/workshops/:workshop';

export const routes: readonly Route[] = [
	{ method: 'GET', path: '/healthz', access: 'public', handler: health },
	{ method: 'GET', path: '/readyz', access: 'public', handler: ready },
	{ method: 'GET', path: '/metrics', access: 'public', handler: metrics },
	{ method: 'POST', path: '/api/workshops', access: 'public', handler: createWorkshop },
	{ method: 'POST', path: '/api/session', access: 'public', handler: openSession },
	{ method: 'GET', path: workshop, access: 'member', handler: describeWorkshop },
	{ method: 'DELETE', path: workshop, access: 'moderator', handler: eraseWorkshop },
	{ method: 'PUT', path: `${workshop}/access`, access: 'moderator', handler: changeAccess },
	{ method: 'GET', path: `${workshop}/links`, access: 'moderator', handler: listLinks },
	{ method: 'POST', path: `${workshop}/links`, access: 'moderator', handler: makeLink },
	{ method: 'DELETE', path: `${workshop}/links/:link`, access: 'moderator', handler: revokeLink },
	{ method: 'GET', path: `${workshop}/participants`, access: 'member', handler: listParticipants },
	{ method: 'POST', path: `${workshop}/participants`, access: 'moderator', handler: addParticipants },
	{ method: 'PATCH', path: `${workshop}/participants/:participant`, access: 'member', handler: changeParticipant },
	{ method: 'DELETE', path: `${workshop}/participants/:participant`, access: 'member', handler: removeParticipant },
	{ method: 'GET', path: `${workshop}/files/:sha256`, access: 'member', handler: getFile },
	{ method: 'PUT', path: `${workshop}/files/:sha256`, access: 'member', handler: putFile }
];

/** Addresses that are the relay's, whether or not there is something at them. */
export function isRelayPath(path: string): boolean {
	return /^\/(?:api|sync)(?:\/|$)/.test(path) || path === '/healthz' || path === '/readyz' || path === '/metrics';
}
