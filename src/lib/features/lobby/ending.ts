/** Why the relay will not have this device any more, as its message is called; `undefined` while it will. */
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';

export type Ending = 'kicked' | 'erased' | 'unauthenticated' | 'too_large';

export function endingOf({ light: { reason } }: Pick<WorkshopContext, 'light'>): Ending | undefined {
	switch (reason) {
		case 'kicked':
		case 'erased':
		case 'unauthenticated':
			return reason;
		case 'too-large':
			return 'too_large';
		default:
			return undefined;
	}
}
