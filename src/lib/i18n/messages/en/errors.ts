import type { Messages } from '../de.ts';

export const errors = {
	title: 'That did not work',
	network: {
		title: 'No connection to the server',
		text: 'Everything stays on this device and will be sent as soon as the connection is back.'
	},
	unexpected: {
		title: 'Something went wrong here',
		text: 'What was written is on this device. Reloading usually helps.',
		reload: 'Reload'
	},
	notFound: {
		title: 'There is no such page',
		text: 'A piece of the address may be missing. The start page leads on.'
	},
	relay: {
		bad_request: {
			title: 'The details do not fit',
			text: 'The server could not make sense of them. Nothing is lost; please check what was entered.'
		},
		unauthenticated: {
			title: 'No access',
			text: 'The workshop no longer knows this device. The link or the code leads back in.'
		},
		forbidden: {
			title: 'Not allowed here',
			text: 'This needs a moderator’s rights.'
		},
		not_found: {
			title: 'There is no such workshop here',
			text: 'The server does not know it. Please check that the link is complete and belongs to this server.'
		},
		conflict: {
			title: 'It exists already',
			text: 'The server already holds something under this name. Nothing was overwritten.'
		},
		stale: {
			title: 'Something has changed meanwhile',
			text: 'Somebody was faster. The new state is on the screen now; please try again.'
		},
		too_large: {
			title: 'Too large',
			text: 'The server does not accept it like this. It is still on this device; smaller pieces will go through.'
		},
		rate: {
			title: 'That was a lot at once',
			text: 'The server asks for a short break. Nothing is lost, and it will go on by itself.'
		},
		link_expired: {
			title: 'The link has expired',
			text: 'It was valid until a certain day only. A moderator can send a new one.'
		},
		link_revoked: {
			title: 'The link is no longer valid',
			text: 'A moderator has withdrawn it. Please ask them for a new one.'
		},
		link_used: {
			title: 'The link is used up',
			text: 'It was meant for a limited number of people. A moderator can send a new one.'
		},
		code_unknown: {
			title: 'There is no such code',
			text: 'Please compare the six characters again, with the screen or the invitation.'
		},
		waiting: {
			title: 'One moment',
			text: 'A moderator has to confirm first.'
		},
		kicked: {
			title: 'Access has ended',
			text: 'A moderator has removed this person from the workshop. If that was a mistake, talk to them.'
		},
		full: {
			title: 'The workshop is full',
			text: 'The server has no room left for it. What is here stays on this device; a moderator can make room.'
		},
		erased: {
			title: 'This workshop has been erased',
			text: 'Nothing of it is left on the server, and it cannot be restored there.'
		},
		opened: {
			title: 'Too late for that',
			text: 'The collection has been opened. What was handed in before counts.'
		},
		key_required: {
			title: 'The key for creating is missing',
			text: 'On this server, creating takes a key. Whoever runs the server knows it.'
		},
		unavailable: {
			title: 'The server is taking a break',
			text: 'Everything stays on this device. The next attempt comes by itself.'
		}
	},
	command: {
		access: 'This is not open right now. A moderator can open it.',
		missing: 'It is no longer there; somebody has removed it meanwhile.',
		exists: 'It exists already.',
		empty: 'Some text is missing here.',
		tooLong: 'The text is too long. It is still there and can be shortened.',
		tooMany: 'No more will fit here.',
		invalid: 'It does not work like this. Please check the details.'
	},
	refused: {
		role: 'The rights for it were missing.',
		access: 'Writing was closed at that moment.',
		size: 'It was too large.',
		rate: 'It was too much at once.',
		invalid: 'The server could not read it.',
		owner: 'It came from another device.',
		gap: 'Something before it was missing on the server.',
		full: 'There was no room left on the server.',
		erased: 'The workshop has been erased.',
		superseded: 'It depended on something that was not accepted.'
	}
} satisfies Messages['errors'];
