/** A note as plain text, for search, for previews, and where a note has parts that this build does not know. */
import type { NoteNode } from './node-set.ts';

/** One line per block, cells of a row side by side with a tab; a picture is its caption or its alternative text. */
export function noteText(note: NoteNode): string {
	if (note.text !== undefined) return note.text;
	if (note.type === 'hardBreak') return '\n';
	if (note.type === 'image') return wordOf(note, 'caption') || wordOf(note, 'alt');
	const content = note.content ?? [];
	const parts = content.map(noteText);
	if (content.some((child) => child.text !== undefined || child.type === 'hardBreak')) return parts.join('');
	return note.type === 'tableRow' ? parts.join('\t') : parts.filter((part) => part !== '').join('\n');
}

function wordOf(note: NoteNode, attribute: string): string {
	const word = note.attrs?.[attribute];
	return typeof word === 'string' ? word : '';
}
