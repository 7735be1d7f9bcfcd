/** The meetings: what was collected on the board and at the tables. One meeting only needs no heading of its own. */
import type { MeetingSnapshot } from '#lib/model/snapshot.ts';
import type { ReportContext, ReportPart } from '../context.ts';
import { inline, oneLine } from '../inline.ts';
import type { Block, HeadingLevel } from '../report.ts';
import { boardBlocks } from './board.ts';
import { dateOf, placeOf } from './facts.ts';
import { tableBlocks } from './tables.ts';

export function meetingsPart(context: ReportContext, isShown: (part: ReportPart) => boolean): readonly Block[] {
	const level: HeadingLevel = context.meetsOften ? 2 : 1;
	const contents = context.meetings.map((meeting) => ({
		meeting,
		blocks: [
			...(isShown('board') ? boardBlocks(context, meeting, level) : []),
			...(isShown('tables') ? tableBlocks(context, meeting, level) : [])
		]
	}));
	if (!context.meetsOften) return contents.flatMap(({ blocks }) => blocks);
	return contents
		.filter(({ blocks }) => blocks.length > 0)
		.flatMap(({ meeting, blocks }, index) => [...meetingHead(context, meeting, index > 0), ...blocks]);
}

function meetingHead(context: ReportContext, { meeting }: MeetingSnapshot, onNewPage: boolean): readonly Block[] {
	const about = [dateOf(context, meeting), placeOf(context, meeting)].filter((part) => part !== '').join(', ');
	const title = oneLine(meeting.title) || context.words.meetingNumber(numberOf(context, meeting.id));
	return [
		...(onNewPage ? [{ kind: 'pageBreak' } as const] : []),
		{ kind: 'heading', level: 1, id: `meeting-${meeting.id}`, text: inline(title) },
		...(about === '' ? [] : [{ kind: 'paragraph', tone: 'quiet', text: inline(about) } as const])
	];
}

function numberOf({ snapshot }: ReportContext, id: string): number {
	return snapshot.meetings.findIndex(({ meeting }) => meeting.id === id) + 1;
}
