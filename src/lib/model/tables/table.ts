/** A table: a place with its own question, cards (sections that name it) and shared note. Kept in the stage; the note in the board. */
import { defineRecord, type RecordOf } from '../schema/record.ts';
import { link, number, oneOf, order, string, text } from '../schema/fields.ts';

export const tableRecord = defineRecord('tables', {
	meeting: link(),
	order: order(),
	title: text(),
	question: text(),
	/** Participant id of who leads it. */
	host: string(),
	/** How many can sit there; absent means as many as like. */
	seats: number(),
	state: oneOf(['open', 'closed']),
	/** Head-count where somebody counted. */
	attendance: number()
});

export type TableRecord = RecordOf<typeof tableRecord.fields>;

/** Name of the root fragment that holds a table's note. A root type, because anybody may be the first to open it. */
export const noteRoot = (table: string): string => `note/${table}`;
