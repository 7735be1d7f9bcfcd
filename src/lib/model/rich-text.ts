/**
 * Rich text as data: the notes of tables and whatever else will hold more than one line. No editor here, no screen;
 * the storage is exactly what Tiptap's Collaboration reads and writes. Start at rich-text/node-set.ts; the rules are in
 * SPEC.md, "Rich text". Markdown is in rich-text/markdown.ts, apart, because its parser is loaded only for imports.
 */
export { isKnownNote, linkTarget, noteNodes, noteMarks } from './rich-text/node-set.ts';
export type { NoteJson, NoteMark, NoteNode } from './rich-text/node-set.ts';
export { normaliseNote } from './rich-text/normalise-note.ts';
export { noteText } from './rich-text/note-text.ts';
export { readNote } from './rich-text/read-note.ts';
export { mendNote, writeNote } from './rich-text/write-note.ts';
