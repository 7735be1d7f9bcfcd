/**
 * Every address the relay answers, in one table: method, path, who may, handler. `member` is anybody with a session of the
 * workshop in the path who is not waiting; what only some members may do beyond that is said in the handler.
 */
import type { Answer } from './answer.ts';
import type { MemberRequest, PublicRequest } from './request.ts';
import { changeAccess } from './handlers/access.ts';
import { deleteMine, getMine, putMine } from './handlers/box-entries.ts';
import { addElector, getResult, listBoxes, makeBox, openBox, putResult, readBox } from './handlers/boxes.ts';
import { getFile, putFile } from './handlers/files.ts';
import { health, metrics, ready } from './handlers/health.ts';
import { listMoments, readDocumentAt } from './handlers/history.ts';
import { listLinks, makeLink, revokeLink } from './handlers/links.ts';
import { addParticipants, changeParticipant, listParticipants, removeParticipant } from './handlers/participants.ts';
import { openSession } from './handlers/session.ts';
import { createWorkshop, describeWorkshop, eraseWorkshop } from './handlers/workshops.ts';

export type Route = { readonly method: string; readonly path: string } & (
	| { readonly access: 'public'; readonly handler: (request: PublicRequest) => Promise<Answer> }
	| { readonly access: 'member' | 'moderator'; readonly handler: (request: MemberRequest) => Promise<Answer> }
);

const workshop = '/api/workshops/:workshop';
const box = `${workshop}/boxes/:box`;

export const routes: readonly Route[] = [
	{ method: 'GET', path: '/healthz', access: 'public', handler: health },
	{ method: 'GET', path: '/readyz', access: 'public', handler: ready },
	{ method: 'GET', path: '/metrics', access: 'public', handler: metrics },
	{ method: 'POST', path: '/api/workshops', access: 'public', handler: createWorkshop },
	{ method: 'POST', path: '/api/session', access: 'public', handler: openSession },
	{ method: 'GET', path: workshop, access: 'member', handler: describeWorkshop },
	{ method: 'DELETE', path: workshop, access: 'moderator', handler: eraseWorkshop },
	{ method: 'GET', path: `${workshop}/documents/:document`, access: 'moderator', handler: readDocumentAt },
	{ method: 'GET', path: `${workshop}/documents/:document/moments`, access: 'moderator', handler: listMoments },
	{ method: 'PUT', path: `${workshop}/access`, access: 'moderator', handler: changeAccess },
	{ method: 'GET', path: `${workshop}/links`, access: 'moderator', handler: listLinks },
	{ method: 'POST', path: `${workshop}/links`, access: 'moderator', handler: makeLink },
	{ method: 'DELETE', path: `${workshop}/links/:link`, access: 'moderator', handler: revokeLink },
	{ method: 'GET', path: `${workshop}/participants`, access: 'member', handler: listParticipants },
	{ method: 'POST', path: `${workshop}/participants`, access: 'moderator', handler: addParticipants },
	{ method: 'PATCH', path: `${workshop}/participants/:participant`, access: 'member', handler: changeParticipant },
	{ method: 'DELETE', path: `${workshop}/participants/:participant`, access: 'member', handler: removeParticipant },
	{ method: 'POST', path: `${workshop}/boxes`, access: 'moderator', handler: makeBox },
	{ method: 'GET', path: `${workshop}/boxes`, access: 'member', handler: listBoxes },
	{ method: 'GET', path: box, access: 'member', handler: readBox },
	{ method: 'POST', path: `${box}/electors`, access: 'moderator', handler: addElector },
	{ method: 'POST', path: `${box}/open`, access: 'moderator', handler: openBox },
	{ method: 'GET', path: `${box}/mine`, access: 'member', handler: getMine },
	{ method: 'PUT', path: `${box}/mine`, access: 'member', handler: putMine },
	{ method: 'DELETE', path: `${box}/mine`, access: 'member', handler: deleteMine },
	{ method: 'GET', path: `${box}/result`, access: 'member', handler: getResult },
	{ method: 'PUT', path: `${box}/result`, access: 'moderator', handler: putResult },
	{ method: 'GET', path: `${workshop}/files/:sha256`, access: 'member', handler: getFile },
	{ method: 'PUT', path: `${workshop}/files/:sha256`, access: 'member', handler: putFile }
];

/** Addresses that are the relay's, whether or not there is something at them. */
export function isRelayPath(path: string): boolean {
	return /^\/(?:api|sync)(?:\/|$)/.test(path) || path === '/healthz' || path === '/readyz' || path === '/metrics';
}
