/** Every kind of block as Word paragraphs and tables. */
import {
	BorderStyle,
	HeadingLevel,
	Paragraph,
	Tab,
	TabStopType,
	TextRun,
	type IParagraphOptions,
	type Table
} from 'docx';
import type { Block, HeadingLevel as Level, ListBlock, ReportWords } from '#lib/report/report.ts';
import type { Emitters } from '../writer.ts';
import { bullets, deepestLevel, doneTasks, listIndent, numbered, openTasks } from './lists.ts';
import { plain, runs } from './runs.ts';
import { colours, factIndent } from './styles.ts';
import { tableBlock } from './tables.ts';

export type Content = Paragraph | Table;

/** Where the block stands. */
interface Place {
	readonly words: ReportWords;
	/** From the left margin. */
	readonly indent: number;
	/** Level of the list around it; -1 outside of lists. */
	readonly level: number;
	readonly style?: string;
	/** Of the first paragraph of a list item: it carries the sign, and stays with its neighbours. */
	readonly item?: IParagraphOptions;
	/** It is the first on its page. */
	readonly startsPage?: boolean;
	/** How many there have been. */
	readonly counter: { lists: number; callouts: number };
}

export function documentContent(blocks: readonly Block[], words: ReportWords): Content[] {
	const place: Place = { words, indent: 0, level: -1, counter: { lists: 0, callouts: 0 } };
	return blocks.flatMap((block, index) => {
		const startsPage = blocks[index - 1]?.kind === 'pageBreak';
		return block.kind === 'pageBreak' ? [] : emit(block, { ...place, startsPage });
	});
}

function emit(block: Block, place: Place): Content[] {
	const emitter = emitters[block.kind] as (block: Block, place: Place) => Content[];
	return emitter(block, place);
}

const headings: Record<Level, (typeof HeadingLevel)[keyof typeof HeadingLevel]> = {
	1: HeadingLevel.HEADING_1,
	2: HeadingLevel.HEADING_2,
	3: HeadingLevel.HEADING_3,
	4: HeadingLevel.HEADING_4,
	5: HeadingLevel.HEADING_5
};

const tones = { plain: undefined, lead: 'Lead', quiet: 'Aside' } as const;

const emitters = {
	title: ({ text, subtitle }) => [
		new Paragraph({ heading: HeadingLevel.TITLE, children: plain(text) }),
		...(subtitle === '' ? [] : [new Paragraph({ style: 'Subtitle', children: plain(subtitle) })]),
		new Paragraph({
			spacing: { before: 0, after: 200, line: 120 },
			border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 1, color: colours.ember } },
			children: []
		})
	],
	facts: ({ facts }, { indent }) =>
		facts.map(
			({ label, lines }, index) =>
				new Paragraph({
					style: 'Facts',
					...(index === facts.length - 1 && { spacing: { after: 140 } }),
					indent: { left: indent + factIndent, hanging: factIndent },
					tabStops: [{ type: TabStopType.LEFT, position: indent + factIndent }],
					children: [
						...plain(label, { color: colours.soft }),
						new TextRun({ children: [new Tab()] }),
						...lines.flatMap((line, index) => [...(index > 0 ? [new TextRun({ break: 1 })] : []), ...runs(line)])
					]
				})
		),
	heading: ({ level, text }, { startsPage = false }) => [
		new Paragraph({ heading: headings[level], pageBreakBefore: startsPage, children: runs(text) })
	],
	paragraph: ({ text, tone }, place) => [paragraph(place, tones[tone], { children: runs(text) })],
	list: (block, place) => list(block, place),
	table: (block, { indent }) => tableBlock(block, indent),
	quote: ({ blocks }, place) =>
		blocks.flatMap((block) => emit(block, { ...place, indent: place.indent + 283, style: 'Quote', item: undefined })),
	cards: ({ level, groups }, place) =>
		groups.flatMap(({ title, cards }) => [
			...(title === '' ? [] : [new Paragraph({ heading: headings[level], children: plain(title) })]),
			...cards.map(
				({ text, by }, index) =>
					new Paragraph({
						style: 'ListParagraph',
						keepLines: true,
						keepNext: staysWithNext(index, cards.length),
						numbering: { reference: bullets, level: Math.min(deepestLevel, place.level + 1) },
						children: [...runs(text), ...(by === '' ? [] : plain(` (${by})`, { size: 19, color: colours.soft }))]
					})
			)
		]),
	callout: ({ label, text, details }, { indent, counter }) => {
		// Word draws one line beside neighbours with equal indents; a hair's breadth keeps two decisions apart.
		const left = indent + 227 + (counter.callouts++ % 2);
		const texts = [
			plain(label, { bold: true, size: 20, color: colours.ember }),
			runs(text, { size: 24 }),
			...details.map((line) => runs(line))
		];
		return texts.map((children, index) => {
			const isLast = index === texts.length - 1;
			return new Paragraph({
				style: 'Decision',
				indent: { left },
				keepNext: !isLast,
				...(isLast && { spacing: { before: 0, after: 240 } }),
				children
			});
		});
	},
	figure: ({ alt, caption }, { words, indent }) => [
		new Paragraph({
			keepNext: caption !== '',
			keepLines: true,
			indent: { left: indent },
			children: plain(alt === '' ? `[${words.picture}]` : `[${words.picture}: ${alt}]`, { color: colours.soft })
		}),
		...(caption === '' ? [] : [new Paragraph({ style: 'Caption', indent: { left: indent }, children: plain(caption) })])
	],
	rule: () => [
		new Paragraph({
			spacing: { before: 0, after: 160, line: 160 },
			border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: colours.line } },
			children: []
		})
	],
	// Said by the heading that follows, so that no empty line begins the page.
	pageBreak: () => []
} satisfies Emitters<Place, Content[]>;

function paragraph({ item, indent, style }: Place, tone: string | undefined, options: IParagraphOptions): Paragraph {
	return new Paragraph({
		style: style ?? tone ?? (item ? 'ListParagraph' : undefined),
		...(item ?? { indent: { left: indent } }),
		...options
	});
}

function list({ style, start, items }: ListBlock, place: Place): Content[] {
	const level = Math.min(deepestLevel, place.level + 1);
	const ordered = style === 'ordered' ? numbered(`numbers-${++place.counter.lists}`, start) : bullets;
	const inside: Place = { ...place, level, indent: listIndent(level), item: undefined };
	return items.flatMap(({ done, blocks }, index) => {
		const [first, ...rest] = blocks;
		if (!first) return [];
		const reference = style === 'task' ? (done ? doneTasks : openTasks) : ordered;
		const item: IParagraphOptions = {
			numbering: { reference, level },
			keepNext: staysWithNext(index, items.length),
			...(level === 0 && index === 0 && { spacing: { before: 100 } })
		};
		const head =
			first.kind === 'paragraph'
				? emit(first, { ...inside, item })
				: [new Paragraph({ ...item, children: [] }), ...emit(first, inside)];
		return [...head, ...rest.flatMap((block) => emit(block, inside))];
	});
}

/** Nobody begins or ends a list alone on a page. */
function staysWithNext(index: number, length: number): boolean {
	return length > 1 && (index === 0 || index === length - 2);
}
