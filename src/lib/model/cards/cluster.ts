/** A cluster: a named heap of cards in a section. Kept in the board of its meeting. */
import { defineRecord, type RecordOf } from '../schema/record.ts';
import { link, maybeOneOf, order, text } from '../schema/fields.ts';
import { cardColours } from './card.ts';

export const clusterRecord = defineRecord('clusters', {
	section: link(),
	order: order(),
	title: text(),
	colour: maybeOneOf(cardColours)
});

export type ClusterRecord = RecordOf<typeof clusterRecord.fields>;
