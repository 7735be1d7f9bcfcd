/**
 * An attachment: while a modal dialog is open, everything outside it can neither be pressed nor is it spoken. The element
 * moves into the topmost one and back again, so that a notice with its undo is within reach wherever it was caused.
 */
import type { Attachment } from 'svelte/attachments';

/** @param changed read in order to look again, for example the list of notices */
export function aboveDialogs(changed: () => unknown): Attachment<HTMLElement> {
	return (element) => {
		changed();
		const place = () => {
			const top = [...document.querySelectorAll<HTMLElement>('dialog:modal')].at(-1) ?? document.body;
			if (element.parentElement !== top) top.append(element);
		};
		place();
		// `close` does not bubble, but it can be heard on its way down; the dialog may be gone by then, the element is not.
		document.addEventListener('close', place, true);
		return () => document.removeEventListener('close', place, true);
	};
}
