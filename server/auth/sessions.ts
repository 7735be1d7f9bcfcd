/** From a session's token to the person behind it, or to the reason why it opens nothing (any more). */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { SessionRecord, Storage } from '../storage/storage.ts';
import { hashToken } from './tokens.ts';

export type SessionRefusal = 'unauthenticated' | 'erased' | 'kicked' | 'link_revoked';

export async function resolveSession(
	storage: Storage,
	token: string,
	workshop: string
): Promise<Result<SessionRecord, SessionRefusal>> {
	const session = await storage.findSession(hashToken(token));
	if (!session || session.workshop !== workshop) return refused('unauthenticated');
	if (session.erased) return refused('erased');
	if (session.kicked) return refused('kicked');
	if (session.revoked) return refused('link_revoked');
	return ok(session);
}
