import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const shell = {
	skip: 'Skip to content',
	places: {
		label: 'Places of the workshop',
		board: 'Board',
		tables: 'Tables',
		tablesShort: 'Tables',
		plan: 'Plan',
		document: 'Document',
		documentShort: 'Document'
	},
	toStart: 'All workshops',
	menu: 'Menu',
	people: (count: number) => many(count, { one: '# person here', other: '# people here' }),
	share: 'Invite',
	settings: 'Settings',
	moderation: 'Moderators',
	role: { moderator: 'Moderators', participant: 'Participants', observer: 'Guests' },
	myRole: { moderator: 'Moderating', participant: 'Taking part', observer: 'Looking on' },
	language: 'Language',
	appearance: { label: 'Appearance', system: 'Like the device', light: 'Light', dark: 'Dark' },
	calm: { label: 'Calm mode', hint: 'Nothing moves on the screen, and other people’s carets are hidden.' },
	newVersion: { text: 'A new version is ready.', action: 'Reload' },
	locked: 'A moderator has closed writing here.',
	unlocked: 'Writing is open again.',
	begunKept: 'What you had begun stays on this device and will be back in its field.',
	readOnly: 'Looking on: everything here can be read.',
	notices: 'Notices',
	dismiss: 'Close notice'
} satisfies Messages['shell'];
