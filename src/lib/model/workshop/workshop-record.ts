/** What the workshop itself is: the one record in the stage's `workshop` collection, under the workshop's own id. */
import { defineRecord, type RecordOf } from '../schema/record.ts';
import { oneOf, shape, string, text } from '../schema/fields.ts';

export interface Contact {
	readonly name?: string;
	readonly organisation?: string;
	readonly email?: string;
	readonly phone?: string;
}

const readContact = (stored: Readonly<Record<string, unknown>>): Contact => {
	const contact: Record<string, string> = {};
	for (const key of ['name', 'organisation', 'email', 'phone']) {
		const value = stored[key];
		if (typeof value === 'string' && value) contact[key] = value;
	}
	return contact;
};

export const workshopRecord = defineRecord('workshop', {
	title: text(),
	subtitle: string(),
	/** Of what is written in it, and so of its documentation. */
	language: oneOf(['de', 'en']),
	organiser: string(),
	/** Who led. */
	moderation: string(),
	accompaniedBy: string(),
	contact: shape(readContact),
	goal: text(),
	hypothesis: text()
});

export type WorkshopFields = typeof workshopRecord.fields;
export type WorkshopRecord = RecordOf<WorkshopFields>;
