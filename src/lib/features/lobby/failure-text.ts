/** One line for a request that the relay did not grant. */
import type { ErrorCode } from '#lib/protocol/http.ts';
import { language } from '#lib/ui/language.svelte.ts';

export function failureText(reason: ErrorCode | 'offline'): string {
	const { errors, people } = language.t;
	if (reason === 'offline') return `${errors.network.title}. ${people.needsRelay}`;
	const { title, text } = errors.relay[reason];
	return `${title}. ${text}`;
}
