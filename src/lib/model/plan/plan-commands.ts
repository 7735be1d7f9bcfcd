/** Commands on the plan: measures and decisions. They write the plan document. */
import { orderKeyBetween } from '#lib/kernel/order-key.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { defineCommand, recordCommands } from '../define-command.ts';
import type { ValuesOf } from '../schema/record.ts';
import { decisionRecord } from './decision.ts';
import { measureRecord, type MeasureFields } from './measure.ts';

const inPlan = (): DocumentName => 'plan';
const plan = () => [inPlan()];

export type AddMeasure = { readonly id?: string } & Omit<ValuesOf<MeasureFields>, 'order'> & { readonly title: string };

export const addMeasure = defineCommand<AddMeasure, string>({
	name: 'addMeasure',
	creates: true,
	writes: plan,
	run({ workshop }, { id = '', ...values }) {
		if (!values.title.trim()) return refused('empty');
		if (workshop.measures.has(id)) return refused('exists');
		workshop.measures.create(id, {
			...values,
			title: values.title.trim(),
			order: orderKeyBetween(workshop.measures.lastOrder())
		});
		return ok(id);
	}
});

export const measureCommands = recordCommands('Measure', measureRecord, {
	document: inPlan,
	collection: (workshop) => workshop.measures
});

export type AddDecision = { readonly id?: string } & Omit<ValuesOf<typeof decisionRecord.fields>, 'order'> & {
		readonly text: string;
	};

export const addDecision = defineCommand<AddDecision, string>({
	name: 'addDecision',
	creates: true,
	writes: plan,
	run({ workshop }, { id = '', ...values }) {
		if (!values.text.trim()) return refused('empty');
		if (workshop.decisions.has(id)) return refused('exists');
		workshop.decisions.create(id, {
			...values,
			text: values.text.trim(),
			order: orderKeyBetween(workshop.decisions.lastOrder())
		});
		return ok(id);
	}
});

export const decisionCommands = recordCommands('Decision', decisionRecord, {
	document: inPlan,
	collection: (workshop) => workshop.decisions
});
