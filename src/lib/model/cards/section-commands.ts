/** Commands on sections: the prompts of a board or a table. They write the stage: moderators only. */
import { orderKeyBetween } from '#lib/kernel/order-key.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import { defineCommand, recordCommands } from '../define-command.ts';
import { stage } from '../workshop/workshop-commands.ts';
import { sectionRecord } from './section.ts';

export interface AddSection {
	readonly id?: string;
	readonly meeting: string;
	readonly prompt: string;
	readonly table?: string;
}

export const addSection = defineCommand<AddSection, string>({
	name: 'addSection',
	creates: true,
	writes: stage,
	run({ workshop }, { id = '', meeting, prompt, table }) {
		if (!workshop.meetings.has(meeting)) return refused('missing');
		if (workshop.sections.has(id)) return refused('exists');
		const last = workshop.sections.lastOrder((section) => section.meeting === meeting);
		workshop.sections.create(id, { meeting, table, prompt: prompt.trim(), order: orderKeyBetween(last) });
		return ok(id);
	}
});

/** Removing a section leaves its cards; they stand in the first section from then on (SPEC.md [CARD-3]). */
export const sectionCommands = recordCommands('Section', sectionRecord, {
	document: () => 'stage',
	collection: (workshop) => workshop.sections
});
