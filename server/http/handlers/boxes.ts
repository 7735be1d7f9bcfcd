/**
 * Sealed boxes as a workshop has them: making, listing, places, opening, what lay inside, and what has become of it. One's
 * own entry while the box is sealed is in `box-entries.ts`; the rules are in PROTOCOL.md, [BOX-1] and following.
 */
import { newId, parseId } from '#lib/kernel/id.ts';
import { boxFacts, type BoxContent, type MakeBoxResponse, type OpenedEntry } from '#lib/protocol/http.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { BoxSettings, OpenedRecord } from '../../storage/boxes.ts';
import { answer, refuse, type Answer } from '../answer.ts';
import { readMemberBytes, readMemberJson, type JsonObject } from '../body.ts';
import type { MemberRequest } from '../request.ts';

export async function makeBox(request: MemberRequest): Promise<Answer> {
	const { workshop } = request;
	const body = await readMemberJson(request);
	if (!body.ok) return refuse(body.reason);
	const id = body.value['id'] === undefined ? newId() : parseId(body.value['id']);
	if (id === undefined) return refuse('bad_request', 'id may hold 1 to 64 of A-Z, a-z, 0-9, _ and -.');
	const settings = readSettings(body.value);
	if (typeof settings === 'string') return refuse('bad_request', settings);
	const made = await workshop.boxes.make(id, settings);
	if (!made.ok) return refuse(made.reason);
	const response: MakeBoxResponse = { box: id };
	return answer(made.value === 'new' ? 201 : 200, response);
}

export async function listBoxes({ workshop, person }: MemberRequest): Promise<Answer> {
	return answer(200, workshop.boxes.summariesFor(person));
}

export async function addElector(request: MemberRequest): Promise<Answer> {
	const { params, workshop } = request;
	const body = await readMemberJson(request);
	if (!body.ok) return refuse(body.reason);
	const { participant } = body.value;
	const person = typeof participant === 'string' ? workshop.person(participant) : undefined;
	if (!person) return refuse('not_found', 'There is no such participant.');
	const added = await workshop.boxes.addElector(boxIn(params), person);
	if (added.ok) return answer(204);
	if (added.reason === 'opened') return refuseOpened();
	return added.reason === 'forbidden' ? refuse('forbidden', 'This box is not for their role.') : refuse(added.reason);
}

export async function openBox({ params, workshop, person }: MemberRequest): Promise<Answer> {
	const opened = await workshop.boxes.open(boxIn(params));
	if (!opened.ok) return refuse(opened.reason);
	return answer(200, workshop.boxes.summaryFor(person, boxIn(params)));
}

/** Before the opening how many, afterwards what. */
export async function readBox({ params, workshop, person }: MemberRequest): Promise<Answer> {
	const summary = workshop.boxes.summaryFor(person, boxIn(params));
	if (!summary) return refuse('not_found');
	if (summary.state === 'closed') return answer(200, summary);
	const data = await workshop.boxes.content(summary.box, (entries) => {
		// Nothing in it depends on who asks.
		const content: BoxContent = { ...summary, state: 'open', entries: entries.map(openedEntry) };
		return Buffer.from(JSON.stringify(content));
	});
	return data ? { status: 200, bytes: { data, type: 'application/json; charset=utf-8' } } : refuse('not_found');
}

/** The first result counts; who comes later gets it. */
export async function putResult(request: MemberRequest): Promise<Answer> {
	const { params, workshop } = request;
	const body = await readMemberBytes(request, limits.boxResultBytes);
	if (!body.ok) return refuse(body.reason);
	const put = await workshop.boxes.putResult(boxIn(params), Uint8Array.from(body.value));
	if (put.ok) return put.value ? { ...opaque(put.value), status: 409 } : answer(201);
	return put.reason === 'sealed' ? refuse('forbidden', 'This box has not been opened.') : refuse(put.reason);
}

export async function getResult({ params, workshop }: MemberRequest): Promise<Answer> {
	const data = await workshop.boxes.result(boxIn(params));
	return data ? opaque(data) : refuse('not_found');
}

/** Nothing more goes in. */
export function refuseOpened(): Answer {
	return { ...refuse('opened'), status: 409 };
}

export function opaque(data: Uint8Array, headers?: Readonly<Record<string, string>>): Answer {
	return { status: 200, bytes: { data, type: 'application/octet-stream' }, ...(headers && { headers }) };
}

export function boxIn(params: MemberRequest['params']): string {
	return params['box'] ?? '';
}

/** Settings, or what is wrong with them. */
function readSettings(body: JsonObject): BoxSettings | string {
	const kind = parseId(body['kind']);
	if (kind === undefined) return 'kind may hold 1 to 64 of A-Z, a-z, 0-9, _ and -.';
	const { anonymous, electorate, attach = [] } = body;
	if (typeof anonymous !== 'boolean') return 'anonymous is true or false.';
	if (electorate !== 'all' && electorate !== 'participants') return 'electorate is "all" or "participants".';
	const isKnown = (fact: unknown) => boxFacts.some((known) => known === fact);
	if (!Array.isArray(attach) || !attach.every(isKnown)) return 'attach is a list of "role" and "perspective".';
	return { kind, anonymous, electorate, attach: boxFacts.filter((fact) => attach.includes(fact)) };
}

function openedEntry({ data, ...about }: OpenedRecord): OpenedEntry {
	return { ...about, data: Buffer.from(data).toString('base64') };
}
