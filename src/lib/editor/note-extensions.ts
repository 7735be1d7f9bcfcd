/**
 * What a note can hold, as Tiptap extensions: exactly the node set of model/rich-text (a test compares both), because an
 * editor deletes what it does not know. Shared typing and carets are in collaboration.ts.
 */
import type { Extensions } from '@tiptap/core';
import { TaskItem, TaskList } from '@tiptap/extension-list';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { linkTarget } from '#lib/model/rich-text.ts';
import { Code, Heading, Highlight, Image, Italic } from './note-parts.ts';
import { Pasted } from './pasted.ts';

/** Words that the editor puts on the screen itself. */
export interface NoteWords {
	/** Name of a task's tick box. */
	readonly taskDone: (task: string) => string;
	readonly image: string;
}

export function noteExtensions(words: NoteWords): Extensions {
	return [
		StarterKit.configure({
			// Collaboration brings its own undo; a trailing paragraph would write by merely looking.
			undoRedo: false,
			trailingNode: false,
			codeBlock: false,
			heading: false,
			italic: false,
			code: false,
			dropcursor: { class: 'drop-place', color: false },
			link: {
				openOnClick: 'whenNotEditable',
				defaultProtocol: 'https',
				isAllowedUri: (href) => linkTarget(href) !== undefined,
				HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' }
			}
		}),
		Heading,
		Italic,
		Code,
		Highlight,
		TaskList,
		TaskItem.configure({
			nested: true,
			a11y: { checkboxLabel: (node) => words.taskDone(node.textContent) }
		}),
		Table.configure({ resizable: false }),
		TableRow,
		TableCell,
		TableHeader,
		Image.configure({ emptyLabel: words.image }),
		Pasted
	];
}
