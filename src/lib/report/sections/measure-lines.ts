/**
 * How each field of a measure is printed. A new field does not compile until this table says where it goes, or why it
 * is not printed.
 */
import { printDue } from '#lib/i18n/soft-date.ts';
import type { MeasureField, MeasureRecord, Owner, Partner } from '#lib/model/plan/measure.ts';
import type { ReportContext } from '../context.ts';
import { inline, oneLine, paragraphs } from '../inline.ts';
import { originLine } from '../origin.ts';
import { repeatText } from '../repeats.ts';
import type { Block, Cell, Inline, ListItem } from '../report.ts';

/** Columns of the plan, with their share of the width. */
export const measureColumns = [
	{ column: 'what', width: 43 },
	{ column: 'who', width: 23 },
	{ column: 'until', width: 20 },
	{ column: 'state', width: 14 }
] as const;
export type MeasureColumn = (typeof measureColumns)[number]['column'];

type MeasureLine =
	| { readonly in: MeasureColumn; readonly print: (context: ReportContext, measure: MeasureRecord) => Cell }
	| { readonly in: 'details'; readonly print: (context: ReportContext, measure: MeasureRecord) => readonly Block[] }
	| { readonly in: 'nowhere'; readonly because: string };

const measureLines = {
	title: {
		in: 'what',
		print: (context, measure) => [
			inline(measureTitle(context, measure), { bold: true }),
			...originLine(context, measure)
		]
	},
	owners: { in: 'who', print: (context, { owners }) => cell(owners.map((owner) => ownerText(context, owner))) },
	due: { in: 'until', print: ({ locale }, { due }) => cell(due ? [printDue(due.value, locale, due)] : []) },
	repeats: { in: 'until', print: (context, { repeats }) => cell(repeats ? [repeatText(context, repeats)] : []) },
	state: { in: 'state', print: ({ messages }, { state }) => cell([messages.states.measure[state]]) },
	text: { in: 'details', print: (_, { text }) => paragraphs(text) },
	partners: {
		in: 'details',
		print: (context, { partners }) =>
			partners.length === 0
				? []
				: [
						{
							kind: 'facts',
							facts: [
								{ label: context.words.partners, lines: partners.map((partner) => partnerLine(context, partner)) }
							]
						}
					]
	},
	parts: {
		in: 'details',
		print: (_, { parts }) => {
			const items: ListItem[] = parts.map((part) => ({
				done: part.done === true,
				blocks: [{ kind: 'paragraph', tone: 'plain', text: inline(oneLine(part.title)) }]
			}));
			return items.length === 0 ? [] : [{ kind: 'list', style: 'task', start: 1, items }];
		}
	},
	audience: { in: 'nowhere', because: 'it decides whether the measure is printed at all' }
} satisfies Record<MeasureField, MeasureLine>;

const allLines: readonly MeasureLine[] = Object.values(measureLines);

export function measureCell(context: ReportContext, measure: MeasureRecord, column: MeasureColumn): Cell {
	return allLines.flatMap((line) => (line.in === column ? line.print(context, measure) : []));
}

export function measureDetails(context: ReportContext, measure: MeasureRecord): readonly Block[] {
	return allLines.flatMap((line) => (line.in === 'details' ? line.print(context, measure) : []));
}

export function measureTitle({ messages }: ReportContext, measure: MeasureRecord): string {
	return oneLine(measure.title) || messages.common.untitled;
}

function cell(texts: readonly string[]): Cell {
	return texts.map((text) => inline(oneLine(text))).filter((line: Inline) => line.length > 0);
}

function ownerText({ words }: ReportContext, owner: Owner): string {
	return owner.kind === 'us' ? words.us : (owner.name ?? '');
}

function partnerLine({ words }: ReportContext, { name, certainty }: Partner): Inline {
	return inline(oneLine(certainty ? words.partner(name, words.certainty[certainty]) : name));
}
