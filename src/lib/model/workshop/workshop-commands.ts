/** Commands on the workshop itself, its meetings and perspectives. All of them write the stage: moderators only. */
import { orderKeyBetween } from '#lib/kernel/order-key.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { defineCommand, recordCommands } from '../define-command.ts';
import type { ValuesOf } from '../schema/record.ts';
import { meetingRecord } from './meeting.ts';
import { perspectiveRecord } from './perspective.ts';
import { workshopRecord, type WorkshopFields } from './workshop-record.ts';

export const stage = (): readonly DocumentName[] => ['stage'];
const inStage = (): DocumentName => 'stage';

/** Gives an empty workshop its record. Run once, by the device that makes the workshop. */
export const foundWorkshop = defineCommand<ValuesOf<WorkshopFields>>({
	name: 'foundWorkshop',
	writes: stage,
	run({ workshop }, values) {
		if (workshop.about.has(workshop.id)) return refused('exists');
		workshop.about.create(workshop.id, values);
		return ok();
	}
});

export const workshopCommands = recordCommands('Workshop', workshopRecord, {
	document: inStage,
	collection: (workshop) => workshop.about
});

export const addMeeting = defineCommand<
	{ readonly id?: string; readonly title: string; readonly date?: string },
	string
>({
	name: 'addMeeting',
	creates: true,
	writes: stage,
	run({ workshop }, { id = '', title, date }) {
		if (workshop.meetings.has(id)) return refused('exists');
		workshop.meetings.create(id, { title, date, order: orderKeyBetween(workshop.meetings.lastOrder()) });
		return ok(id);
	}
});

export const meetingCommands = recordCommands('Meeting', meetingRecord, {
	document: inStage,
	collection: (workshop) => workshop.meetings
});

export const addPerspective = defineCommand<
	{ readonly id?: string; readonly name: string; readonly colour?: string },
	string
>({
	name: 'addPerspective',
	creates: true,
	writes: stage,
	run({ workshop }, { id = '', name, colour }) {
		if (!name.trim()) return refused('empty');
		if (workshop.perspectives.has(id)) return refused('exists');
		workshop.perspectives.create(id, {
			name: name.trim(),
			colour,
			order: orderKeyBetween(workshop.perspectives.lastOrder())
		});
		return ok(id);
	}
});

export const perspectiveCommands = recordCommands('Perspective', perspectiveRecord, {
	document: inStage,
	collection: (workshop) => workshop.perspectives
});
