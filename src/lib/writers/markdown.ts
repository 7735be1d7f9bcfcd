/** Markdown (CommonMark with GFM tables and task lists), for websites, wikis and plain mail. */
import type { Block, Cell, Report, ReportWords } from '#lib/report/report.ts';
import { markdownInline, markdownText } from './markdown-inline.ts';
import type { Emitters, Writer } from './writer.ts';

export const markdownWriter: Writer = {
	id: 'markdown',
	extension: 'md',
	mime: 'text/markdown',
	write: async (report) => new TextEncoder().encode(reportToMarkdown(report))
};

export function reportToMarkdown({ blocks, words }: Report): string {
	return `${emitAll(blocks, words)}\n`;
}

function emitAll(blocks: readonly Block[], words: ReportWords): string {
	const parts: string[] = [];
	let listBefore = false;
	for (const block of blocks) {
		const written = emit(block, words);
		if (written === '') continue;
		const isList = block.kind === 'list' || block.kind === 'facts';
		// Two lists in a row would be read as one.
		if (isList && listBefore) parts.push('<!-- -->');
		parts.push(written);
		listBefore = isList;
	}
	return parts.join('\n\n');
}

function emit(block: Block, words: ReportWords): string {
	const emitter = emitters[block.kind] as (block: Block, words: ReportWords) => string;
	return emitter(block, words);
}

const emitters = {
	title: ({ text, subtitle }) =>
		[`# ${markdownText(text)}`, subtitle === '' ? '' : `**${markdownText(subtitle)}**`].filter(Boolean).join('\n\n'),
	facts: ({ facts }) =>
		facts
			.map(({ label, lines }) => {
				const isInLine = lines.length === 1;
				const values = lines.map((line) => markdownInline(line, { lineBreak: '\\\n', isInLine }));
				return isInLine
					? `- **${markdownText(label)}:** ${values[0]}`
					: [`- **${markdownText(label)}:**`, ...values.map((value) => `  - ${value}`)].join('\n');
			})
			.join('\n'),
	heading: ({ level, text }) => `${'#'.repeat(level + 1)} ${markdownInline(text, { lineBreak: ' ' })}`,
	paragraph: ({ text }) => inlineText(text),
	list: ({ style, start, items }, words) =>
		items
			.map(({ done, blocks }, index) => {
				const marker = style === 'ordered' ? `${start + index}. ` : '- ';
				const box = style === 'task' ? (done ? '[x] ' : '[ ] ') : '';
				return marker + box + indent(emitTight(blocks, words), marker.length);
			})
			.join('\n'),
	table: ({ caption, header, rows, widths }) => {
		const head = header ?? widths.map((): Cell => []);
		const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
		const table = [line(head.map(cell)), line(widths.map(() => '---')), ...rows.map((row) => line(row.map(cell)))];
		return [caption === '' ? '' : `**${markdownText(caption)}**`, table.join('\n')].filter(Boolean).join('\n\n');
	},
	quote: ({ blocks }, words) => prefix(emitAll(blocks, words), '> '),
	cards: ({ level, groups }) =>
		groups
			.flatMap(({ title, cards }) => [
				title === '' ? '' : `${'#'.repeat(level + 1)} ${markdownText(title)}`,
				cards.map((card) => `- ${indent(inlineText(card.text), 2)}${by(card.by)}`).join('\n')
			])
			.filter(Boolean)
			.join('\n\n'),
	callout: ({ label, text, details }) =>
		prefix(
			[`**${markdownText(label)}**`, inlineText(text), ...details.map((line) => inlineText(line))].join('\n\n'),
			'> '
		),
	// The picture itself is not beside the file, its words are.
	figure: ({ alt, caption }, words) =>
		[`\\[${markdownText(words.picture)}${alt === '' ? '' : `: ${markdownText(alt)}`}\\]`, markdownText(caption)]
			.filter(Boolean)
			.join('\\\n'),
	rule: () => '---',
	pageBreak: () => ''
} satisfies Emitters<ReportWords, string>;

function inlineText(text: Parameters<typeof markdownInline>[0]): string {
	return markdownInline(text, { lineBreak: '\\\n' });
}

function cell(lines: Cell): string {
	return lines.map((line) => markdownInline(line, { lineBreak: '<br>', inTable: true })).join('<br>');
}

function by(author: string): string {
	return author === '' ? '' : ` (${markdownText(author)})`;
}

/** The first paragraph of an item stands beside its marker; nested lists follow without an empty line. */
function emitTight(blocks: readonly Block[], words: ReportWords): string {
	return blocks
		.map((block, index) => {
			const separator = index === 0 ? '' : block.kind === 'list' ? '\n' : '\n\n';
			return separator + emit(block, words);
		})
		.join('');
}

function indent(text: string, width: number): string {
	return text.replace(/\n(?!\n)/g, `\n${' '.repeat(width)}`);
}

function prefix(text: string, sign: string): string {
	return text
		.split('\n')
		.map((line) => (sign + line).trimEnd())
		.join('\n');
}
