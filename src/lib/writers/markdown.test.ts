// Markdown is read back by a real parser (CommonMark with GFM), so that "escaped" means what readers make of it.
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { emptyWorkshop, hostileWorkshop, ideenschmiedeTwice } from '#lib/report/testing/ideenschmiede.ts';
import { markdownInline } from './markdown-inline.ts';
import { markdownWriter } from './markdown.ts';
import { writerContract } from './writer.contract.ts';

interface Node {
	readonly type: string;
	readonly value?: string;
	readonly children?: readonly Node[];
}

writerContract('Markdown', {
	load: async () => markdownWriter,
	textOf: (bytes) => textOf(parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))),
	workshops: { empty: emptyWorkshop(), full: ideenschmiedeTwice(), saying: hostileWorkshop }
});

describe('inline text', () => {
	const write = (...runs: Parameters<typeof markdownInline>[0]) => markdownInline(runs, { lineBreak: '\\\n' });

	test('Botschafter*innen und Betriebsakquisiteur*innen are words', () => {
		expect(write({ text: 'Botschafter*innen und Betriebsakquisiteur*innen' })).toBe(
			'Botschafter\\*innen und Betriebsakquisiteur\\*innen'
		);
	});

	test('bold and italic words get asterisks', () => {
		const written = write(
			{ text: 'ein ' },
			{ text: 'fettes', bold: true },
			{ text: ' und ' },
			{ text: 'beides', bold: true, italic: true }
		);
		expect(written).toBe('ein **fettes** und ***beides***');
	});

	test('space at the edge of marks goes outside', () => {
		expect(write({ text: 'ein' }, { text: ' fettes ', bold: true }, { text: 'Wort' })).toBe('ein **fettes** Wort');
	});

	test('marks inside a word become elements', () => {
		expect(write({ text: 'halb' }, { text: 'fett', bold: true }, { text: 'es' })).toBe('halb<strong>fett</strong>es');
	});

	test('code holds backticks, and bars in tables', () => {
		expect(write({ text: 'a`b', code: true })).toBe('``a`b``');
		expect(markdownInline([{ text: 'a|b', code: true }], { lineBreak: '<br>', inTable: true })).toBe('`a\\|b`');
	});

	test('a link keeps its address', () => {
		expect(write({ text: 'hier', link: 'https://a.example/b_(c)' })).toBe('[hier](<https://a.example/b_(c)>)');
	});
});

const ours = /^(?:<\/?(?:strong|em|del|u|mark)>|<br>|<!-- -->)$/;

function parse(markdown: string): Node {
	return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node;
}

function textOf(node: Node): string {
	if (node.type === 'html') {
		expect(node.value).toMatch(ours);
		return ' ';
	}
	return node.value ?? (node.children ?? []).map(textOf).join(node.type === 'paragraph' ? '' : ' ');
}
