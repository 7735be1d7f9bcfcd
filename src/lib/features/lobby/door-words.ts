/** The sentence for each way the door stays closed. */
import { language } from '#lib/ui/language.svelte.ts';
import type { WhyClosed } from './entrance.svelte.ts';

export interface DoorWords {
	readonly title: string;
	readonly text: string;
}

export function doorWords(failure: WhyClosed | undefined): DoorWords {
	const { errors, join } = language.t;
	if (failure === undefined) return { title: '', text: '' };
	if (failure === 'declined') return join.declined;
	if (failure === 'incomplete') return join.noLinkToken;
	// A token that no relay has given out: cut off in copying, or of another server.
	if (failure === 'unauthenticated' || failure === 'bad_request') return join.linkUnknown;
	if (failure === 'rate' || failure === 'unavailable' || failure === 'full') return join.closed[failure];
	return failure === 'offline' ? join.offline : errors.relay[failure];
}
