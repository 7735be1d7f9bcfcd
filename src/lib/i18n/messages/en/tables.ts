import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const tables = {
	title: 'Tables',
	table: 'Table',
	count: (count: number) => many(count, { zero: 'No tables yet', one: '# table', other: '# tables' }),
	open: (title: string) => `Go to table ${title}`,
	all: 'All tables',
	question: 'Question',
	questionMissing: 'No question yet',
	host: 'Host',
	hostedBy: (name: string) => `Host: ${name}`,
	noHost: 'No host yet',
	beHost: 'Host this table',
	seats: 'Seats',
	seated: (count: number) =>
		many(count, { zero: 'Nobody sits here', one: '# person sits here', other: '# people sit here' }),
	seatedOf: (count: number, seats: number) => `${count} of ${seats} seats taken`,
	freeSeats: (count: number) => many(count, { zero: 'No free seat', one: '# free seat', other: '# free seats' }),
	full: 'Full',
	sitDown: 'Sit down',
	sitDownAt: (title: string) => `Sit down at ${title}`,
	getUp: 'Get up',
	goHere: 'Move here',
	youSitHere: 'I sit here',
	youSitAt: (title: string) => `My seat: ${title}`,
	satDown: (title: string) => `Seated at: ${title}.`,
	gotUp: 'You got up. Everything written stays at the table.',
	cards: 'Cards at the table',
	note: 'Shared note',
	noteHint: 'Everyone at the table writes together.',
	new: {
		action: 'New table',
		title: 'New topic table',
		titleLabel: 'Topic',
		titlePlaceholder: 'For example: Shaping internships well',
		questionLabel: 'Question at the table',
		questionPlaceholder: 'What should be worked on here?',
		seatsLabel: 'Seats',
		seatsHint: 'Leave empty for no limit.',
		create: 'Set up table'
	},
	edit: 'Edit table',
	menu: (title: string) => `More for table ${title}`,
	delete: 'Delete table',
	deleted: (title: string) => `Table “${title}” has been deleted.`,
	added: (title: string) => `Table “${title}” is set up.`,
	empty: {
		title: 'No tables yet',
		text: 'A table is a place with its own question, its own cards and a shared note.',
		waiting: 'As soon as the moderators set up tables, they appear here.'
	},
	emptyCards: 'No cards at this table yet.',
	emptyNote: 'This is where the table writes down what it has found.'
} satisfies Messages['tables'];
