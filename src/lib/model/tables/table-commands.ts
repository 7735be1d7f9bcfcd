/** Commands on tables and seats. Setting up a table writes the stage; sitting down writes the room. */
import { orderKeyBetween } from '#lib/kernel/order-key.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import { defineCommand, recordCommands } from '../define-command.ts';
import type { InMeeting } from '../cards/card-commands.ts';
import { roomDocument } from '../workshop.ts';
import { stage } from '../workshop/workshop-commands.ts';
import { tableRecord } from './table.ts';

export interface AddTable extends InMeeting {
	readonly id?: string;
	/** Id of the section for the table's cards; made from the table's id unless brought. */
	readonly title: string;
	readonly question?: string;
	readonly host?: string;
	readonly seats?: number;
}

/** Sets up a table together with one section for its cards (SPEC.md [TABLE-1]). */
export const addTable = defineCommand<AddTable, string>({
	name: 'addTable',
	creates: true,
	writes: stage,
	run({ workshop }, { id = '', meeting, title, question, host, seats }) {
		if (!title.trim()) return refused('empty');
		if (!workshop.meetings.has(meeting)) return refused('missing');
		if (workshop.tables.has(id)) return refused('exists');
		const last = workshop.tables.lastOrder((table) => table.meeting === meeting);
		workshop.tables.create(id, {
			meeting,
			title: title.trim(),
			question: question?.trim() ?? '',
			host,
			seats,
			order: orderKeyBetween(last)
		});
		const lastSection = workshop.sections.lastOrder((section) => section.meeting === meeting);
		workshop.sections.create(sectionOfTable(id), {
			meeting,
			table: id,
			prompt: '',
			order: orderKeyBetween(lastSection)
		});
		return ok(id);
	}
});

/** The id of the section a table gets when it is set up; derived, so that running the command again makes the same one. */
const sectionOfTable = (table: string) => `${table}-cards`.slice(0, 64);

export const tableCommands = recordCommands('Table', tableRecord, {
	document: () => 'stage',
	collection: (workshop) => workshop.tables
});

/** Sits down at a table, which is also leaving another; `table` left out gets up. */
export const takeSeat = defineCommand<InMeeting & { readonly table?: string; readonly participant?: string }>({
	name: 'takeSeat',
	writes: ({ meeting }) => [roomDocument(meeting)],
	run({ workshop, actor }, { meeting, table, participant }) {
		if (table !== undefined && !workshop.tables.has(table)) return refused('missing');
		workshop.room(meeting).seats.set(participant ?? actor.participant, table);
		return ok();
	}
});
