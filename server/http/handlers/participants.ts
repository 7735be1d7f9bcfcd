/** The people of a workshop: see, add rows for people without a device, change, remove. */
import { parseId } from '#lib/kernel/id.ts';
import { isRole } from '#lib/protocol/access.ts';
import type { ParticipantSummary } from '#lib/protocol/http.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { Workshop } from '../../rooms/workshop.ts';
import type { ParticipantRecord } from '../../storage/storage.ts';
import { answer, refuse, type Answer } from '../answer.ts';
import { isObject, readMemberJson, readText, type JsonObject } from '../body.ts';
import type { MemberRequest } from '../request.ts';

/** Those who wait for a yes are seen by moderators only. */
export async function listParticipants({ workshop, person }: MemberRequest): Promise<Answer> {
	const visible = workshop.people.filter((other) => !other.waiting || person.role === 'moderator');
	return answer(200, visible.map(summary));
}

/** Rows for people who have no device here: from an import, from paper cards. The same id again changes the same row. */
export async function addParticipants(request: MemberRequest): Promise<Answer> {
	const { deps, workshop } = request;
	const body = await readMemberJson(request);
	if (!body.ok) return refuse(body.reason);
	const { participants } = body.value;
	if (!Array.isArray(participants)) return refuse('bad_request', 'participants is a list.');
	return putRows(participants, workshop, deps);
}

async function putRows(
	participants: readonly unknown[],
	workshop: Workshop,
	deps: MemberRequest['deps']
): Promise<Answer> {
	const rows: ParticipantRecord[] = [];
	for (const [i, entry] of participants.entries()) {
		const id = isObject(entry) ? parseId(entry['id']) : undefined;
		if (!isObject(entry) || id === undefined)
			return refuse('bad_request', `participants[${i}].id is missing or not an id.`);
		const { role = 'participant' } = entry;
		if (!isRole(role)) return refuse('bad_request', `participants[${i}].role is not a role.`);
		const joined = workshop.person(id)?.joined ?? deps.now();
		rows.push({ id, name: '', waiting: false, pinned: false, joined, ...aboutPerson(entry), role });
	}
	const added = rows.filter((row) => !workshop.person(row.id)).length;
	if (workshop.people.length + added > limits.participantsPerWorkshop) return refuse('full');
	// Whoever has a device speaks for themselves.
	const own = new Set(
		await deps.storage.withSession(
			workshop.id,
			rows.map((row) => row.id)
		)
	);
	await workshop.writePeople(rows.filter((row) => !own.has(row.id)));
	return answer(200, workshop.people.filter((row) => rows.some(({ id }) => id === row.id)).map(summary));
}

/** Name, organisation, perspective: oneself and moderators. Role and approval: moderators. */
export async function changeParticipant(request: MemberRequest): Promise<Answer> {
	const body = await readMemberJson(request);
	if (!body.ok) return refuse(body.reason);
	const { workshop, params } = request;
	return workshop.inTurn(params['participant'] ?? '', () => putChange(body.value, request));
}

async function putChange(body: JsonObject, { params, workshop, person }: MemberRequest): Promise<Answer> {
	const target = workshop.person(params['participant'] ?? '');
	if (!target) return refuse('not_found');
	const { role, approved } = body;
	const isModerator = person.role === 'moderator';
	if (!isModerator && (target.id !== person.id || role !== undefined || approved !== undefined))
		return refuse('forbidden');
	if (role !== undefined && !isRole(role)) return refuse('bad_request', 'role is moderator, participant or observer.');
	if (approved !== undefined && approved !== true) {
		return refuse('bad_request', 'approved can only become true; remove the participant to say no.');
	}
	const changed: ParticipantRecord = {
		...target,
		...aboutPerson(body),
		role: role ?? target.role,
		// One's own change is no word against oneself: the moderator link still leads back.
		pinned: target.pinned || (role !== undefined && target.id !== person.id),
		waiting: approved === true ? false : target.waiting
	};
	const [written] = await workshop.writePeople([changed]);
	return written ? answer(200, summary(written)) : refuse('not_found');
}

/** A moderator removes somebody, or somebody leaves. */
export async function removeParticipant({ params, workshop, person }: MemberRequest): Promise<Answer> {
	const target = workshop.person(params['participant'] ?? '');
	if (!target) return refuse('not_found');
	if (person.role !== 'moderator' && target.id !== person.id) return refuse('forbidden');
	await workshop.kick(target.id);
	return answer(204);
}

/** What a person says about themselves; fields that are not there are left out. An empty text takes the field away. */
export function aboutPerson(
	body: JsonObject
): Pick<ParticipantRecord, 'organisation' | 'perspective'> & { name?: string } {
	const about: { name?: string; organisation?: string; perspective?: string } = {};
	for (const field of ['name', 'organisation', 'perspective'] as const) {
		const text = readText(body[field], limits.nameLength);
		if (text === undefined) continue;
		about[field] = field === 'name' ? text : text || undefined;
	}
	return about;
}

function summary(row: ParticipantRecord): ParticipantSummary {
	const { id, name, organisation, perspective, role, waiting, joined } = row;
	return {
		id,
		name,
		organisation,
		perspective,
		role,
		...(waiting ? { waiting } : {}),
		joined: new Date(joined).toISOString()
	};
}
