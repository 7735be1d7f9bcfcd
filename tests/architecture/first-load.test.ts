// The phone budget: what people in a room with one router wait for. Tiptap and the document writers come later, on use.
import { describe, expect, test } from 'vitest';
import { de } from '#lib/i18n/messages/de.ts';
import { en } from '#lib/i18n/messages/en.ts';
import { budgets, headerBytes } from './budgets.ts';
import { bytesOf, readBuildGraph, type Script } from './build-graph.ts';

const door = '/w/[workshop]';
const board = '/w/[workshop]/board';

// Words that survive minification and stand nowhere else.
const heavy = [
	{ name: 'Tiptap', mark: 'ProseMirror-' },
	{ name: 'the docx library', mark: 'word/document.xml' }
] as const;
const yjs = 'Yjs was already imported';
const languages = [
	{ language: 'German', mark: de.join.privacyMore },
	{ language: 'English', mark: en.join.privacyMore }
] as const;

describe('first load', () => {
	const graph = readBuildGraph();
	const withMark = (scripts: readonly Script[], mark: string) => scripts.filter(({ text }) => text.includes(mark));
	const filesWith = (scripts: readonly Script[], mark: string) => withMark(scripts, mark).map(({ file }) => file);
	const onTheWay = {
		'the page behind the link': () => graph.firstLoad(door),
		'the page for a code': () => graph.firstLoad('/join'),
		'the way from the link to the board': () => [
			...new Map([...graph.firstLoad(door), ...graph.fullLoad(board)].map((script) => [script.file, script])).values()
		]
	};
	const ways = [
		{ way: 'the page behind the link', budget: budgets.join },
		{ way: 'the page for a code', budget: budgets.join },
		{ way: 'the way from the link to the board', budget: budgets.board }
	] as const;

	describe.each(languages)('in $language', ({ mark }) => {
		test('the words are one part of their own', () => {
			expect(filesWith(graph.scripts, mark)).toHaveLength(1);
		});

		test.each(ways)('$way needs at most $budget bytes of script', ({ way, budget }) => {
			const scripts = onTheWay[way]();
			expect(filesWith(scripts, mark), 'nobody loads a language before it is known').toEqual([]);
			const all = [...scripts, ...withMark(graph.scripts, mark)];
			expect(bytesOf(all) + all.length * headerBytes).toBeLessThanOrEqual(budget);
		});
	});

	test('the way to the board is counted with everything on it', () => {
		expect(filesWith(onTheWay['the way from the link to the board'](), yjs)).not.toEqual([]);
	});

	test.each(ways.slice(0, 2))('$way comes without the workshop', ({ way }) => {
		expect(filesWith(onTheWay[way](), yjs)).toEqual([]);
	});

	describe.each(heavy)('$name', ({ mark }) => {
		test('is in a part of its own', () => {
			expect(filesWith(graph.scripts, mark)).not.toEqual([]);
		});

		test.each(graph.routes)('does not come with %s', (route) => {
			expect(filesWith(graph.firstLoad(route), mark)).toEqual([]);
		});

		test('is not on the way to the board', () => {
			expect(filesWith(onTheWay['the way from the link to the board'](), mark)).toEqual([]);
		});
	});
});
