/** A measure: what, who, until when, in which state, from which card. Kept in the plan, over all meetings. */
import type { SoftDate } from '#lib/kernel/soft-date.ts';
import { defineRecord, type RecordOf } from '../schema/record.ts';
import { isObject, link, listOf, maybeOneOf, oneOf, order, shape, string, strings, text } from '../schema/fields.ts';

export const measureStates = [
	'idea',
	'planned',
	'requested',
	'pilot',
	'running',
	'recurring',
	'done',
	'dropped'
] as const;
export type MeasureState = (typeof measureStates)[number];

export const ownerKinds = ['person', 'organisation', 'us'] as const;

/** Who carries a measure: a person, an organisation, or simply "us" (then `name` is absent). */
export interface Owner {
	readonly kind: (typeof ownerKinds)[number];
	readonly name?: string;
}

export const partnerCertainties = ['wanted', 'requested', 'agreed'] as const;

export interface Partner {
	readonly name: string;
	readonly certainty?: (typeof partnerCertainties)[number];
}

export interface Part {
	readonly title: string;
	readonly done?: boolean;
}

const readOwner = (stored: unknown): Owner | undefined => {
	if (!isObject(stored) || !ownerKinds.includes(stored.kind as Owner['kind'])) return undefined;
	const kind = stored.kind as Owner['kind'];
	return typeof stored.name === 'string' && stored.name
		? { kind, name: stored.name }
		: kind === 'us'
			? { kind }
			: undefined;
};

const readPartner = (stored: unknown): Partner | undefined => {
	if (!isObject(stored) || typeof stored.name !== 'string' || !stored.name) return undefined;
	const certainty = partnerCertainties.find((known) => known === stored.certainty);
	return certainty ? { name: stored.name, certainty } : { name: stored.name };
};

const readPart = (stored: unknown): Part | undefined =>
	isObject(stored) && typeof stored.title === 'string'
		? typeof stored.done === 'boolean'
			? { title: stored.title, done: stored.done }
			: { title: stored.title }
		: undefined;

const readDue = (stored: Readonly<Record<string, unknown>>): SoftDate | undefined => {
	if (typeof stored.value !== 'string' || !stored.value) return undefined;
	return {
		value: stored.value,
		...(stored.certainty === 'fixed' || stored.certainty === 'probable' ? { certainty: stored.certainty } : {}),
		...(typeof stored.by === 'boolean' ? { by: stored.by } : {})
	};
};

export const measureRecord = defineRecord('measures', {
	order: order(),
	title: text(),
	text: text(),
	owners: listOf(readOwner),
	partners: listOf(readPartner),
	due: shape(readDue),
	/** RFC 5545 recurrence rule. */
	repeats: string(),
	state: oneOf(measureStates),
	parts: listOf(readPart),
	/** The table and the meeting at which it was agreed. */
	table: link(),
	meeting: link(),
	/** Ids of the cards and clusters it came from. */
	from: strings(),
	/** Who may read it in a documentation; absent means participants. */
	audience: maybeOneOf(['internal', 'participants', 'public'])
});

export type MeasureFields = typeof measureRecord.fields;
export type MeasureRecord = RecordOf<MeasureFields>;
/** The fields a person fills in; order and origin come by themselves. */
export type MeasureField = Exclude<keyof MeasureFields, 'order' | 'table' | 'meeting' | 'from'>;
