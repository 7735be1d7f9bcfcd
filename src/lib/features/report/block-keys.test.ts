// A new card or a new chapter must not make the rest of the paper be drawn anew.
import { expect, test } from 'vitest';
import type { Block } from '#lib/report/report.ts';
import { keyed } from './block-keys.ts';

const heading = (id: string): Block => ({ kind: 'heading', level: 1, id, text: [] });
const paragraph = (text: string): Block => ({ kind: 'paragraph', tone: 'plain', text: [{ text }] });
const keys = (blocks: readonly Block[]) => keyed(blocks).map(({ key }) => key);

test('keys are unique', () => {
	const all = keys([paragraph('a'), heading('x'), paragraph('b'), paragraph('c'), heading('y'), paragraph('d')]);
	expect(new Set(all).size).toBe(all.length);
});

test('what stands under another heading keeps its key when something comes before it', () => {
	const before = keys([heading('x'), paragraph('a'), heading('y'), paragraph('b')]);
	const after = keys([
		heading('new'),
		paragraph('n'),
		heading('x'),
		paragraph('a'),
		paragraph('a2'),
		heading('y'),
		paragraph('b')
	]);
	expect(after).toEqual(expect.arrayContaining(before));
});
