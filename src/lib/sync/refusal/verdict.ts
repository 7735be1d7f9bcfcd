/**
 * What happens to refused work: brought in again at once, brought in again one at a time, or laid into the tray
 * (SPEC.md [REFUSE-3]). Pure.
 */
import type { NackCode } from '#lib/protocol/messages.ts';

/** Refusals that say something about the sender or the moment and not about the frame: trying again would change nothing. */
const settled: ReadonlySet<NackCode> = new Set<NackCode>(['role', 'access', 'full', 'erased']);

/** Codes under which the frame itself is not at fault. */
const innocent: ReadonlySet<NackCode> = new Set<NackCode>(['rate', 'superseded', 'gap', 'owner']);

export type Verdict =
	/** Into the new document before it connects; `attempt` is how often it has been tried then. */
	| { readonly kind: 'again'; readonly attempt: number }
	/** Into the tray, and from there one at a time once the new document has met the relay. */
	| { readonly kind: 'one-by-one' }
	| { readonly kind: 'tray' };

export interface Charge {
	readonly code: NackCode;
	/** It was in the refused frame; otherwise it only came after it. */
	readonly isGuilty: boolean;
	/** Others were in the same frame, so nobody knows whose fault it was. */
	readonly hasCompany: boolean;
	readonly attempt: number;
}

/** Rate limits are waited out, but not for ever. */
const mostAttempts = 5;

export function verdictOn({ code, isGuilty, hasCompany, attempt }: Charge): Verdict {
	if (settled.has(code)) return { kind: 'tray' };
	if (!isGuilty) return { kind: 'again', attempt };
	if (innocent.has(code) && attempt < mostAttempts) return { kind: 'again', attempt: attempt + 1 };
	if (attempt === 0) return { kind: 'again', attempt: 1 };
	return hasCompany ? { kind: 'one-by-one' } : { kind: 'tray' };
}
