/** The tables: each with its question, its host, its cards and its shared note. */
import type { MeetingSnapshot } from '#lib/model/snapshot.ts';
import type { TableRecord } from '#lib/model/tables/table.ts';
import type { ReportContext } from '../context.ts';
import { inline, oneLine, paragraphs } from '../inline.ts';
import { personName } from '../people.ts';
import type { Block, HeadingLevel } from '../report.ts';
import { noteBlocks } from '../rich-text.ts';
import { below, heading, sectionBlocks, sectionsAt } from './board.ts';

export function tableBlocks(context: ReportContext, meeting: MeetingSnapshot, level: HeadingLevel): readonly Block[] {
	if (meeting.tables.length === 0) return [];
	return [
		heading(level, `tables-${meeting.meeting.id}`, context.words.tablesHeading),
		...meeting.tables.flatMap((table) => oneTable(context, meeting, table, below(level)))
	];
}

function oneTable(
	context: ReportContext,
	meeting: MeetingSnapshot,
	table: TableRecord,
	level: HeadingLevel
): readonly Block[] {
	const cards = sectionsAt(meeting, table.id).flatMap((section) =>
		sectionBlocks(context, meeting, section, below(level))
	);
	const title = oneLine(table.title) || context.messages.common.untitled;
	return [
		heading(level, `table-${table.id}`, title),
		...paragraphs(table.question, 'lead'),
		...tableFacts(context, table),
		...cards,
		...note(context, meeting, table, level, cards.length > 0)
	];
}

function tableFacts(context: ReportContext, table: TableRecord): readonly Block[] {
	const { words } = context;
	const host = personName(context, table.host);
	const attendance = table.attendance === undefined ? '' : words.people(table.attendance);
	const facts = [
		{ label: words.facts.host, lines: [inline(host)] },
		{ label: words.facts.people, lines: [inline(attendance)] }
	].filter((fact) => fact.lines.some((line) => line.length > 0));
	return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}

/** Below cards the note gets a heading, so that nobody takes it for a card. */
function note(
	context: ReportContext,
	meeting: MeetingSnapshot,
	table: TableRecord,
	level: HeadingLevel,
	isBelowCards: boolean
): readonly Block[] {
	const inNote = below(level, isBelowCards ? 2 : 1);
	const blocks = noteBlocks(meeting.notes[table.id], { level: inNote, id: `note-${table.id}` });
	if (blocks.length === 0 || !isBelowCards) return blocks;
	return [heading(below(level), `note-${table.id}`, context.words.note), ...blocks];
}
