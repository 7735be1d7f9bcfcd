/** The plenary board: each section with its question, its clusters and their cards, in reading order. */
import type { CardRecord } from '#lib/model/cards/card.ts';
import type { SectionRecord } from '#lib/model/cards/section.ts';
import type { SectionOutline } from '#lib/model/cards/outline.ts';
import type { MeetingSnapshot } from '#lib/model/snapshot.ts';
import type { ReportContext } from '../context.ts';
import { inline, lines, oneLine } from '../inline.ts';
import { cardAuthor } from '../people.ts';
import type { Block, CardGroup, HeadingLevel, ReportCard } from '../report.ts';

export function boardBlocks(context: ReportContext, meeting: MeetingSnapshot, level: HeadingLevel): readonly Block[] {
	const blocks = sectionsAt(meeting, undefined).flatMap((section) =>
		sectionBlocks(context, meeting, section, below(level))
	);
	if (blocks.length === 0) return [];
	return [{ kind: 'heading', level, id: `board-${meeting.meeting.id}`, text: inline(context.words.board) }, ...blocks];
}

/** Sections of the plenary board, or of one table; those of a table that is gone belong to the board. */
export function sectionsAt(meeting: MeetingSnapshot, table: string | undefined): readonly SectionRecord[] {
	const known = new Set(meeting.tables.map(({ id }) => id));
	return meeting.sections.filter((section) =>
		table === undefined ? section.table === undefined || !known.has(section.table) : section.table === table
	);
}

/** A section with a question is printed even if nobody answered: that, too, is a result. */
export function sectionBlocks(
	context: ReportContext,
	meeting: MeetingSnapshot,
	section: SectionRecord,
	level: HeadingLevel
): readonly Block[] {
	const prompt = oneLine(section.prompt);
	const groups = groupsOf(context, meeting, section.id);
	if (groups.length === 0 && prompt === '') return [];
	return [
		...(prompt === '' ? [] : [heading(level, `section-${section.id}`, prompt)]),
		groups.length === 0
			? { kind: 'paragraph', tone: 'quiet', text: inline(context.words.noCards) }
			: { kind: 'cards', level: prompt === '' ? level : below(level), groups }
	];
}

function groupsOf(context: ReportContext, meeting: MeetingSnapshot, section: string): readonly CardGroup[] {
	const places = meeting.outline.find((one) => one.id === section);
	if (!places) return [];
	const cards = new Map(meeting.cards.map((card) => [card.id, card]));
	const clusters = clusterGroups(context, meeting, places, cards);
	const loose = cardsOf(context, cards, places.loose);
	const title = clusters.length > 0 ? context.words.looseCards : '';
	return loose.length === 0 ? clusters : [...clusters, { id: `loose-${section}`, title, cards: loose }];
}

function clusterGroups(
	context: ReportContext,
	meeting: MeetingSnapshot,
	places: SectionOutline,
	cardsById: CardsById
): readonly CardGroup[] {
	return places.clusters.flatMap((place) => {
		const title = oneLine(meeting.clusters.find((cluster) => cluster.id === place.id)?.title ?? '');
		const cards = cardsOf(context, cardsById, place.cards);
		if (title === '' && cards.length === 0) return [];
		return [{ id: `cluster-${place.id}`, title: title || context.words.untitledCluster, cards }];
	});
}

type CardsById = ReadonlyMap<string, CardRecord>;

function cardsOf(context: ReportContext, cardsById: CardsById, ids: readonly string[]): readonly ReportCard[] {
	return ids.flatMap((id) => {
		const card = cardsById.get(id);
		const text = lines(card?.text ?? '');
		return card && text ? [{ id: `card-${id}`, text: inline(text), by: cardAuthor(context, card) }] : [];
	});
}

export function heading(level: HeadingLevel, id: string, text: string): Block {
	return { kind: 'heading', level, id, text: inline(text) };
}

/** One level deeper, as far as there are levels. */
export function below(level: HeadingLevel, steps = 1): HeadingLevel {
	return Math.min(5, level + steps) as HeadingLevel;
}
