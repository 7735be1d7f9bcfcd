/** Which of a workshop's links still let somebody in, and which address stands for which role. */
import { roles, type Role } from '#lib/protocol/access.ts';
import type { LinkSummary } from '#lib/protocol/http.ts';

/** The newest first. @param now relay time, milliseconds */
export function openLinks(list: readonly LinkSummary[], now: number): readonly LinkSummary[] {
	return list
		.filter((link) => !link.revoked && link.usesLeft !== 0 && !(link.expires && Date.parse(link.expires) <= now))
		.toSorted((a, b) => b.created.localeCompare(a.created) || rank(a) - rank(b));
}

/**
 * An address for each role that asks for nothing: neither approval nor haste. The addresses kept on this device belong to
 * the workshop's first links, one for each role; they count until the relay says that those were revoked.
 */
export function addressesOf(
	list: readonly LinkSummary[] | undefined,
	kept: Partial<Record<Role, string>> | undefined,
	now: number
): Partial<Record<Role, string>> {
	const found: Partial<Record<Role, string>> = {};
	for (const { role, url, approval, expires, usesLeft } of openLinks(list ?? [], now)) {
		if (url && !approval && !expires && usesLeft === undefined) found[role] = url;
	}
	for (const role of Object.keys(kept ?? {}) as Role[]) {
		const first = list?.filter((link) => link.role === role).toSorted((a, b) => a.created.localeCompare(b.created))[0];
		if (!first?.revoked) found[role] = kept?.[role];
	}
	return found;
}

/** Participants first: theirs is the link that is looked for. */
function rank({ role }: LinkSummary): number {
	return role === 'participant' ? -1 : roles.indexOf(role);
}
