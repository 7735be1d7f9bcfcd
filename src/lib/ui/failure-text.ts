/** One line for a request that the relay did not grant. */
import { language } from '#lib/ui/language.svelte.ts';

/** The relay's codes, or that no answer came at all. */
export type FailureReason = keyof typeof language.t.errors.relay | 'offline';

export function failureText(reason: FailureReason): string {
	const { errors, people } = language.t;
	if (reason === 'offline') return `${errors.network.title}. ${people.needsRelay}`;
	const { title, text } = errors.relay[reason];
	return `${title}. ${text}`;
}
