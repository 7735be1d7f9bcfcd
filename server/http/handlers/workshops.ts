/** Making, describing and erasing a workshop. */
import { newId, parseId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { initialAccess, roles } from '#lib/protocol/access.ts';
import type { CreateWorkshopResponse, ErrorCode, WorkshopInfo } from '#lib/protocol/http.ts';
import { limits } from '#lib/protocol/limits.ts';
import { parseClaim, secretsOf } from '../../auth/claim.ts';
import { codeLifetime, newCode } from '../../auth/codes.ts';
import { linkRefusal } from '../../auth/links.ts';
import { resolveSession } from '../../auth/sessions.ts';
import { hashToken, sameSecret } from '../../auth/tokens.ts';
import type { Workshop } from '../../rooms/workshop.ts';
import type { NewLink, ParticipantRecord } from '../../storage/storage.ts';
import { answer, refuse, type Answer } from '../answer.ts';
import { isObject, readJson, readText, type JsonObject } from '../body.ts';
import { linkBase, sessionCookie } from '../cookies.ts';
import type { HttpDeps, MemberRequest, PublicRequest } from '../request.ts';
import { aboutPerson } from './participants.ts';

export async function createWorkshop({ req, deps }: PublicRequest): Promise<Answer> {
	const body = await readJson(req);
	if (!body.ok) return refuse(body.reason);
	const wish = readWish(body.value, deps);
	if ('status' in wish) return wish;
	const { id, title, creator, claim } = wish;

	const created = deps.now();
	const { session, link } = secretsOf(id, claim);
	const links = roles.map((role) => deps.linkTokens.make({ ...link(role), workshop: id, role, created }));
	const [moderator, participant, observer] = links as [NewLink, NewLink, NewLink];
	const code = { code: newCode(), workshop: id, link: participant.id, expires: created + codeLifetime };
	const made = await deps.storage.createWorkshop({
		...{ id, title, created, access: initialAccess, creator, links, code },
		broughtBack: body.value['again'] === true,
		session: { hash: hashToken(session), workshop: id, participant: creator.id, role: 'moderator', created }
	});
	// By a chance of one in millions another workshop holds this code; the next description makes a new one.
	const now = { participant: creator.id, code: code.code };
	const outcome = made.ok ? ok(now) : claim === undefined ? made : await madeBefore(id, session, deps);
	if (!outcome.ok) {
		for (const { id: unmade } of links) deps.linkTokens.forget(unmade);
		return refuse(outcome.reason);
	}
	const address = (link: NewLink) => deps.linkTokens.address(link, linkBase(req, deps.settings)) ?? '';
	const response: CreateWorkshopResponse = {
		workshop: id,
		links: { moderator: address(moderator), participant: address(participant), observer: address(observer) },
		session,
		...outcome.value
	};
	return answer(201, response, { 'set-cookie': sessionCookie(req, deps.settings, id, session) });
}

interface Wish {
	readonly id: string;
	readonly title: string;
	readonly creator: ParticipantRecord;
	readonly claim: string | undefined;
}

/** What is to be made, or why not. */
function readWish(body: JsonObject, { settings, now }: HttpDeps): Wish | Answer {
	const { key, claim: claimed } = body;
	const { createKey } = settings;
	if (createKey !== undefined && !(typeof key === 'string' && sameSecret(key, createKey)))
		return refuse('key_required');
	const title = readText(body['title'], limits.titleLength);
	if (title === undefined) return refuse('bad_request', 'title is missing.');
	const id = body['id'] === undefined ? newId() : parseId(body['id']);
	if (id === undefined) return refuse('bad_request', 'id may hold 1 to 64 of A-Z, a-z, 0-9, _ and -.');
	const creator = readCreator(body['participant'], now());
	if (!creator) return refuse('bad_request', 'participant.id is not an id.');
	const claim = parseClaim(claimed);
	if (claimed !== undefined && (claim === undefined || body['id'] === undefined))
		return refuse('bad_request', 'claim may hold 22 to 128 of A-Z, a-z, 0-9, _ and -, and comes with an id.');
	return { id, title, creator, claim };
}

/** The same request came before, and only its answer was lost: whose claim it was says the session made from it. */
async function madeBefore(
	id: string,
	token: string,
	deps: HttpDeps
): Promise<Result<Pick<CreateWorkshopResponse, 'participant' | 'code'>, ErrorCode>> {
	const session = await resolveSession(deps.storage, token, id);
	if (!session.ok) return session.reason === 'unauthenticated' ? refused('conflict') : session;
	const found = await deps.registry.get(id);
	if (!found.ok) return found;
	return ok({ participant: session.value.participant, code: (await validCode(found.value, deps)) ?? '' });
}

export async function describeWorkshop({ deps, workshop, person }: MemberRequest): Promise<Answer> {
	const info: WorkshopInfo = {
		workshop: workshop.id,
		title: workshop.title,
		role: person.role,
		participant: person.id,
		version: workshop.version,
		access: workshop.access,
		documents: workshop.sizes.all,
		boxes: workshop.boxes.summariesFor(person),
		participants: workshop.people.filter((other) => !other.waiting).length,
		limits,
		time: deps.now(),
		...(person.role === 'moderator' ? { code: await validCode(workshop, deps) } : {})
	};
	return answer(200, info);
}

export async function eraseWorkshop({ workshop }: MemberRequest): Promise<Answer> {
	await workshop.erase();
	return answer(204);
}

/** The code that holds now; a new one when the last has expired and there is an open participant link to stand for. */
async function validCode(workshop: Workshop, deps: HttpDeps): Promise<string | undefined> {
	const now = deps.now();
	const current = await deps.storage.currentCode(workshop.id, now);
	if (current) return current.code;
	const links = await deps.storage.listLinks(workshop.id);
	const open = links.findLast(
		(link) => link.role === 'participant' && link.usesLeft === undefined && !linkRefusal(link, now)
	);
	if (!open) return undefined;
	const expires = Math.min(now + codeLifetime, open.expires ?? Infinity);
	for (let attempt = 0; attempt < 5; attempt++) {
		const code = newCode();
		const put = await deps.storage.putCode({ code, workshop: workshop.id, link: open.id, expires }, now);
		if (put.ok) return code;
	}
	return undefined;
}

/** A workshop that began on a device brings its maker's id, so that what they wrote stays theirs. */
function readCreator(value: unknown, joined: number): ParticipantRecord | undefined {
	const about: JsonObject = isObject(value) ? value : {};
	const id = about['id'] === undefined ? newId() : parseId(about['id']);
	if (id === undefined) return undefined;
	return { id, name: '', ...aboutPerson(about), role: 'moderator', waiting: false, pinned: false, joined };
}
