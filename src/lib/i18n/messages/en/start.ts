import type { Messages } from '../de.ts';

export const start = {
	title: 'Workshops',
	claim: 'Collect, decide, and go home with a finished documentation.',
	empty: {
		text: 'Workshops created or opened on this device will be listed here. They stay readable without a network.'
	},
	ownTitle: 'Invite others yourself',
	ownText: 'Prepare a workshop, even without a network. Nobody needs an account.',
	newWorkshop: 'New workshop',
	joinWithCode: 'Join with a code',
	codeHint: 'Six characters, shown on the screen or in the invitation.',
	join: 'Join',
	lastOpened: (when: string) => `Last opened ${when}`,
	onlyHere: 'Only on this device',
	atDoor: 'Still at the door',
	atDoorBadge: 'Waiting for approval',
	removeFromDevice: 'Remove from this device',
	removeTitle: (title: string) => `Remove “${title}” from this device?`,
	removeText:
		'The workshop disappears only here. For everyone else it stays as it is, and its link will open it here again.',
	removeTextOnlyHere:
		'This workshop lies on this device alone. Once removed it is gone, except for a file downloaded beforehand.',
	removeTextEnded: 'This access no longer leads in. After removing it, only what was downloaded before is left.',
	removed: (title: string) => `“${title}” has been removed from this device.`,
	downloadFirst: 'Download a file first',
	storageMissing: {
		title: 'This browser keeps nothing here',
		text: 'It may be a private window. Everything works, but without a connection nothing is left once it is closed.'
	},
	new: {
		title: 'New workshop',
		lead: 'Choose a template and give it a title. Everything can be changed later.',
		titleLabel: 'Title',
		titlePlaceholder: 'For example: New talent ideas forge',
		templateLabel: 'Template',
		create: 'Create workshop',
		creating: 'Creating the workshop',
		nameLabel: 'My name',
		nameHint: 'This is what the others see. A first name or nickname is enough.',
		templateMissing: 'This template cannot be loaded right now. “Empty” or a file will do in the meantime.',
		offline:
			'Without a connection the workshop is made on this device. It is shared by itself as soon as the server is reachable.'
	},
	templates: {
		ideas: {
			title: 'Ideas forge',
			text: 'Collect alone, sort together, go deeper at two tables, agree on what comes next.'
		},
		topics: {
			title: 'Topic tables',
			text: 'Several tables with a question each, free movement, harvest in plenary.'
		},
		series: {
			title: 'Workshop series',
			text: 'An open circle that meets again and again and works on one action plan.'
		},
		kickoff: {
			title: 'Kick-off meeting',
			text: 'Collect experiences and wishes, and turn them into plans for the coming months.'
		},
		empty: {
			title: 'Empty',
			text: 'One section, one table, nothing else.'
		}
	},
	fromFile: 'From a file',
	file: {
		choose: 'Choose a file',
		chosen: (title: string) => `Workshop: ${title}`,
		missing: 'A file is missing here.',
		label: 'Workshop file',
		hint: 'A file ending in .werktisch.json, from any server.',
		reading: 'Reading the file',
		newer: 'The file comes from a newer version. What this version does not know is kept but cannot be edited.',
		failed: {
			tooLarge: (limit: string) => `The file is too large; the limit is ${limit}. Nothing was changed.`,
			syntax: (line: number, column: number) =>
				`The file is incomplete or damaged at line ${line}, column ${column}. Nothing was changed.`,
			foreign: 'This is not a workshop file. Nothing was changed.',
			newer: (version: number) =>
				`The file has the newer format ${version} and cannot be read here. Nothing was changed.`,
			missing: (path: string) => `“${path}” is missing in the file. Nothing was changed.`,
			wrongType: (path: string, expected: string) =>
				`“${path}” in the file should be ${expected}. Nothing was changed.`,
			duplicateId: (path: string, first: string) =>
				`“${path}” in the file has the same id as “${first}”. Nothing was changed.`,
			tooDeep: (path: string) => `The file is nested too deeply at “${path}”. Nothing was changed.`,
			unreadable: 'The file cannot be opened. Nothing was changed.',
			types: {
				text: 'a text',
				number: 'a number',
				yesOrNo: 'true or false',
				list: 'a list',
				object: 'an object',
				richText: 'a text'
			}
		}
	}
} satisfies Messages['start'];
