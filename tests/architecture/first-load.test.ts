// The phone budget: what people in a room with one router wait for. Tiptap and the document writers come later, on use.
import { describe, expect, test } from 'vitest';
import { bytesOf, readBuildGraph } from './build-graph.ts';

const kB = 1000;
const budgets = [
	{ name: 'the join page', route: /^\/join$/, bytes: 70 * kB },
	{ name: 'a link into a workshop', route: /^\/w\/\[[^\]]+\]$/, bytes: 170 * kB },
	{ name: 'the board', route: /^\/w\/\[[^\]]+\]\/board$/, bytes: 170 * kB }
] as const;

// Words that survive minification and stand nowhere else.
const heavy = [
	{ name: 'Tiptap', mark: 'ProseMirror-' },
	{ name: 'the docx library', mark: 'word/document.xml' }
] as const;

describe('first load', () => {
	const graph = readBuildGraph();
	const routeLike = (pattern: RegExp) => graph.routes.find((route) => pattern.test(route)) ?? `like ${pattern.source}`;

	test.each(budgets)('$name needs at most $bytes bytes of script', ({ route, bytes }) => {
		expect(bytesOf(graph.firstLoad(routeLike(route)))).toBeLessThanOrEqual(bytes);
	});

	describe.each(heavy)('$name', ({ mark }) => {
		test('is in a part of its own', () => {
			expect(graph.scripts.filter((script) => script.text.includes(mark))).not.toEqual([]);
		});

		test.each(budgets)('does not come with $name', ({ route }) => {
			const found = graph.firstLoad(routeLike(route)).filter((script) => script.text.includes(mark));
			expect(found.map((script) => script.file)).toEqual([]);
		});
	});
});
