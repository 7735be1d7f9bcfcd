/**
 * A snapshot: the whole workshop as frozen plain data, for reports, exports, tests and everything that prints.
 * Records that have not changed are the same objects as in the snapshot before.
 */
import type { Person } from '#lib/protocol/messages.ts';
import type { CardRecord } from './cards/card.ts';
import type { ClusterRecord } from './cards/cluster.ts';
import { outline, type SectionOutline } from './cards/outline.ts';
import type { SectionRecord } from './cards/section.ts';
import type { DecisionRecord } from './plan/decision.ts';
import type { MeasureRecord } from './plan/measure.ts';
import { readNote, type NoteJson } from './rich-text.ts';
import type { TableRecord } from './tables/table.ts';
import type { MeetingRecord } from './workshop/meeting.ts';
import type { PerspectiveRecord } from './workshop/perspective.ts';
import type { WorkshopRecord } from './workshop/workshop-record.ts';
import type { Workshop } from './workshop.ts';

export interface MeetingSnapshot {
	readonly meeting: MeetingRecord;
	/** Of the plenary board and of all tables, in order. */
	readonly sections: readonly SectionRecord[];
	readonly tables: readonly TableRecord[];
	readonly clusters: readonly ClusterRecord[];
	readonly cards: readonly CardRecord[];
	/** Reading order of all sections. */
	readonly outline: readonly SectionOutline[];
	/** Note by table id; tables without a word in their note are absent. */
	readonly notes: Readonly<Record<string, NoteJson>>;
	/** Table id by participant id. */
	readonly seats: Readonly<Record<string, string>>;
}

export interface WorkshopSnapshot {
	readonly id: string;
	/** Absent until the stage has been received. */
	readonly about: WorkshopRecord | undefined;
	readonly perspectives: readonly PerspectiveRecord[];
	readonly meetings: readonly MeetingSnapshot[];
	readonly measures: readonly MeasureRecord[];
	readonly decisions: readonly DecisionRecord[];
	readonly people: readonly Person[];
}

export function takeSnapshot(workshop: Workshop, people: readonly Person[] = []): WorkshopSnapshot {
	return Object.freeze({
		id: workshop.id,
		about: workshop.about.get(workshop.id),
		perspectives: workshop.perspectives.all(),
		meetings: workshop.meetings.all().map((meeting) => takeMeeting(workshop, meeting)),
		measures: workshop.measures.all(),
		decisions: workshop.decisions.all(),
		people
	});
}

function takeMeeting(workshop: Workshop, meeting: MeetingRecord): MeetingSnapshot {
	const { cards, clusters, note } = workshop.board(meeting.id);
	const sections = workshop.sections.all().filter((section) => section.meeting === meeting.id);
	const tables = workshop.tables.all().filter((table) => table.meeting === meeting.id);
	const notes: Record<string, NoteJson> = {};
	for (const table of tables) {
		const fragment = note(table.id);
		if (fragment.length > 0) notes[table.id] = readNote(fragment);
	}
	return Object.freeze({
		meeting,
		sections,
		tables,
		clusters: clusters.all(),
		cards: cards.all(),
		outline: outline(sections, clusters.all(), cards.all()),
		notes,
		seats: Object.fromEntries(workshop.room(meeting.id).seats.entries())
	});
}
