/**
 * My own entry of a sealed box: read, write, take back. It is replaced whole and only by who has seen what is there: an
 * ETag names the version, and two devices of one person cannot overwrite each other unseen. Rules: PROTOCOL.md [BOX-2].
 */
import type { IncomingMessage } from 'node:http';
import { limits } from '#lib/protocol/limits.ts';
import type { PutRefusal } from '../../rooms/boxes.ts';
import type { Expected } from '../../storage/boxes.ts';
import { answer, refuse, type Answer } from '../answer.ts';
import { readMemberBytes } from '../body.ts';
import type { MemberRequest } from '../request.ts';
import { boxIn, opaque, refuseOpened } from './boxes.ts';

export async function getMine({ params, workshop, person }: MemberRequest): Promise<Answer> {
	const entry = await workshop.boxes.readEntry(person, boxIn(params));
	if (!entry.ok) return refuse(entry.reason);
	return opaque(entry.value.data, { etag: etagOf(entry.value.version) });
}

export async function putMine(request: MemberRequest): Promise<Answer> {
	const { req, params, workshop, person } = request;
	const expected = readExpected(req);
	if (!expected) return refuse('bad_request', 'Send If-None-Match: * for the first entry, If-Match for another.');
	const items = readItems(req);
	if (items === undefined) {
		return refuse('bad_request', `items is a whole number from 0 to ${limits.boxEntryItems}.`);
	}
	const body = await readMemberBytes(request, limits.boxEntryBytes);
	if (!body.ok) return refuse(body.reason);
	const data = Uint8Array.from(body.value);
	const put = await workshop.boxes.put(person, boxIn(params), { data, items, expected });
	if (!put.ok) return refusal(put.reason);
	const { version, isNew } = put.value;
	return answer(isNew ? 201 : 204, undefined, { etag: etagOf(version) });
}

export async function deleteMine({ req, params, workshop, person }: MemberRequest): Promise<Answer> {
	const expected = readExpected(req) ?? { is: 'anything' };
	const deleted = await workshop.boxes.deleteEntry(person, boxIn(params), expected);
	return deleted.ok ? answer(204) : refusal(deleted.reason);
}

function refusal(reason: PutRefusal): Answer {
	switch (reason) {
		case 'opened':
			return refuseOpened();
		case 'stale':
			return {
				...refuse('stale', 'Your entry is not what you expect it to be: read it, merge, try again.'),
				status: 412
			};
		case 'waiting':
			return refuse('waiting', 'This box was made before you came: a moderator has to give you a place.');
		case 'forbidden':
			return refuse('forbidden', 'You have no place in this box.');
		case 'rate':
			return { ...refuse('rate'), headers: { 'retry-after': '1' } };
		default:
			return refuse(reason);
	}
}

function etagOf(version: string): string {
	return `"${version}"`;
}

/** `undefined` when neither header is there, or one that makes no sense. An ETag of somebody else's simply never matches. */
function readExpected(req: IncomingMessage): Expected | undefined {
	const ifMatch = req.headers['if-match'];
	const ifNoneMatch = req.headers['if-none-match'];
	if (ifMatch === undefined) return ifNoneMatch?.trim() === '*' ? { is: 'nothing' } : undefined;
	if (ifMatch.trim() === '*') return { is: 'anything' };
	const version = /^"([^"]*)"$/.exec(ifMatch.trim())?.[1];
	return version === undefined ? undefined : { is: 'version', version };
}

/** `?items=N`, as the owner counts; 1 unless told. */
function readItems(req: IncomingMessage): number | undefined {
	const text = new URL(req.url ?? '/', 'http://relay').searchParams.get('items') ?? '1';
	const items = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
	return items <= limits.boxEntryItems ? items : undefined;
}
