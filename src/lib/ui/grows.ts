/** An attachment: the text area is as high as its text, also in browsers that cannot do so by themselves. */
import type { Attachment } from 'svelte/attachments';

/** `text` is read so that the height follows changes from outside as well. */
export function grows(text: () => unknown): Attachment<HTMLTextAreaElement> {
	return (area) => {
		area.style.setProperty('--rows', String(area.rows));
		if (CSS.supports('field-sizing', 'content')) return;
		text();
		area.style.height = 'auto';
		area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
	};
}
