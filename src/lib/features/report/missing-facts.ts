/** Which facts a careful documentation has and this one does not; in the order of the form. */
import type { MeetingRecord } from '#lib/model/workshop/meeting.ts';
import type { WorkshopRecord } from '#lib/model/workshop/workshop-record.ts';

export const requiredFacts = [
	'workshopTitle',
	'organiser',
	'moderation',
	'accompaniedBy',
	'goal',
	'date',
	'place',
	'contact'
] as const;
export type RequiredFact = (typeof requiredFacts)[number];

export function missingFacts(
	about: WorkshopRecord | undefined,
	meetings: readonly MeetingRecord[]
): readonly RequiredFact[] {
	const isThere: Record<RequiredFact, boolean> = {
		workshopTitle: !!about?.title.trim(),
		organiser: !!about?.organiser,
		moderation: !!about?.moderation,
		accompaniedBy: !!about?.accompaniedBy,
		goal: !!about?.goal.trim(),
		date: meetings.every((meeting) => meeting.date),
		place: meetings.every((meeting) => meeting.place || meeting.online),
		contact: Object.keys(about?.contact ?? {}).length > 0
	};
	return requiredFacts.filter((fact) => !isThere[fact]);
}
