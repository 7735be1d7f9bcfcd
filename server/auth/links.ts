/**
 * Capability links: an address whose fragment is a token. Only the token's hash is stored; the addresses of links made
 * since the start are remembered in memory, so that a moderator can show them again.
 */
import { newId } from '#lib/kernel/id.ts';
import type { Role } from '#lib/protocol/access.ts';
import type { LinkRecord, NewLink } from '../storage/storage.ts';
import { hashToken, newToken } from './tokens.ts';

const remembered = 10_000;

export class LinkTokens {
	readonly #tokens = new Map<string, string>();

	/** A new link's row; its token is kept here. Id and token are drawn unless they are given. */
	make(wish: {
		id?: string;
		token?: string;
		workshop: string;
		role: Role;
		created: number;
		expires?: number;
		uses?: number;
		approval?: boolean;
	}): NewLink {
		const { id = newId(12), token = newToken() } = wish;
		this.#tokens.set(id, token);
		const oldest = this.#tokens.keys().next();
		if (this.#tokens.size > remembered && !oldest.done) this.#tokens.delete(oldest.value);
		const { workshop, role, created, expires, uses, approval = false } = wish;
		return { id, workshop, role, created, expires, usesLeft: uses, approval, hash: hashToken(token) };
	}

	/** The link did not come into being. */
	forget(id: string): void {
		this.#tokens.delete(id);
	}

	/** The full address, if this process made the link. */
	address(link: Pick<LinkRecord, 'id' | 'workshop'>, base: string): string | undefined {
		const token = this.#tokens.get(link.id);
		return token === undefined ? undefined : `${base}/w/${link.workshop}#${token}`;
	}
}

/** Why a link opens nothing; `undefined` when it does. */
export function linkRefusal(link: LinkRecord, now: number): 'link_revoked' | 'link_expired' | undefined {
	if (link.revoked) return 'link_revoked';
	if (link.expires !== undefined && link.expires <= now) return 'link_expired';
	return undefined;
}
