/** What every part of the report is made from: the snapshot, the choice of the person who makes it, the words. */
import { formatsFor, type Formats } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { Messages } from '#lib/i18n/translate.ts';
import type { MeetingSnapshot, WorkshopSnapshot } from '#lib/model/snapshot.ts';

/** The parts that can be left out, in the order of the report. */
export const reportParts = ['facts', 'goal', 'board', 'tables', 'decisions', 'plan', 'contact'] as const;
export type ReportPart = (typeof reportParts)[number];

/** From the closest circle to the widest. */
export const audiences = ['internal', 'participants', 'public'] as const;
export type Audience = (typeof audiences)[number];

/** What a report says about who wrote a card. Names of people appear with `name` only. */
export const authorForms = ['name', 'perspective', 'none'] as const;
export type AuthorForm = (typeof authorForms)[number];

export interface ReportOptions {
	readonly locale: Locale;
	/** Of the same language. */
	readonly messages: Messages;
	/** The day it is made, `YYYY-MM-DD`: reports have no clock. */
	readonly made: string;
	/** Ids of the meetings it covers; all of them if absent. */
	readonly meetings?: readonly string[];
	/** Parts switched off are `false`. */
	readonly show?: Readonly<Partial<Record<ReportPart, boolean>>>;
	readonly showAuthors: AuthorForm;
	/** Participants, if absent. */
	readonly audience?: Audience;
}

export interface ReportContext {
	readonly snapshot: WorkshopSnapshot;
	readonly locale: Locale;
	readonly messages: Messages;
	readonly words: Messages['report'];
	readonly formats: Formats;
	/** The meetings it covers, in order. */
	readonly meetings: readonly MeetingSnapshot[];
	/** A workshop that meets once never says "meeting". */
	readonly meetsOften: boolean;
	readonly showAuthors: AuthorForm;
	readonly audience: Audience;
	readonly made: string;
}

export function reportContext(snapshot: WorkshopSnapshot, options: ReportOptions): ReportContext {
	const { locale, messages, made, meetings, showAuthors, audience = 'participants' } = options;
	return {
		snapshot,
		locale,
		messages,
		words: messages.report,
		formats: formatsFor(locale),
		meetings: snapshot.meetings.filter(({ meeting }) => !meetings || meetings.includes(meeting.id)),
		meetsOften: snapshot.meetings.length > 1,
		showAuthors,
		audience,
		made
	};
}

/** Whether something agreed at a meeting belongs into this report; what names no meeting that exists always does. */
export function isOfMeetings(context: ReportContext, meeting: string | undefined): boolean {
	const exists = context.snapshot.meetings.some((one) => one.meeting.id === meeting);
	return !exists || context.meetings.some((one) => one.meeting.id === meeting);
}
