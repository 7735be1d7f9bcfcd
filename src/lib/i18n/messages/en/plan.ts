import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const plan = {
	title: 'Plan',
	measures: 'Measures',
	measure: 'Measure',
	measuresCount: (count: number) => many(count, { zero: 'No measures yet', one: '# measure', other: '# measures' }),
	decisions: 'Decisions',
	decision: 'Decision',
	decisionsCount: (count: number) => many(count, { zero: 'No decisions yet', one: '# decision', other: '# decisions' }),
	newMeasure: 'New measure',
	newDecision: 'New decision',
	field: {
		title: 'What',
		titlePlaceholder: 'What is going to happen?',
		text: 'Explanation',
		owners: 'Who',
		due: 'By when',
		state: 'State',
		partners: 'With whom',
		parts: 'Parts',
		repeats: 'Repeats',
		audience: 'Who may read it?',
		from: 'Origin',
		meeting: 'Meeting'
	},
	owner: {
		kind: 'Kind',
		person: 'Person',
		organisation: 'Organisation',
		us: 'All of us',
		add: 'Who takes this on?',
		hint: 'Choose or write names, press Enter to take them over.',
		none: 'Open'
	},
	partner: {
		add: 'Who joins in?',
		certainty: 'How certain?',
		wanted: 'wanted',
		requested: 'requested',
		agreed: 'agreed'
	},
	partAdd: 'Add a part',
	audience: { internal: 'Internal only', participants: 'Participants', public: 'Public' },
	rhythm: {
		never: 'once',
		weekly: 'every week',
		fortnightly: 'every two weeks',
		monthly: 'every month',
		everyTwoMonths: 'every two months',
		quarterly: 'every quarter',
		yearly: 'every year'
	},
	due: {
		none: 'Open',
		label: 'By when',
		hint: 'A day, month, quarter or year, for example 30/6/2023, February 2023, Q1 2023 or 2023.',
		precision: 'Precision',
		day: 'Day',
		month: 'Month',
		quarter: 'Quarter',
		half: 'Half-year',
		year: 'Year',
		words: 'In words',
		by: 'Deadline',
		byHint: '“by the end of” instead of “in”',
		probably: 'probably',
		understood: (text: string) => `Understood as: ${text}`,
		keptAsText: 'Stays exactly as it is written.',
		overdue: 'overdue'
	},
	from: {
		card: 'From a card',
		cluster: 'From a group',
		open: 'Go to the card',
		gone: 'The card is no longer there.'
	},
	agreement: {
		label: 'Agreement',
		consensus: 'Consensus',
		majority: 'Majority',
		noted: 'Noted',
		none: 'Not given',
		for: 'for',
		against: 'against',
		abstained: 'abstained',
		numbers: (yes: number, no: number, abstained: number) => `${yes} for, ${no} against, ${abstained} abstained`
	},
	decisionText: 'Wording of the decision',
	menuMeasure: (title: string) => `More for measure ${title}`,
	deletedMeasure: (title: string) => `Measure “${title}” has been deleted.`,
	deletedDecision: 'Decision deleted.',
	tableLabel: 'Action plan',
	empty: {
		measures: {
			title: 'No measures yet',
			text: 'A measure says what is going to happen, who takes it on and by when. It is made here or from a card.'
		},
		decisions: { title: 'No decisions yet', text: 'What was decided together stands here in its own words.' }
	}
} satisfies Messages['plan'];
