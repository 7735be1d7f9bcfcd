/**
 * Builds the report from a snapshot: one file per part in `sections/`, put together here. Pure and deterministic: the
 * same snapshot, choice and day give the same blocks.
 */
import { locales } from '#lib/i18n/locales.ts';
import type { WorkshopSnapshot } from '#lib/model/snapshot.ts';
import { reportContext, reportParts, type ReportContext, type ReportOptions, type ReportPart } from './context.ts';
import { oneLine } from './inline.ts';
import type { Block, Report } from './report.ts';
import { contactPart } from './sections/contact.ts';
import { decisionsPart } from './sections/decisions.ts';
import { factsPart } from './sections/facts.ts';
import { goalPart } from './sections/goal.ts';
import { meetingsPart } from './sections/meetings.ts';
import { planPart, withheldMeasures } from './sections/plan.ts';
import { titleOf, titlePart } from './sections/title.ts';

type Part = (context: ReportContext, isShown: (part: ReportPart) => boolean) => readonly Block[];

/** Board and tables stand together in their meeting, so one part makes both. */
const parts: Record<Exclude<ReportPart, 'tables'>, Part> = {
	facts: factsPart,
	goal: goalPart,
	board: meetingsPart,
	decisions: decisionsPart,
	plan: planPart,
	contact: contactPart
};

export function buildReport(snapshot: WorkshopSnapshot, options: ReportOptions): Report {
	const context = reportContext(snapshot, options);
	const isShown = (part: ReportPart) => options.show?.[part] !== false;
	const wanted = reportParts.filter((part) => part !== 'tables').filter((part) => isShown(part) || part === 'board');
	const { about } = snapshot;
	return {
		locale: context.locale,
		language: locales[context.locale].tag,
		title: titleOf(context),
		author: oneLine(about?.organiser ?? about?.moderation ?? ''),
		made: context.made,
		words: context.words.writer,
		blocks: [...titlePart(context), ...wanted.flatMap((part) => parts[part](context, isShown))]
	};
}

/** How many measures are left out because they are not for this audience. */
export function withheldFrom(snapshot: WorkshopSnapshot, options: ReportOptions): number {
	return withheldMeasures(reportContext(snapshot, options));
}
