/** Why the relay will not have this device any more, and the words for it; `undefined` while it will. */
import { language } from '#lib/ui/language.svelte.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';

export type Ending = 'kicked' | 'revoked' | 'erased' | 'unknown' | 'unauthenticated' | 'too_large';

export interface EndingWords {
	readonly title: string;
	readonly text: string;
}

export function endingOf({ ended }: Pick<WorkshopContext, 'ended'>): Ending | undefined {
	if (ended === 'too-large') return 'too_large';
	return ended === 'forgotten' ? undefined : ended;
}

export function endingWords(ending: Ending, isModerator: boolean): EndingWords {
	const { ended, errors, join } = language.t;
	if (ending === 'unknown') {
		const { title, text, moderatorText } = ended.unknown;
		return { title, text: isModerator ? moderatorText : text };
	}
	if (ending !== 'unauthenticated' && ending !== 'too_large') return ended[ending];
	const { title, text } = errors.relay[ending];
	return { title, text: `${text} ${join.stillOnDevice}` };
}
