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

export function isLocked(context: WorkshopContext, what: Lockable): boolean {
	return context.ruleFor(lockable[what])?.participant !== 'write';
}

export async function setLocked(context: WorkshopContext, what: Lockable, locked: boolean): Promise<void> {
	const rule: Partial<AccessRule> = { participant: locked ? 'read' : 'write' };
	const answer = await context.session.relay?.setAccess({ documents: { [lockable[what]]: rule } });
	if (!answer) return;
	const { lock } = language.t.moderation;
	if (answer.ok) notify({ text: locked ? lock.locked : lock.unlocked });
	else notify({ text: failureText(answer.reason), tone: 'warning' });
}
