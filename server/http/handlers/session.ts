/**
 * The one door: a link's token, a spoken code or an earlier session is exchanged for a session. A device that already is
 * a participant stays this participant; another link can raise its role and never lowers it.
 */
import { idPattern, newId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { higherRole } from '#lib/protocol/access.ts';
import type { ErrorCode, SessionResponse } from '#lib/protocol/http.ts';
import { limits } from '#lib/protocol/limits.ts';
import { parseCode } from '../../auth/codes.ts';
import { checkOrigin, cookieName, readBearer, readCookie } from '../../auth/credentials.ts';
import { linkRefusal } from '../../auth/links.ts';
import { hashToken, newToken } from '../../auth/tokens.ts';
import type { Workshop } from '../../rooms/workshop.ts';
import type { LinkRecord, ParticipantRecord, SessionRecord } from '../../storage/storage.ts';
import { answer, refuse, type Answer } from '../answer.ts';
import { readJson, type JsonObject } from '../body.ts';
import { sessionCookie } from '../cookies.ts';
import type { HttpDeps, PublicRequest } from '../request.ts';
import { aboutPerson } from './participants.ts';

/** Places beyond the bound, so that somebody who makes room can come in when a crowd has taken all others. */
const keptForModerators = 20;

/** What this device already is in the workshop. */
interface Device {
	readonly token: string;
	readonly session: SessionRecord;
}

export async function openSession(request: PublicRequest): Promise<Answer> {
	const { req, deps } = request;
	const read = await readJson(req);
	if (!read.ok) return refuse(read.reason);
	const body = read.value;
	const link = await findLink(body, deps);
	if (!link.ok) {
		deps.metrics.authFailures.increment();
		return refuse(link.reason);
	}
	const named = link.value?.workshop ?? namedWorkshop(body);
	const device = await findDevice(request, body, named);
	if (!device.ok) return refuse(device.reason);
	const workshopId = link.value?.workshop ?? device.value?.session.workshop;
	if (workshopId === undefined) return refuse(await whyUnknown(named, deps));
	if (device.value?.session.kicked) return refuse('kicked');
	if (!link.value && device.value?.session.revoked) return refuse('link_revoked');
	const found = await deps.registry.get(workshopId);
	if (!found.ok) return refuse(found.reason);
	const workshop = found.value;
	const enterNow = () =>
		link.value ? enter(workshop, link.value, device.value, body, deps) : comeBack(workshop, device.value!, body);
	const known = device.value?.session.participant;
	const entered = await (known === undefined ? enterNow() : workshop.inTurn(known, enterNow));
	if (!entered.ok) return refuse(entered.reason);

	const { person, session } = entered.value;
	const headers = { 'set-cookie': sessionCookie(req, deps.settings, workshopId, session) };
	const { role, id: participant } = person;
	const response: SessionResponse = person.waiting
		? { session, state: 'waiting' }
		: { workshop: workshopId, role, participant, session };
	return answer(person.waiting ? 202 : 200, response, headers);
}

/** The link that a token or a code stands for; `undefined` when the request names neither. */
async function findLink(body: JsonObject, deps: HttpDeps): Promise<Result<LinkRecord | undefined, ErrorCode>> {
	const { token, code } = body;
	const now = deps.now();
	if (typeof token === 'string') {
		const link = await deps.storage.findLink(hashToken(token));
		if (!link) return refused('unauthenticated');
		if (link.erased) return refused('erased');
		const reason = linkRefusal(link, now);
		return reason ? refused(reason) : ok(link);
	}
	if (typeof code === 'string') {
		if (!deps.failedCodes.isOpen) return refused('rate');
		const parsed = parseCode(code);
		const record = parsed && (await deps.storage.findCode(parsed, now));
		const link = record && (await deps.storage.findLinkById(record.workshop, record.link));
		if (link && !linkRefusal(link, now)) return ok(link);
		return refused((await deps.failedCodes.failed()) ? 'code_unknown' : 'rate');
	}
	return ok(undefined);
}

/** Nothing says who comes; but that a workshop was erased is told to whoever asks. */
async function whyUnknown(workshop: string | undefined, { registry }: HttpDeps): Promise<ErrorCode> {
	const found = workshop === undefined ? undefined : await registry.get(workshop);
	return found?.ok === false && found.reason === 'erased' ? 'erased' : 'unauthenticated';
}

/** A device that has kept nothing but its cookie says only where it wants to go. */
function namedWorkshop({ workshop }: JsonObject): string | undefined {
	return typeof workshop === 'string' && idPattern.test(workshop) ? workshop : undefined;
}

/** By `resume`, by bearer, by the workshop's cookie: whichever first names a session of this workshop. */
async function findDevice(
	{ req, deps }: PublicRequest,
	body: JsonObject,
	workshop: string | undefined
): Promise<Result<Device | undefined, ErrorCode>> {
	const cookie = workshop === undefined ? undefined : readCookie(req, cookieName(req, workshop));
	if (cookie !== undefined && readBearer(req) === undefined && checkOrigin(req, deps.settings.origin) !== 'same') {
		return refused('forbidden');
	}
	for (const token of [body['resume'], readBearer(req), cookie]) {
		if (typeof token !== 'string') continue;
		const session = await deps.storage.findSession(hashToken(token));
		if (session?.erased) return refused('erased');
		if (session && (workshop === undefined || session.workshop === workshop)) return ok({ token, session });
	}
	return ok(undefined);
}

interface Entered {
	readonly person: ParticipantRecord;
	readonly session: string;
}

async function enter(
	workshop: Workshop,
	link: LinkRecord,
	device: Device | undefined,
	body: JsonObject,
	deps: HttpDeps
): Promise<Result<Entered, ErrorCode>> {
	const before = device && workshop.person(device.session.participant);
	if (device && !before) return refused('kicked');
	const known = before && (await deps.storage.hasSessionByLink(before.id, workshop.id, link.id));
	if (before && known && device && !device.session.revoked) {
		return comeBack(workshop, device, body);
	}
	const person = before ? raised(before, link, body) : newcomer(link, body, deps.now());
	const token = newToken();
	const session = { hash: hashToken(token), workshop: workshop.id, participant: person.id };
	const joined = await deps.storage.join({
		participant: person,
		session: { ...session, role: link.role, link: link.id, created: deps.now() },
		link: link.id,
		takesUse: !known,
		participantLimit: limits.participantsPerWorkshop + (link.role === 'moderator' ? keptForModerators : 0)
	});
	if (!joined.ok) return joined;
	workshop.peopleChanged([person]);
	return ok({ person, session: token });
}

/** A session of before, by itself: the same person again, perhaps with another name. */
async function comeBack(workshop: Workshop, device: Device, body: JsonObject): Promise<Result<Entered, ErrorCode>> {
	const before = workshop.person(device.session.participant);
	if (!before) return refused('kicked');
	const [person] = await workshop.writePeople([{ ...before, ...aboutPerson(body) }]);
	return person ? ok({ person, session: device.token }) : refused('kicked');
}

/**
 * A link that asks for approval raises nobody's role by itself; neither does any against a moderator's word. Whoever
 * waits is let in by a link that asks for none.
 */
function raised(person: ParticipantRecord, link: LinkRecord, body: JsonObject): ParticipantRecord {
	const role = person.pinned || link.approval ? person.role : higherRole(person.role, link.role);
	return { ...person, ...aboutPerson(body), role, waiting: person.waiting && link.approval };
}

function newcomer(link: LinkRecord, body: JsonObject, joined: number): ParticipantRecord {
	const { role, approval: waiting } = link;
	return { id: newId(), name: '', ...aboutPerson(body), role, waiting, pinned: false, joined };
}
