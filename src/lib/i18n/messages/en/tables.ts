import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const tables = {
	title: 'Tables',
	table: 'Table',
	all: 'All tables',
	toTable: 'Go to table',
	open: (title: string) => `Go to table ${title}`,
	question: 'Question at the table',
	questionMissing: 'No question yet',
	host: 'Host',
	hostedBy: (name: string) => `Host: ${name}`,
	noHost: 'Nobody yet',
	seats: 'Seats',
	seatsInvalid: 'Please enter a number from 1 to 999, or leave this empty.',
	seated: (count: number) =>
		many(count, { zero: 'Nobody sits here', one: '# person sits here', other: '# people sit here' }),
	others: (count: number) => many(count, { one: '# other', other: '# others' }),
	freeSeats: (count: number) => many(count, { one: '# seat free', other: '# seats free' }),
	full: 'full',
	sitDown: 'Sit down',
	sitDownAt: (title: string) => `Sit down: ${title}`,
	goHere: 'Move here',
	moveTo: (title: string) => `Move here: ${title}`,
	getUp: 'Get up',
	getUpFrom: (title: string) => `Get up: ${title}`,
	youSitHere: 'I sit here',
	mySeat: 'My seat:',
	satDown: (title: string) => `Seated at: ${title}.`,
	gotUp: 'You got up. Everything written stays at the table.',
	cards: 'Cards at the table',
	note: 'Shared note',
	panes: { label: 'What is shown', cards: 'Cards', note: 'Note' },
	new: {
		action: 'New table',
		title: 'New topic table',
		titleLabel: 'Topic',
		titleMissing: 'Please enter a topic.',
		titlePlaceholder: 'For example: Shaping internships well',
		questionPlaceholder: 'What should be worked on here?',
		seatsHint: 'Leave empty for no limit.',
		create: 'Set up table'
	},
	edit: 'Edit table',
	menu: (title: string) => `More for table ${title}`,
	close: 'Close table',
	reopen: 'Reopen table',
	closed: 'Closed',
	closedTables: 'Closed tables',
	closedHint: 'Work at this table has ended. Everything written stays here.',
	closedNow: (title: string) => `Table “${title}” is closed. Everything written stays.`,
	reopened: (title: string) => `Table “${title}” is open again.`,
	delete: 'Delete table',
	deleted: (title: string) => `Table “${title}” has been deleted.`,
	added: (title: string) => `Table “${title}” is set up.`,
	empty: {
		title: 'No tables yet',
		text: 'A table is a place with its own question, its own cards and a shared note.',
		waiting: 'As soon as the moderators set up tables, they appear here.'
	},
	gone: {
		title: 'This table is not here',
		text: 'It may have been deleted. If it was set up a moment ago, it will appear here by itself.'
	},
	emptyNote: 'This is where the table writes down together what it has found.'
} satisfies Messages['tables'];
