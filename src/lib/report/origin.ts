/** Where a decision or a measure comes from: its meeting, table, clusters and cards, each as one short text. */
import { isOfMeetings, type ReportContext } from './context.ts';
import { inline, oneLine } from './inline.ts';
import type { Inline } from './report.ts';

export interface HasOrigin {
	readonly meeting: string | undefined;
	readonly table?: string | undefined;
	readonly from: readonly string[];
}

/** Longest stretch of a card that is quoted, in characters. */
const quoteLength = 80;

/** One line, or none. Names only what this report covers. */
export function originLine(context: ReportContext, record: HasOrigin): readonly Inline[] {
	const { words, formats } = context;
	const named = [
		...meetingNames(context, record.meeting),
		...tableNames(context, record.table),
		...sourceNames(context, record.from)
	];
	return named.length === 0 ? [] : [inline(words.origin(formats.list(named)), { quiet: true })];
}

function meetingNames(context: ReportContext, id: string | undefined): readonly string[] {
	if (!context.meetsOften || !isOfMeetings(context, id)) return [];
	const title = context.meetings.find(({ meeting }) => meeting.id === id)?.meeting.title ?? '';
	return title.trim() ? [context.words.fromMeeting(oneLine(title))] : [];
}

function tableNames({ meetings, words }: ReportContext, id: string | undefined): readonly string[] {
	const table = meetings.flatMap(({ tables }) => tables).find((one) => one.id === id);
	return table ? [words.fromTable(oneLine(table.title))] : [];
}

function sourceNames({ meetings, words }: ReportContext, ids: readonly string[]): readonly string[] {
	const clusters = new Map(meetings.flatMap((one) => one.clusters).map(({ id, title }) => [id, title]));
	const cards = new Map(meetings.flatMap((one) => one.cards).map(({ id, text }) => [id, text]));
	return ids.flatMap((id) => {
		const cluster = oneLine(clusters.get(id) ?? '');
		if (cluster) return [words.fromCluster(cluster)];
		const card = oneLine(cards.get(id) ?? '');
		return card ? [words.fromCard(shortened(card))] : [];
	});
}

function shortened(text: string): string {
	const characters = [...text];
	return characters.length <= quoteLength
		? text
		: `${characters
				.slice(0, quoteLength - 1)
				.join('')
				.trimEnd()}…`;
}
