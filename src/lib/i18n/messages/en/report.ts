import type { Messages } from '../de.ts';
import { pluralIn } from '../../plural.ts';

const many = pluralIn('en-GB');

/** Words of the documentation itself, in every format. */
export const report = {
	facts: {
		dates: (count: number) => (count > 1 ? 'Dates' : 'Date'),
		place: 'Place',
		organiser: 'Organised by',
		moderation: 'Moderated by',
		accompaniedBy: 'Accompanied by',
		people: 'Participants',
		numbers: 'In numbers',
		host: 'Host'
	},
	online: 'online',
	placeAndOnline: (place: string) => `${place} and online`,
	time: (start: string, end: string | undefined) => (end === undefined ? start : `${start} to ${end}`),
	people: (count: number) => many(count, { zero: 'nobody', one: '# person', other: '# people' }),
	peopleOfOrganisations: (people: string, organisations: number) =>
		`${people} from ${many(organisations, { one: '# organisation', other: '# organisations' })}`,
	tables: (count: number) => many(count, { one: '# topic table', other: '# topic tables' }),
	cards: (count: number) => many(count, { one: '# card', other: '# cards' }),
	clusters: (count: number) => many(count, { one: '# group', other: '# groups' }),
	decisions: (count: number) => many(count, { one: '# decision', other: '# decisions' }),
	measures: (count: number) => many(count, { one: '# measure', other: '# measures' }),
	goal: 'Goal',
	hypothesis: 'Starting hypothesis',
	board: 'Contributions',
	looseCards: 'Further cards',
	untitledCluster: 'Group without a heading',
	noCards: 'No cards were written on this.',
	meetingNumber: (number: number) => `Meeting ${number}`,
	tablesHeading: 'Topic tables',
	note: 'Note',
	decisionsHeading: (count: number) => (count > 1 ? 'Decisions' : 'Decision'),
	agreement: { consensus: 'Consensus', majority: 'Majority', noted: 'Noted' },
	majorityOf: (votes: string) => `Majority: ${votes}`,
	votesFor: (count: number) => `${count} in favour`,
	votesAgainst: (count: number) => `${count} against`,
	votesAbstained: (count: number) => (count === 1 ? '1 abstention' : `${count} abstentions`),
	plan: 'Action plan',
	columns: { what: 'What', who: 'Who', until: 'When', state: 'State' },
	us: 'us',
	partners: 'Together with',
	partner: (name: string, certainty: string) => `${name} (${certainty})`,
	certainty: { wanted: 'wanted', requested: 'requested', agreed: 'agreed' },
	every: {
		DAILY: (interval: number) => (interval === 1 ? 'daily' : `every ${interval} days`),
		WEEKLY: (interval: number) => (interval === 1 ? 'weekly' : `every ${interval} weeks`),
		MONTHLY: (interval: number) => (interval === 1 ? 'monthly' : `every ${interval} months`),
		YEARLY: (interval: number) => (interval === 1 ? 'every year' : `every ${interval} years`)
	},
	origin: (sources: string) => `From: ${sources}`,
	fromMeeting: (title: string) => `meeting “${title}”`,
	fromTable: (title: string) => `topic table “${title}”`,
	fromCluster: (title: string) => `group “${title}”`,
	fromCard: (text: string) => `card “${text}”`,
	contact: 'Contact',
	writer: { page: 'Page', of: 'of', done: 'done', open: 'open', picture: 'Picture' }
} satisfies Messages['report'];
