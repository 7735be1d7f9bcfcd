/** Links in a note. */
import type { Editor } from '@tiptap/core';

/** What a person types as an address: `example.org` and `anna@example.org` will do. */
export function completeAddress(typed: string): string {
	const address = typed.trim();
	if (!address || /^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
	return /^[^\s/@]+@[^\s/@]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}

/** Makes a link of the selection, changes the one under the caret, or writes the address where nothing is selected. */
export function setLink(editor: Editor, href: string): void {
	const chain = editor.chain().focus();
	if (editor.isActive('link')) chain.extendMarkRange('link').setLink({ href }).run();
	else if (editor.state.selection.empty) {
		const text = href.replace(/^(?:https?:\/\/|mailto:)/i, '');
		chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }).run();
	} else chain.setLink({ href }).run();
}
