/** A decision: one sentence and how far it was shared. Kept in the plan, over all meetings. */
import { defineRecord, type RecordOf } from '../schema/record.ts';
import { link, number, oneOf, order, strings, text } from '../schema/fields.ts';

export const agreements = ['noted', 'consensus', 'majority'] as const;
export type Agreement = (typeof agreements)[number];

export const decisionRecord = defineRecord('decisions', {
	order: order(),
	text: text(),
	agreement: oneOf(agreements),
	/** Votes, where they were counted. */
	for: number(),
	against: number(),
	abstained: number(),
	meeting: link(),
	/** Ids of the cards and clusters it came from. */
	from: strings()
});

export type DecisionRecord = RecordOf<typeof decisionRecord.fields>;
