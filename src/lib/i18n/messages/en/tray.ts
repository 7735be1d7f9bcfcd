import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const tray = {
	title: 'Tray',
	lead: 'Here lies what the server did not accept. None of it is lost as long as it is listed here.',
	count: (count: number) => many(count, { zero: 'Empty', one: '# entry', other: '# entries' }),
	empty: { title: 'The tray is empty', text: 'Everything written on this device has found its place.' },
	again: 'Bring in again',
	export: 'All as a file',
	allAgain: 'Bring in all again',
	copyText: 'Copy text',
	discard: 'Discard',
	discardedUndo: 'The entry has been discarded.',
	accepted: (count: number) =>
		many(count, { one: '# entry has been brought in.', other: '# entries have been brought in.' }),
	stillRefused: 'It did not work this time either. The entry stays in the tray.',
	from: (when: string) => `Written ${when}`,
	arrived: (count: number) =>
		many(count, { one: '# entry is in the tray now.', other: '# entries are in the tray now.' }),
	why: (reason: string) => `Reason: ${reason}`,
	noteText: 'Text from a shared note',
	things: {
		workshop: 'Workshop',
		meeting: 'Meeting',
		perspective: 'Perspective',
		section: 'Section',
		card: 'Card',
		cluster: 'Group',
		table: 'Table',
		seat: 'Seat at a table',
		measure: 'Measure',
		decision: 'Decision'
	},
	deeds: { add: 'new', edit: 'changed', move: 'moved', remove: 'removed' },
	unknownChange: 'A change'
} satisfies Messages['tray'];
