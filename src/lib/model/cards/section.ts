/** A section: a prompt under which cards are collected, on the board of a meeting or at one of its tables. Kept in the stage. */
import { defineRecord, type RecordOf } from '../schema/record.ts';
import { link, order, text } from '../schema/fields.ts';

export const sectionRecord = defineRecord('sections', {
	meeting: link(),
	/** The table it stands at; absent for the plenary board. */
	table: link(),
	order: order(),
	prompt: text()
});

export type SectionRecord = RecordOf<typeof sectionRecord.fields>;
