/** A meeting: one dated occasion with a board, tables and a room of its own. Kept in the stage. */
import { defineRecord, type RecordOf } from '../schema/record.ts';
import { boolean, number, order, string, text } from '../schema/fields.ts';

export const meetingRecord = defineRecord('meetings', {
	order: order(),
	title: text(),
	/** ISO 8601 day or a soft date (kernel/soft-date.ts). */
	date: string(),
	/** `HH:MM`, local to the place. */
	start: string(),
	minutes: number(),
	place: string(),
	online: boolean(),
	/** Head-count where somebody counted. */
	attendance: number()
});

export type MeetingRecord = RecordOf<typeof meetingRecord.fields>;
