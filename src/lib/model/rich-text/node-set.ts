/**
 * The full set of nodes and marks a note can have, decided for good: an editor deletes what it does not know by merely
 * opening it, so a set that grows would cost words on older devices. The editor's extensions are tested against this.
 */
import type { Json } from '../schema/record.ts';

/** ProseMirror's JSON for a node. In canonical form: no empty lists, no `null` attributes, equal texts joined. */
export interface NoteNode {
	readonly type: string;
	readonly attrs?: Readonly<Record<string, Json>>;
	readonly content?: readonly NoteNode[];
	/** Of `text` nodes only. */
	readonly text?: string;
	readonly marks?: readonly NoteMark[];
}

export interface NoteMark {
	readonly type: string;
	readonly attrs?: Readonly<Record<string, Json>>;
}

/** A whole note. Without content it is empty. */
export interface NoteJson extends NoteNode {
	readonly type: 'doc';
}

/** What a node may contain: ProseMirror's content expression, in words. */
export type NodeContent =
	/** Nothing. */
	| 'none'
	/** Text, line breaks. */
	| 'inline'
	/** At least one block. */
	| 'blocks'
	/** A paragraph first, then any blocks: list items. */
	| 'paragraph-first'
	/** Only these, at least one. */
	| readonly [string, ...string[]];

export interface NodeSpec {
	/** Where it may stand; parts stand only in the node that names them. */
	readonly place: 'top' | 'block' | 'inline' | 'part';
	readonly content: NodeContent;
	/** A stored attribute as it may be used; `undefined` leaves it out. Other attributes are kept as they are. */
	readonly attrs?: Readonly<Record<string, (stored: Json) => Json | undefined>>;
}

const wholeNumber = (from: number, to: number) => (stored: Json) =>
	typeof stored === 'number' && Number.isFinite(stored) ? Math.min(to, Math.max(from, Math.round(stored))) : undefined;
const string = (stored: Json) => (typeof stored === 'string' ? stored : undefined);
const boolean = (stored: Json) => (typeof stored === 'boolean' ? stored : undefined);
const never = () => undefined;

const cell: NodeSpec = {
	place: 'part',
	content: 'blocks',
	attrs: { colspan: wholeNumber(1, 100), rowspan: wholeNumber(1, 1000) }
};

export const noteNodes: Readonly<Record<string, NodeSpec>> = {
	doc: { place: 'top', content: 'blocks' },
	paragraph: { place: 'block', content: 'inline' },
	/** Levels 1 to 3, shown below the heading of the table; without a level it is 1. */
	heading: { place: 'block', content: 'inline', attrs: { level: wholeNumber(1, 3) } },
	bulletList: { place: 'block', content: ['listItem'] },
	/** `start`: number of the first item. */
	orderedList: { place: 'block', content: ['listItem'], attrs: { start: wholeNumber(0, 1e9) } },
	listItem: { place: 'part', content: 'paragraph-first' },
	taskList: { place: 'block', content: ['taskItem'] },
	taskItem: { place: 'part', content: 'paragraph-first', attrs: { checked: boolean } },
	blockquote: { place: 'block', content: 'blocks' },
	horizontalRule: { place: 'block', content: 'none' },
	table: { place: 'block', content: ['tableRow'] },
	tableRow: { place: 'part', content: ['tableCell', 'tableHeader'] },
	tableHeader: cell,
	tableCell: cell,
	/** `file`: SHA-256 or id of a file of the workshop. Addresses are not kept: no request to a third party, ever. */
	image: { place: 'block', content: 'none', attrs: { file: string, alt: string, caption: string, src: never } },
	hardBreak: { place: 'inline', content: 'none' },
	text: { place: 'inline', content: 'none' }
};

/** In the order in which they are nested, outermost first. */
export const noteMarks = ['link', 'bold', 'italic', 'underline', 'strike', 'highlight', 'code'] as const;

/** Web and mail addresses; nothing that could run or read something. Returns what may be followed. */
export function linkTarget(href: unknown): string | undefined {
	return typeof href === 'string' && /^(?:https?:\/\/[^\s/]|mailto:[^\s])/i.test(href) ? href : undefined;
}

/** Whether an editor may be bound to it. Otherwise the note is shown as text, and nothing is lost by looking at it. */
export function isKnownNote(note: NoteNode): boolean {
	if (!Object.hasOwn(noteNodes, note.type) || (note.type === 'text') !== (note.text !== undefined)) return false;
	return (note.marks ?? []).every(isKnownMark) && (note.content ?? []).every(isKnownNote);
}

function isKnownMark(mark: NoteMark): boolean {
	return (noteMarks as readonly string[]).includes(mark.type);
}
