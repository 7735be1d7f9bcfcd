/**
 * An attachment for `<dialog>`: open while `isOpen` says so. The browser keeps the focus inside a modal one and gives it
 * back to the opener at the end; what we add is where it starts.
 */
import type { Attachment } from 'svelte/attachments';

export function opened(isOpen: () => boolean, isModal: () => boolean): Attachment<HTMLDialogElement> {
	return (dialog) => {
		if (!isOpen()) return;
		const opener = document.activeElement;
		if (isModal()) dialog.showModal();
		else dialog.show();
		firstField(dialog)?.focus();
		const forget = keepsFocus(dialog);
		return () => {
			forget();
			dialog.close();
			// A dialog that is taken out of the page while open leaves the focus nowhere.
			if (document.activeElement === document.body && opener instanceof HTMLElement && opener.isConnected)
				opener.focus();
		};
	};
}

/** A button that vanishes with what it did takes the focus along into nowhere, where no key closes the dialog any more. */
function keepsFocus(dialog: HTMLDialogElement): () => void {
	let last: EventTarget | null = null;
	const remember = ({ target }: FocusEvent) => (last = target);
	const watch = new MutationObserver(() => {
		if (document.activeElement !== document.body || !(last instanceof HTMLElement) || last.isConnected) return;
		dialog.querySelector<HTMLElement>('[data-title]')?.focus();
	});
	dialog.addEventListener('focusin', remember);
	watch.observe(dialog, { childList: true, subtree: true });
	return () => {
		watch.disconnect();
		dialog.removeEventListener('focusin', remember);
	};
}

function firstField(dialog: HTMLElement): HTMLElement | null {
	return (
		dialog.querySelector<HTMLElement>('[autofocus], [data-autofocus]') ??
		dialog.querySelector<HTMLElement>('[data-body] :is(input:not([type=hidden]), textarea, select):not(:disabled)') ??
		dialog.querySelector<HTMLElement>('[data-title]')
	);
}

/**
 * An attachment: a press and release beside the sheet closes it. Both must be there, or marking a text and letting go
 * outside would close what one is writing.
 */
export function closesBeside(close: () => void): Attachment<HTMLDialogElement> {
	return (dialog) => {
		let pressed = false;
		const down = (event: PointerEvent) => (pressed = isBeside(dialog, event));
		const click = (event: MouseEvent) => {
			if (pressed && isBeside(dialog, event)) close();
			pressed = false;
		};
		dialog.addEventListener('pointerdown', down);
		dialog.addEventListener('click', click);
		return () => {
			dialog.removeEventListener('pointerdown', down);
			dialog.removeEventListener('click', click);
		};
	};
}

function isBeside(dialog: HTMLElement, event: MouseEvent): boolean {
	if (event.target !== dialog) return false;
	const sheet = dialog.getBoundingClientRect();
	return (
		event.clientX < sheet.left ||
		event.clientX > sheet.right ||
		event.clientY < sheet.top ||
		event.clientY > sheet.bottom
	);
}
