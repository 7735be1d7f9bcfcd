import type { Messages } from '../de.ts';

export const join = {
	title: 'Join',
	codeTitle: 'Join with a code',
	codeLabel: 'Code',
	codeHint: 'Six characters. Capitals make no difference.',
	codeMissing: 'The code is missing here: six characters from the screen or the invitation.',
	nameLabel: 'Name',
	nameHint: 'This is what the others see. A first name or nickname is enough.',
	nameMissing: 'A name is missing here. A first name or nickname is enough.',
	organisationLabel: 'Organisation',
	perspectiveLabel: 'Perspective',
	perspectiveHint: 'Whose point of view do the contributions bring?',
	perspectiveNone: 'No perspective',
	enter: 'Enter',
	entering: 'Opening the door',
	privacy:
		'Name, details and contributions are kept on this device and on this workshop’s server, nowhere else; the moderators can erase all of it.',
	privacyMore: 'What is kept where?',
	privacyDetails:
		'Everyone in the workshop sees name, organisation, perspective and contributions. There is no account, no advertising and no link to other services. A cookie remembers that this device has been here before.',
	waiting: {
		title: 'Almost in',
		text: 'A moderator confirms who comes in. This page can stay open; it will open by itself.'
	},
	declined: {
		title: 'The door stays shut',
		text: 'A moderator has not let you in. If that was a mistake, a word with them will help.'
	},
	noLinkToken: {
		title: 'The link is incomplete',
		text: 'Its last part is missing, perhaps lost in copying; or the browser has deleted its data and does not know the workshop any more. The whole link or the code leads back in, and what was saved is still there.'
	},
	linkUnknown: {
		title: 'This link does not fit',
		text: 'The server does not know it. A part may be missing, or it belongs to another server. Please open the whole link again or enter the code.'
	},
	closed: {
		rate: {
			title: 'Very many are knocking just now',
			text: 'The server asks for a short break. Try again in a minute; the link or the QR code works even now.'
		},
		unavailable: {
			title: 'The server is taking a break',
			text: 'It accepts nothing at the moment. Please try again shortly.'
		},
		full: {
			title: 'The workshop is full',
			text: 'The server takes no more people in here. The moderators can make room.'
		}
	},
	insecure:
		'Best keep this page open: at this address (http) it cannot be reloaded without a connection. What was written stays on the device all the same.',
	offline: {
		title: 'No connection to the server',
		text: 'Entering for the first time needs a connection once. After that it works without.'
	},
	stillOnDevice: 'What is already on this device is still there and can be looked at.',
	openLocalCopy: 'Open the copy on this device',
	enterCode: 'Enter a code',
	toStart: 'To the start page'
} satisfies Messages['join'];
