/**
 * Notes as blocks: the same words with the same marks, headings moved below the heading they stand under. What this
 * build does not know gives its words.
 */
import { noteText, type NoteJson, type NoteNode } from '#lib/model/rich-text.ts';
import { inline, isBlank, lines, oneLine } from './inline.ts';
import { noteInline } from './rich-text-inline.ts';
import type { Block, HeadingLevel, Inline, ListBlock } from './report.ts';
import { noteTable } from './rich-text-table.ts';

interface Place {
	/** Level of the note's highest heading. */
	readonly level: HeadingLevel;
	/** Headings are called after it, with a number. */
	readonly id: string;
}

type Emit = (node: NoteNode, place: Place) => readonly Block[];

export function noteBlocks(note: NoteJson | undefined, place: Place): readonly Block[] {
	const blocks = (note?.content ?? []).flatMap((node) => blockOf(node, place));
	return underHeading(blocks, place);
}

/** The note's highest heading stands right below the one around it, and no level is left out after it. */
function underHeading(blocks: readonly Block[], { level, id }: Place): readonly Block[] {
	const highest = Math.min(...blocks.map((block) => (block.kind === 'heading' ? block.level : 5)));
	let before = level - 1;
	let count = 0;
	return blocks.map((block) => {
		if (block.kind !== 'heading') return block;
		before = Math.min(5, before + 1, level + block.level - highest);
		return { ...block, level: before as HeadingLevel, id: `${id}-${++count}` };
	});
}

const emitters: Readonly<Record<string, Emit>> = {
	paragraph: (node) => paragraphOf(noteInline(node)),
	// Levels and ids come when the whole note is known.
	heading: (node, { id }) => {
		const text = noteInline(node);
		const level = Math.min(5, Math.max(1, Number(node.attrs?.level ?? 1))) as HeadingLevel;
		return isBlank(text) ? [] : [{ kind: 'heading', level, id, text }];
	},
	bulletList: (node, place) => list(node, place, 'bullet'),
	orderedList: (node, place) => list(node, place, 'ordered'),
	taskList: (node, place) => list(node, place, 'task'),
	blockquote: (node, place) => {
		const blocks = childBlocks(node, place);
		return blocks.length === 0 ? [] : [{ kind: 'quote', blocks }];
	},
	horizontalRule: () => [{ kind: 'rule' }],
	table: (node) => noteTable(node),
	image: (node) => {
		const [file, alt, caption] = ['file', 'alt', 'caption'].map((name) => attribute(node, name));
		return file || alt || caption ? [{ kind: 'figure', file: file ?? '', alt: alt ?? '', caption: caption ?? '' }] : [];
	}
};

function blockOf(node: NoteNode, place: Place): readonly Block[] {
	const emit = Object.hasOwn(emitters, node.type) ? emitters[node.type] : undefined;
	return emit ? emit(node, place) : paragraphOf(inline(lines(noteText(node))));
}

function childBlocks(node: NoteNode, place: Place): readonly Block[] {
	const blocks = (node.content ?? []).flatMap((child) => blockOf(child, place));
	// A heading inside a list or a quote belongs to no outline.
	return blocks.map((block) => (block.kind === 'heading' ? bold(block.text) : block));
}

function bold(text: Inline): Block {
	return { kind: 'paragraph', tone: 'plain', text: text.map((run) => ({ ...run, bold: true })) };
}

function paragraphOf(text: Inline): readonly Block[] {
	return isBlank(text) ? [] : [{ kind: 'paragraph', tone: 'plain', text }];
}

function list(node: NoteNode, place: Place, style: ListBlock['style']): readonly Block[] {
	const items = (node.content ?? [])
		.map((item) => ({
			...(style === 'task' && { done: item.attrs?.checked === true }),
			blocks: childBlocks(item, place)
		}))
		.filter((item) => item.blocks.length > 0);
	const start = Number(node.attrs?.start ?? 1);
	return items.length === 0 ? [] : [{ kind: 'list', style, start, items }];
}

function attribute(node: NoteNode, name: string): string {
	const value = node.attrs?.[name];
	return typeof value === 'string' ? oneLine(value) : '';
}
