/** The action plan: one table of all measures, then whatever is to be said about one of them in full. */
import { isOfMeetings, type Audience, type ReportContext } from '../context.ts';
import { inline } from '../inline.ts';
import type { MeasureRecord } from '#lib/model/plan/measure.ts';
import type { Block, TableBlock } from '../report.ts';
import { heading } from './board.ts';
import { measureCell, measureColumns, measureDetails, measureTitle } from './measure-lines.ts';

export function planPart(context: ReportContext): readonly Block[] {
	const measures = printedMeasures(context);
	if (measures.length === 0) return [];
	return [
		heading(1, 'plan', context.words.plan),
		planTable(context, measures),
		...measures.flatMap((measure) => detailBlocks(context, measure))
	];
}

const circle: Record<Audience, number> = { internal: 0, participants: 1, public: 2 };

/** Measures of the chosen meetings that this audience may read. */
export function printedMeasures(context: ReportContext): readonly MeasureRecord[] {
	return measuresOf(context).filter((measure) => mayRead(context, measure));
}

/** How many measures this audience does not get to read. */
export function withheldMeasures(context: ReportContext): number {
	return measuresOf(context).filter((measure) => !mayRead(context, measure)).length;
}

function measuresOf(context: ReportContext): readonly MeasureRecord[] {
	return context.snapshot.measures.filter((measure) => isOfMeetings(context, measure.meeting));
}

function mayRead({ audience }: ReportContext, measure: MeasureRecord): boolean {
	return circle[measure.audience ?? 'participants'] >= circle[audience];
}

function planTable(context: ReportContext, measures: readonly MeasureRecord[]): TableBlock {
	const { columns } = context.words;
	return {
		kind: 'table',
		caption: '',
		widths: measureColumns.map(({ width }) => width),
		header: measureColumns.map(({ column }) => [inline(columns[column])]),
		rowHeaders: true,
		rows: measures.map((measure) => measureColumns.map(({ column }) => measureCell(context, measure, column)))
	};
}

function detailBlocks(context: ReportContext, measure: MeasureRecord): readonly Block[] {
	const details = measureDetails(context, measure);
	return details.length === 0 ? [] : [heading(2, `measure-${measure.id}`, measureTitle(context, measure)), ...details];
}
