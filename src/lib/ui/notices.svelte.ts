/**
 * Notices at the bottom of the window, with an undo where there is one; shown by `NoticeHost`.
 * For what happened elsewhere and needs no eye, `announce` speaks to screen readers only.
 */
import { untrack } from 'svelte';

export interface Notice {
	readonly id: number;
	readonly text: string;
	readonly tone: 'calm' | 'warning';
	readonly action?: { readonly label: string; readonly run: () => void };
	/** How long it stays, milliseconds; `undefined` until it is closed. */
	readonly stay?: number;
}

export interface NoticeOptions {
	readonly text: string;
	/** A warning stays until it is closed. */
	readonly tone?: 'calm' | 'warning';
	readonly action?: { readonly label: string; readonly run: () => void };
}

const shownAtOnce = 3;
let last = 0;

class Notices {
	list = $state.raw<readonly Notice[]>([]);
	spoken = $state('');
}

export const notices = new Notices();

/** Shows a notice and returns what closes it. With an action it stays long enough to be reached by keyboard. */
export function notify({ text, tone = 'calm', action }: NoticeOptions): () => void {
	const id = ++last;
	const stay = tone === 'warning' ? undefined : action ? 12_000 : 5_000;
	const notice: Notice = { id, text, tone, action, stay };
	// Notices are often given by effects, which must not depend on the list they add to.
	// The same sentence once more takes the place of the first: a pile of it tells nobody more.
	const others = untrack(() => notices.list).filter((shown) => action || shown.action || shown.text !== text);
	notices.list = [...others, notice].slice(-shownAtOnce);
	return () => dismiss(id);
}

export function dismiss(id: number): void {
	notices.list = untrack(() => notices.list).filter((notice) => notice.id !== id);
}

/** Says something to screen readers, politely. Group what belongs together before calling ("5 new cards in …"). */
export function announce(text: string): void {
	// The same sentence twice has to be a change, or it is not spoken again.
	notices.spoken = untrack(() => notices.spoken) === text ? `${text}\u00a0` : text;
}
