/**
 * Binds an input or textarea to a shared text: what is typed goes out as a change from what this person saw, what others
 * type comes in without moving the caret. Survives the replacement of the document, because it only knows strings.
 */
import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { spliceBetween, type TextChange } from '#lib/model/text-change.ts';

export interface SharedText {
	/** The text as it is now; may be reactive. */
	readonly read: () => string;
	/** Sends the change; `false` when it was refused: the field keeps the words and tries again with the next key. */
	readonly edit: (change: TextChange) => boolean;
}

type TextElement = HTMLInputElement | HTMLTextAreaElement;

export function sharedText(source: SharedText): Attachment<TextElement> {
	return (element) => {
		/** What this person saw before the keys pressed since. */
		let seen = '';
		let composing = false;
		const show = (text: string) => {
			seen = text;
			if (element.value !== text) setKeepingCaret(element, text);
		};
		const send = () => {
			if (composing || element.value === seen) return;
			// What others wrote meanwhile is merged into the text and comes back with the effect below.
			if (source.edit({ base: seen, text: element.value })) seen = element.value;
		};
		const onCompositionStart = () => (composing = true);
		const onCompositionEnd = () => {
			composing = false;
			send();
			// What others wrote while a word was being composed was held back.
			if (element.value === seen) show(source.read());
		};
		element.addEventListener('input', send);
		element.addEventListener('compositionstart', onCompositionStart);
		element.addEventListener('compositionend', onCompositionEnd);
		$effect(() => {
			const text = source.read();
			if (composing) return;
			if (element.value === seen) show(text);
			else untrack(send);
		});
		return () => {
			send();
			element.removeEventListener('input', send);
			element.removeEventListener('compositionstart', onCompositionStart);
			element.removeEventListener('compositionend', onCompositionEnd);
		};
	};
}

function setKeepingCaret(element: TextElement, text: string): void {
	const splice = spliceBetween(element.value, text);
	const { selectionStart, selectionEnd } = element;
	element.value = text;
	if (!splice || selectionStart === null || document.activeElement !== element) return;
	const end = splice.at + splice.remove;
	const moved = (at: number) => {
		if (at <= splice.at) return at;
		return at < end ? splice.at : at + splice.insert.length - splice.remove;
	};
	element.setSelectionRange(moved(selectionStart), moved(selectionEnd ?? selectionStart));
}
