/**
 * Which form field edits which field of a measure. The table does not compile until every field has one, and each gets
 * its label from the message key of the same name (`plan.field.…`).
 */
import type { Component } from 'svelte';
import type { MeasureField, MeasureFields, MeasureRecord } from '#lib/model/plan/measure.ts';
import type { PlainValues } from '#lib/model/schema/record.ts';
import AudienceField from './fields/AudienceField.svelte';
import DueField from './fields/DueField.svelte';
import OwnersField from './fields/OwnersField.svelte';
import PartnersField from './fields/PartnersField.svelte';
import PartsField from './fields/PartsField.svelte';
import RepeatsField from './fields/RepeatsField.svelte';
import StateField from './fields/StateField.svelte';
import TextField from './fields/TextField.svelte';

export interface MeasureFieldProps {
	readonly measure: MeasureRecord;
	/** Which field this is; for forms that serve several. */
	readonly field: MeasureField;
	readonly label: string;
	readonly disabled: boolean;
	readonly change: (values: PlainValues<MeasureFields>) => void;
}

/** In the order of the form. */
export const measureForm = {
	title: TextField,
	text: TextField,
	owners: OwnersField,
	due: DueField,
	state: StateField,
	partners: PartnersField,
	parts: PartsField,
	repeats: RepeatsField,
	audience: AudienceField
} satisfies Record<MeasureField, Component<MeasureFieldProps>>;

export const measureFormFields = Object.keys(measureForm) as readonly MeasureField[];
