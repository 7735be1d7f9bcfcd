import type { Messages } from '../de.ts';

export const ended = {
	erased: {
		title: 'This workshop has been erased',
		text: 'Nothing of it is left on the server. This device still holds what it last stored.'
	},
	kicked: {
		title: 'Access has ended',
		text: 'A moderator has removed this person from the workshop. What they wrote and read here is still on this device.'
	},
	revoked: {
		title: 'The link is no longer valid',
		text: 'A moderator has withdrawn it; a new one leads back in. Until then everything stays on this device.'
	},
	unknown: {
		title: 'The server no longer knows this workshop',
		text: 'It may have lost its data. Everything is still on this device. A moderator can bring the workshop back; the new link then leads in again, and everything from here comes along.',
		moderatorText:
			'It may have lost its data. Everything is still on this device and can be brought back; the others bring what is missing here.'
	},
	badge: {
		erased: 'Erased on the server',
		kicked: 'Access ended',
		revoked: 'Link withdrawn',
		unknown: 'No longer known to the server'
	},
	whatIsLeft: 'What is still here',
	left: {
		title: 'What is still on this device',
		text: 'It can be saved as a file and opened as a new workshop later. Nothing disappears by itself.',
		save: 'Save as a file',
		later: 'Decide later',
		remove: 'Remove from this device',
		savedTitle: 'The file is saved',
		savedText:
			'It is among the downloads; please have a quick look. After that the workshop is no longer needed on this device.',
		sureTitle: 'Remove without saving?',
		sureText: 'Afterwards this device no longer has it, and this access does not bring it back.',
		keep: 'Keep it',
		sure: 'Remove for good'
	},
	back: {
		action: 'Bring the workshop back',
		title: 'Bring the workshop back',
		text: 'It is shared anew, with everything that is here and with the names. Old links and codes stop working; please invite again.',
		busy: 'Bringing it back',
		done: 'The workshop is back. Please invite again, the old links no longer work.',
		conflict: 'Somebody else has already brought it back. The new link leads in, and everything from here comes along.'
	}
} satisfies Messages['ended'];
