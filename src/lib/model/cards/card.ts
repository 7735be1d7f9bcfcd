/** A card: one idea. Kept in the board of its meeting. */
import { defineRecord, type RecordOf } from '../schema/record.ts';
import { link, maybeOneOf, order, placed, string, text, time } from '../schema/fields.ts';

export const cardColours = ['white', 'yellow', 'green', 'blue', 'rose', 'orange'] as const;
export type CardColour = (typeof cardColours)[number];

export const cardRecord = defineRecord('cards', {
	section: link(),
	/** The cluster it lies in; a card in a cluster stands where the cluster stands. */
	cluster: link(),
	order: order(),
	text: text(),
	/** Participant id of who wrote it. */
	author: string(),
	/** Participant id of whom it was written for. */
	for: string(),
	perspective: string(),
	colour: maybeOneOf(cardColours),
	/** When it was written, milliseconds since the epoch, by the writer's clock. */
	at: time(),
	/** Taken off the board without being deleted. */
	setAside: placed()
});

export type CardRecord = RecordOf<typeof cardRecord.fields>;

/** Longest card text, in UTF-16 code units. */
export const cardTextLimit = 2_000;
