/**
 * Tiptap, wrapped once: a note on the screen, open for writing or for reading. Everything heavy hangs on this module;
 * NoteEditor.svelte loads it when a note is shown, so that no other page carries it.
 */
import { Editor } from '@tiptap/core';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { CaretUser } from './caret.ts';
import { keepBound, sharedTyping, type Binding } from './collaboration.ts';
import { noteExtensions, type NoteWords } from './note-extensions.ts';

export interface NoteOptions {
	readonly awareness: Awareness;
	readonly user: () => CaretUser;
	/** Accessible name of the field. */
	readonly label: string;
	/** Shown while the note is empty. */
	readonly placeholder: string;
	readonly words: NoteWords;
	/** The note has parts this build does not know and is no longer bound. */
	readonly onForeign: () => void;
}

export interface OpenNote {
	readonly editor: Editor;
	/** Shows this fragment from now on; keeps focus and caret when the old one said the same. */
	bind(fragment: Y.XmlFragment, mayWrite: boolean): void;
	close(): void;
}

export function openNote(element: HTMLElement, options: NoteOptions): OpenNote {
	const binding: Binding = { fragment: undefined };
	const editor: Editor = new Editor({
		element,
		injectCSS: false,
		editable: false,
		extensions: [...noteExtensions(options.words), ...sharedTyping(binding, options.awareness, options.user)],
		editorProps: {
			attributes: (state) => ({
				class: 'note-text',
				role: 'textbox',
				'aria-multiline': 'true',
				'aria-label': options.label,
				'aria-readonly': String(!editor.isEditable),
				...(isEmpty(state.doc) && { 'data-empty': options.placeholder })
			})
		}
	});
	const bound = keepBound(editor, binding, options.onForeign);
	return {
		editor,
		bind: bound.bind,
		close() {
			bound.stop();
			editor.destroy();
		}
	};
}

function isEmpty(doc: Editor['state']['doc']): boolean {
	return doc.childCount === 1 && doc.firstChild?.type.name === 'paragraph' && doc.firstChild.content.size === 0;
}
