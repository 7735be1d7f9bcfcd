/**
 * The report: a documentation as a list of blocks that know no format. `build-report.ts` makes it from a snapshot,
 * the writers turn it into bytes, the Document screen shows it. Plain frozen data.
 *
 * Every text in it is clean (`inline.ts`): no control characters, no broken surrogates, links only to the web and mail.
 */
import type { Locale } from '#lib/i18n/locales.ts';

/** A stretch of text with the same marks. A line break is `\n`; nothing else in it means anything. */
export interface Run {
	readonly text: string;
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly underline?: boolean;
	readonly strike?: boolean;
	readonly code?: boolean;
	readonly highlight?: boolean;
	/** An aside, smaller where the format can. Set by the report, never by people. */
	readonly quiet?: boolean;
	/** `http:`, `https:` or `mailto:` address. */
	readonly link?: string;
}

export type Inline = readonly Run[];

/** 1 is a chapter, right below the title. */
export type HeadingLevel = 1 | 2 | 3 | 4 | 5;

export interface TitleBlock {
	readonly kind: 'title';
	readonly text: string;
	readonly subtitle: string;
}

export interface Fact {
	readonly label: string;
	/** One line each. */
	readonly lines: readonly Inline[];
}

export interface FactsBlock {
	readonly kind: 'facts';
	readonly facts: readonly Fact[];
}

export interface HeadingBlock {
	readonly kind: 'heading';
	readonly level: HeadingLevel;
	/** Unique in the report and the same in every report of this workshop: a target for links. */
	readonly id: string;
	readonly text: Inline;
}

export interface ParagraphBlock {
	readonly kind: 'paragraph';
	readonly text: Inline;
	/** `lead` opens a part (a question, a goal); `quiet` is an aside of the documentation itself. */
	readonly tone: 'plain' | 'lead' | 'quiet';
}

export interface ListItem {
	/** Only in task lists. */
	readonly done?: boolean;
	readonly blocks: readonly Block[];
}

export interface ListBlock {
	readonly kind: 'list';
	readonly style: 'bullet' | 'ordered' | 'task';
	/** Number of the first item of an ordered list. */
	readonly start: number;
	readonly items: readonly ListItem[];
}

/** Paragraphs of one cell. */
export type Cell = readonly Inline[];

/** A full rectangle: every row has as many cells as there are widths; what was merged is followed by empty cells. */
export interface TableBlock {
	readonly kind: 'table';
	readonly caption: string;
	/** Share of the width per column, any unit. */
	readonly widths: readonly number[];
	/** Absent when the table has no head. */
	readonly header: readonly Cell[] | undefined;
	/** The first cell of each row names the row. */
	readonly rowHeaders: boolean;
	readonly rows: readonly (readonly Cell[])[];
}

export interface QuoteBlock {
	readonly kind: 'quote';
	readonly blocks: readonly Block[];
}

export interface ReportCard {
	readonly id: string;
	readonly text: Inline;
	/** Who wrote it, as far as the report says so. */
	readonly by: string;
}

export interface CardGroup {
	readonly id: string;
	/** Empty where cards lie in no cluster and there is none beside them. */
	readonly title: string;
	readonly cards: readonly ReportCard[];
}

export interface CardsBlock {
	readonly kind: 'cards';
	/** Level of the groups' headings. */
	readonly level: HeadingLevel;
	readonly groups: readonly CardGroup[];
}

export interface CalloutBlock {
	readonly kind: 'callout';
	/** What it is: "Beschluss · Konsens". */
	readonly label: string;
	readonly text: Inline;
	/** Where it comes from, one line each. */
	readonly details: readonly Inline[];
}

export interface FigureBlock {
	readonly kind: 'figure';
	/** SHA-256 of the picture. */
	readonly file: string;
	readonly alt: string;
	readonly caption: string;
}

export interface RuleBlock {
	readonly kind: 'rule';
}

/** What follows begins on a new page, where there are pages. */
export interface PageBreakBlock {
	readonly kind: 'pageBreak';
}

export type Block =
	| TitleBlock
	| FactsBlock
	| HeadingBlock
	| ParagraphBlock
	| ListBlock
	| TableBlock
	| QuoteBlock
	| CardsBlock
	| CalloutBlock
	| FigureBlock
	| RuleBlock
	| PageBreakBlock;

export type BlockKind = Block['kind'];
export type BlockOf<Kind extends BlockKind> = Extract<Block, { readonly kind: Kind }>;

/** What a writer has to say by itself, in the report's language. */
export interface ReportWords {
	/** "Seite 1 von 3" is `page`, the number, `of`, the number. */
	readonly page: string;
	readonly of: string;
	readonly done: string;
	readonly open: string;
	readonly picture: string;
}

export interface Report {
	readonly locale: Locale;
	/** BCP 47. */
	readonly language: string;
	readonly title: string;
	/** Who is responsible for the document; for its properties. */
	readonly author: string;
	/** Day on which it was made, `YYYY-MM-DD`. */
	readonly made: string;
	readonly words: ReportWords;
	readonly blocks: readonly Block[];
}
