/** Capability links of a workshop: list, make, revoke. Moderators only. */
import { isRole } from '#lib/protocol/access.ts';
import type { LinkSummary } from '#lib/protocol/http.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { LinkRecord } from '../../storage/storage.ts';
import { answer, refuse, type Answer } from '../answer.ts';
import { readMemberJson } from '../body.ts';
import { linkBase } from '../cookies.ts';
import type { MemberRequest } from '../request.ts';

const mostUses = 100_000;

export async function listLinks(request: MemberRequest): Promise<Answer> {
	const links = await request.deps.storage.listLinks(request.workshop.id);
	return answer(
		200,
		links.map((link) => summary(link, request))
	);
}

export async function makeLink(request: MemberRequest): Promise<Answer> {
	const { deps, workshop } = request;
	const body = await readMemberJson(request);
	if (!body.ok) return refuse(body.reason);
	const { role, expires, uses, approval } = body.value;
	if (!isRole(role)) return refuse('bad_request', 'role is moderator, participant or observer.');
	if (approval !== undefined && typeof approval !== 'boolean')
		return refuse('bad_request', 'approval is true or false.');
	if (uses !== undefined && !(Number.isSafeInteger(uses) && Number(uses) >= 1 && Number(uses) <= mostUses)) {
		return refuse('bad_request', 'uses is a whole number from 1.');
	}
	const ends = expires === undefined ? undefined : typeof expires === 'string' ? Date.parse(expires) : NaN;
	if (Number.isNaN(ends)) return refuse('bad_request', 'expires is a time in ISO 8601.');
	if ((await deps.storage.listLinks(workshop.id)).length >= limits.linksPerWorkshop) return refuse('full');
	const wish = {
		workshop: workshop.id,
		role,
		created: deps.now(),
		expires: ends,
		uses: uses as number | undefined,
		approval
	};
	const link = deps.linkTokens.make(wish);
	await deps.storage.addLink(link);
	return answer(201, summary({ ...link, revoked: false }, request));
}

/** Sessions that were made with the link end at once. */
export async function revokeLink({ deps, workshop, params }: MemberRequest): Promise<Answer> {
	const link = await deps.storage.findLinkById(workshop.id, params['link'] ?? '');
	if (!link) return refuse('not_found');
	await workshop.revokeLink(link.id);
	return answer(204);
}

function summary(link: LinkRecord, { req, deps }: MemberRequest): LinkSummary {
	return {
		link: link.id,
		role: link.role,
		created: new Date(link.created).toISOString(),
		expires: link.expires === undefined ? undefined : new Date(link.expires).toISOString(),
		usesLeft: link.usesLeft,
		approval: link.approval,
		revoked: link.revoked,
		url: deps.linkTokens.address(link, linkBase(req, deps.settings))
	};
}
