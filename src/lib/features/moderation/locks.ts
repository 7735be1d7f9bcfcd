/**
 * Locking: participants may read a kind of document and not write it. The relay keeps to it, for every client; what is on
 * its way when the lock is announced still arrives.
 */
import type { AccessRule } from '#lib/protocol/access.ts';
import { failureText } from '#lib/ui/failure-text.ts';
import { language } from '#lib/ui/language.svelte.ts';
import { notify } from '#lib/ui/notices.svelte.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';

/** What can be locked, with the documents it stands for. */
export const lockable = { board: 'board.*', plan: 'plan' } as const;
export type Lockable = keyof typeof lockable;
export const lockables = Object.keys(lockable) as readonly Lockable[];

export function isLocked(context: WorkshopContext, what: Lockable): boolean {
	const rule = context.ruleFor(lockable[what]);
	return rule !== undefined && rule.participant !== 'write';
}

/** What was said of the last change is no longer so after the next. */
let unsay = () => {};

export async function setLocked(context: WorkshopContext, what: readonly Lockable[], locked: boolean): Promise<void> {
	const rule: Partial<AccessRule> = { participant: locked ? 'read' : 'write' };
	const documents = Object.fromEntries(what.map((each) => [lockable[each], rule]));
	const answer = await context.session.relay?.setAccess({ documents });
	if (!answer) return;
	unsay();
	const { lock } = language.t.moderation;
	unsay = answer.ok
		? notify({ text: locked ? lock.locked : lock.unlocked })
		: notify({ text: failureText(answer.reason), tone: 'warning' });
}
