// Notes keep their words and marks; what does not fit on paper is put where it fits.
import { describe, expect, test } from 'vitest';
import type { NoteJson, NoteNode } from '#lib/model/rich-text.ts';
import { inline } from './inline.ts';
import type { BlockOf } from './report.ts';
import { noteBlocks } from './rich-text.ts';

const text = (words: string, ...marks: readonly (string | NonNullable<NoteNode['marks']>[number])[]): NoteNode => ({
	type: 'text',
	text: words,
	marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark))
});
const node = (type: string, ...content: readonly NoteNode[]): NoteNode => ({ type, content });
const paragraph = (words: string) => node('paragraph', text(words));
const heading = (level: number, words: string): NoteNode => ({
	type: 'heading',
	attrs: { level },
	content: [text(words)]
});
const blocks = (...content: readonly NoteNode[]) =>
	noteBlocks({ type: 'doc', content } satisfies NoteJson, { level: 3, id: 'note' });
const levels = (...content: readonly NoteNode[]) =>
	blocks(...content).map((block) => (block.kind === 'heading' ? block.level : block.kind));

describe('text', () => {
	test('every mark is kept', () => {
		const marks = ['bold', 'italic', 'underline', 'strike', 'code', 'highlight'];
		expect(blocks(node('paragraph', ...marks.map((mark) => text(mark, mark))))).toEqual([
			{ kind: 'paragraph', tone: 'plain', text: marks.map((mark) => ({ text: mark, [mark]: true })) }
		]);
	});

	test('a link keeps its words, and its address only where it may lead', () => {
		const link = (href: string) => text('hier', { type: 'link', attrs: { href } });
		expect(blocks(node('paragraph', link('https://a.example/'), link('javascript:alert(1)')))).toEqual([
			{ kind: 'paragraph', tone: 'plain', text: [{ text: 'hier', link: 'https://a.example/' }, { text: 'hier' }] }
		]);
	});

	test('line breaks at the end go, those inside stay', () => {
		const [block] = blocks(node('paragraph', text('a'), { type: 'hardBreak' }, text('b'), { type: 'hardBreak' }));
		expect(block).toMatchObject({ text: [{ text: 'a' }, { text: '\n' }, { text: 'b' }] });
	});

	test('a note of empty paragraphs is no note', () => {
		expect(blocks({ type: 'paragraph' }, paragraph('  '))).toEqual([]);
	});

	test('a node of a later version gives its words', () => {
		expect(blocks(node('spoiler', paragraph('Das Ende')))).toEqual([
			{ kind: 'paragraph', tone: 'plain', text: inline('Das Ende') }
		]);
	});
});

describe('headings', () => {
	test('the highest stands right below the heading of the table', () => {
		expect(levels(heading(2, 'a'), heading(3, 'b'), heading(2, 'c'))).toEqual([3, 4, 3]);
	});

	test('no level is left out', () => {
		expect(levels(heading(1, 'a'), heading(3, 'b'))).toEqual([3, 4]);
	});

	test('in a list they are bold words', () => {
		expect(blocks(node('bulletList', node('listItem', heading(1, 'a'))))).toMatchObject([
			{ items: [{ blocks: [{ kind: 'paragraph', text: [{ text: 'a', bold: true }] }] }] }
		]);
	});
});

describe('tables', () => {
	const cell = (type: 'tableCell' | 'tableHeader', words: string, attrs: NoteNode['attrs'] = {}): NoteNode => ({
		type,
		attrs,
		content: [paragraph(words)]
	});
	const table = (...rows: readonly (readonly NoteNode[])[]) =>
		blocks(node('table', ...rows.map((cells) => node('tableRow', ...cells))))[0] as BlockOf<'table'>;
	const words = (rows: BlockOf<'table'>['rows']) =>
		rows.map((row) => row.map((one) => one.map((line) => line.map((run) => run.text).join('')).join('/')));

	test('a first row of headings is the head', () => {
		const block = table(
			[cell('tableHeader', 'a'), cell('tableHeader', 'b')],
			[cell('tableCell', 'c'), cell('tableCell', 'd')]
		);
		expect(words([block.header!])).toEqual([['a', 'b']]);
		expect(words(block.rows)).toEqual([['c', 'd']]);
	});

	test('merged cells leave empty ones, so that every row is as long', () => {
		const block = table(
			[cell('tableCell', 'a', { colspan: 2 }), cell('tableCell', 'b', { rowspan: 2 })],
			[cell('tableCell', 'c'), cell('tableCell', 'd')]
		);
		expect(words(block.rows)).toEqual([
			['a', '', 'b'],
			['c', 'd', '']
		]);
	});

	test('a list in a cell becomes lines', () => {
		const list = node('orderedList', node('listItem', paragraph('x')), node('listItem', paragraph('y')));
		expect(words(table([node('tableCell', list)], [cell('tableCell', 'z')]).rows)).toEqual([['1. x/2. y'], ['z']]);
	});

	test('a row that claims a thousand columns is a typing error', () => {
		expect(table([cell('tableCell', 'a', { colspan: 1000 })], [cell('tableCell', 'b')]).widths).toEqual([1]);
	});
});
