/** A perspective: the stakeholder group a person speaks for. Kept in the stage. */
import { defineRecord, type RecordOf } from '../schema/record.ts';
import { order, string } from '../schema/fields.ts';

export const perspectiveRecord = defineRecord('perspectives', {
	order: order(),
	name: string(),
	colour: string()
});

export type PerspectiveRecord = RecordOf<typeof perspectiveRecord.fields>;
