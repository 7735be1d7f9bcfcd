/** Who may read or write which document now: one versioned row per workshop, changed by moderators. */
import {
	accessLevels,
	isAccessPattern,
	type AccessLevel,
	type AccessRule,
	type AccessRules
} from '#lib/protocol/access.ts';
import { answer, refuse, type Answer } from '../answer.ts';
import { isObject, readMemberJson } from '../body.ts';
import type { MemberRequest } from '../request.ts';

export async function changeAccess(request: MemberRequest): Promise<Answer> {
	const { workshop } = request;
	const body = await readMemberJson(request);
	if (!body.ok) return refuse(body.reason);
	const { expectVersion, documents } = body.value;
	if (expectVersion !== undefined && !Number.isSafeInteger(expectVersion)) {
		return refuse('bad_request', 'expectVersion is a whole number.');
	}
	const rules = readRules(documents, workshop.access);
	if (!rules) {
		return refuse('bad_request', 'documents maps stage, plan, board.*, room.* or one document to levels per role.');
	}
	const changed = await workshop.changeAccess(rules, expectVersion as number | undefined);
	if (!changed.ok) return refuse(changed.reason);
	return answer(200, { version: changed.value, access: workshop.access });
}

/** A role that is left out keeps what holds for it now. */
function readRules(value: unknown, current: AccessRules): AccessRules | undefined {
	if (!isObject(value)) return undefined;
	const rules: Record<string, AccessRule> = {};
	for (const [pattern, rule] of Object.entries(value)) {
		if (!isAccessPattern(pattern) || !isObject(rule)) return undefined;
		const before = current[pattern] ?? current[pattern.replace(/\..*$/, '.*')];
		const { participant = before?.participant ?? 'none', observer = before?.observer ?? 'none' } = rule;
		if (!isLevel(participant) || !isLevel(observer)) return undefined;
		rules[pattern] = { participant, observer };
	}
	return rules;
}

function isLevel(value: unknown): value is AccessLevel {
	return accessLevels.includes(value as AccessLevel);
}
