/** What a person has chosen for the document. Kept for the visit, so that a look at the board changes nothing. */
import { reportParts, type Audience, type AuthorForm, type ReportPart } from '#lib/report/context.ts';

export class Choice {
	showAuthors = $state<AuthorForm>('perspective');
	audience = $state<Audience>('participants');
	readonly show = $state(Object.fromEntries(reportParts.map((part) => [part, true])) as Record<ReportPart, boolean>);
	/** Ids of meetings left out. */
	hiddenMeetings = $state.raw<readonly string[]>([]);
}

const choices = new Map<string, Choice>();

export function choiceFor(workshop: string): Choice {
	let choice = choices.get(workshop);
	if (!choice) choices.set(workshop, (choice = new Choice()));
	return choice;
}
