/** The facts at the top: when, where, who led, how many. Numbers are counted from the board, not typed. */
import { printDue } from '#lib/i18n/soft-date.ts';
import type { MeetingRecord } from '#lib/model/workshop/meeting.ts';
import { isOfMeetings, type ReportContext } from '../context.ts';
import { inline, oneLine } from '../inline.ts';
import type { Block, Fact, Inline } from '../report.ts';
import { printedMeasures } from './plan.ts';

export function factsPart(context: ReportContext): readonly Block[] {
	const { words } = context;
	const about = context.snapshot.about;
	const facts = [
		...whenAndWhere(context),
		fact(words.facts.organiser, [about?.organiser]),
		fact(words.facts.moderation, [about?.moderation]),
		fact(words.facts.accompaniedBy, [about?.accompaniedBy]),
		fact(words.facts.people, peopleLines(context)),
		fact(words.facts.numbers, [numbers(context).join(' · ')])
	].filter(({ lines }) => lines.length > 0);
	return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}

function fact(label: string, values: readonly (string | undefined)[]): Fact {
	return {
		label,
		lines: values.map((value) => inline(oneLine(value ?? ''))).filter((line: Inline) => line.length > 0)
	};
}

function whenAndWhere(context: ReportContext): readonly Fact[] {
	const { words } = context;
	const meetings = context.meetings.map(({ meeting }) => meeting);
	const places = [...new Set(meetings.map((meeting) => placeOf(context, meeting)))];
	const samePlace = places.length === 1;
	const dates = meetings.map((meeting) =>
		[dateOf(context, meeting), samePlace ? '' : placeOf(context, meeting)].filter((part) => part !== '').join(', ')
	);
	const lines = meetings.length > 1 ? dates.map((date, index) => withTitle(meetings[index]!, date)) : dates;
	const said = lines.filter((line) => line !== '');
	return [fact(words.facts.dates(said.length), said), fact(words.facts.place, samePlace ? places : [])];
}

function withTitle(meeting: MeetingRecord, line: string): string {
	const title = oneLine(meeting.title);
	return title && line ? `${title}: ${line}` : line;
}

/** "17. November 2022, 9:00 bis 12:00 Uhr" */
export function dateOf({ locale, words }: ReportContext, meeting: MeetingRecord): string {
	const day = meeting.date === undefined ? '' : printDue(meeting.date, locale);
	const time = meeting.start === undefined ? '' : words.time(meeting.start, endOf(meeting.start, meeting.minutes));
	return [day, time].filter((part) => part !== '').join(', ');
}

export function placeOf({ words }: ReportContext, meeting: MeetingRecord): string {
	const place = oneLine(meeting.place ?? '');
	if (!meeting.online) return place;
	const isOnlyOnline = place === '' || place.toLowerCase() === words.online.toLowerCase();
	return isOnlyOnline ? words.online : words.placeAndOnline(place);
}

/** `HH:MM` after so many minutes; nothing where one of both is not known. */
function endOf(start: string, minutes: number | undefined): string | undefined {
	const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(start) ?? [];
	if (hour === undefined || minutes === undefined || minutes <= 0) return undefined;
	const end = Number(hour) * 60 + Number(minute) + Math.round(minutes);
	return `${String(Math.floor(end / 60) % 24).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

/** Head-counts where somebody counted; otherwise the people who joined, but only for all meetings together. */
function peopleLines(context: ReportContext): readonly string[] {
	const { meetings, words, snapshot } = context;
	const counted = meetings.filter(({ meeting }) => meeting.attendance !== undefined);
	if (counted.length > 0) {
		return counted.map(({ meeting }) => {
			const people = words.people(meeting.attendance ?? 0);
			return meetings.length > 1 ? withTitle(meeting, people) : people;
		});
	}
	const joined = snapshot.people.filter((person) => person.role !== 'observer' && !person.waiting);
	if (joined.length === 0 || meetings.length < snapshot.meetings.length) return [];
	const organisations = new Set(
		joined.map((person) => oneLine(person.organisation ?? '')).filter((name) => name !== '')
	);
	const people = words.people(joined.length);
	return [organisations.size > 1 ? words.peopleOfOrganisations(people, organisations.size) : people];
}

function numbers(context: ReportContext): readonly string[] {
	const { meetings, words, snapshot } = context;
	const sum = (count: (one: ReportContext['meetings'][number]) => number) =>
		meetings.reduce((total, one) => total + count(one), 0);
	const counts: readonly (readonly [number, (count: number) => string])[] = [
		[sum(({ tables }) => tables.length), words.tables],
		[sum(({ outline }) => outline.reduce((cards, section) => cards + section.count, 0)), words.cards],
		[sum(({ outline }) => outline.flatMap(({ clusters }) => clusters).length), words.clusters],
		[snapshot.decisions.filter((decision) => isOfMeetings(context, decision.meeting)).length, words.decisions],
		[printedMeasures(context).length, words.measures]
	];
	return counts.filter(([count]) => count > 0).map(([count, say]) => say(count));
}
