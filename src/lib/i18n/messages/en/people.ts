import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const people = {
	title: 'People',
	here: (count: number) => many(count, { zero: 'Nobody here right now', one: '# person here', other: '# people here' }),
	away: 'Not here right now',
	you: 'me',
	unnamed: 'No name',
	removed: 'Former member',
	search: 'Find people',
	none: 'Nobody found',
	needsRelay: 'This needs a connection; nothing has changed.',
	perspective: { question: 'Whose point of view do you bring?', later: 'Not now' },
	meeting: (title: string) => `Meeting: ${title}`,
	editMe: 'Change my details',
	waiting: {
		title: 'Waiting at the door',
		approve: 'Let in',
		approveNamed: (name: string) => `Let ${name} in`,
		decline: 'Turn away',
		declineNamed: (name: string) => `Turn away ${name}`,
		declineTitle: (name: string) => `Turn ${name} away?`,
		declineText: 'The door stays shut for them. They have seen nothing and written nothing.',
		count: (count: number) => many(count, { one: '# waiting at the door', other: '# waiting at the door' }),
		arrived: (name: string) => `${name} is waiting at the door.`
	},
	makeModerator: 'Make a moderator',
	makeParticipant: 'Make a participant',
	remove: 'Remove from the workshop',
	removeTitle: (name: string) => `Remove ${name} from the workshop?`,
	removeText: 'Access ends at once on all their devices, and their name disappears. What they wrote stays.',
	joined: (when: string) => `Here since ${when}`,
	links: {
		title: 'Manage links',
		copy: 'Copy',
		show: 'Show large',
		revoke: 'Revoke',
		revokeTitle: 'Revoke this link?',
		revokeText: 'Whoever came by this link loses access at once. What they wrote stays. A new link lets them in again.',
		approval: 'with approval',
		until: (when: string) => `valid until ${when}`,
		uses: (count: number) => many(count, { one: 'for # more person', other: 'for # more people' }),
		created: (when: string) => `made ${when}`,
		makeTitle: 'New link',
		role: 'For',
		lifetime: 'Valid',
		lifetimes: { always: 'without end', day: 'for a day', week: 'for a week', month: 'for thirty days' },
		number: 'Lets in',
		numbers: (count?: number) =>
			count === undefined ? 'any number of people' : many(count, { one: '# person', other: '# people' }),
		askApproval: 'A moderator approves each person',
		askApprovalHint: 'Until then they wait at the door and see nothing.',
		make: 'Make link',
		made: 'The link is made.',
		noAddress: 'The addresses of older links can no longer be shown; they are still valid.',
		shown: 'shown large',
		noCode: 'This link has no code, only a QR code and an address.'
	},
	invite: {
		title: 'Invite',
		lead: 'Share the link, show the QR code, or read the code aloud.',
		code: 'Code to read aloud',
		qrName: (title: string) => `QR code for joining: ${title}`,
		participantLink: 'Link for participants',
		moderatorLink: 'Link for moderators',
		observerLink: 'Link for guests',
		copyLink: 'Copy link',
		moderatorWarning: 'This link gives every right. Pass it on only to people who moderate with you.',
		notShared: {
			title: 'Not shared yet',
			text: 'This workshop lies on this device alone. Once shared, others can come in by link, QR code or code.',
			later: 'The server cannot be reached right now. Sharing happens by itself as soon as it can.',
			action: 'Share now',
			sharing: 'Sharing'
		},
		enterKey: 'Enter it',
		keyLabel: 'Key for creating',
		keyHint: 'Whoever runs this server knows the key. It is remembered on this device.',
		keyWrong: 'This key does not fit.',
		machineHint:
			'This address works on this computer only. For other devices in the same network start the server with the option “-\u2060-\u2060lan”.',
		lanHint: 'The address works only within the same wireless network.'
	}
} satisfies Messages['people'];
