/**
 * Something that had the keyboard goes away by itself (a notice that is settled, a field that is closed for everybody): the
 * focus goes to what came instead or to the page's heading, never into nowhere. Dialogs look after themselves (opened.ts).
 */
import { tick } from 'svelte';

/**
 * Call it from `$effect.pre`, before the page changes.
 * @param had whether the focus is in what may go away now
 * @param instead where it goes then; the heading of the page without one
 */
export function keepFocus(had: boolean, instead?: () => HTMLElement | null | undefined): void {
	if (!had) return;
	void tick().then(() => {
		if (document.activeElement && document.activeElement !== document.body) return;
		(instead?.() ?? document.querySelector<HTMLElement>('h1'))?.focus({ preventScroll: true });
	});
}
