import { pluralIn } from '../../plural.ts';
import type { Messages } from '../de.ts';

const many = pluralIn('en-GB');

export const board = {
	title: 'Board',
	cards: (count: number) => many(count, { zero: 'No cards yet', one: '# card', other: '# cards' }),
	newFromOthers: (count: number, where: string) =>
		many(count, { one: `# new card in “${where}”`, other: `# new cards in “${where}”` }),
	section: {
		add: 'Add a section',
		promptLabel: 'Question or heading',
		promptPlaceholder: 'For example: What do companies need?',
		edit: 'Rename section',
		moveUp: 'Move up',
		moveDown: 'Move down',
		delete: 'Delete section',
		deleted: (prompt: string) => `Section “${prompt}” has been deleted.`,
		added: (prompt: string) => `Section “${prompt}” has been added.`,
		untitled: 'Section without a question',
		menu: (prompt: string) => `More for section ${prompt}`,
		list: (prompt: string) => `Cards in section ${prompt}`
	},
	composer: {
		label: (prompt: string) => `Write a card on: ${prompt}`,
		placeholder: 'Write a card',
		hint: 'Enter puts it down, Shift and Enter breaks the line.',
		add: 'Put down',
		added: 'Card put down',
		pastedSeveral: (count: number) =>
			many(count, { one: '# card made from the list.', other: '# cards made from the list.' }),
		section: 'Section for the card'
	},
	card: {
		label: (text: string) => `Card: ${text}`,
		empty: 'Empty card',
		textLabel: 'Text of the card',
		by: (name: string) => `by ${name}`,
		perspective: (name: string) => `Perspective ${name}`,
		menu: (text: string) => `More for card ${text}`,
		choose: (text: string) => `Select: ${text}`,
		edit: 'Edit',
		colour: 'Colour',
		colourChoose: 'Colour …',
		groupWith: 'Group with …',
		leaveGroup: 'Take out of the group',
		moveTo: 'Move to …',
		setAside: 'Set aside',
		bringBack: 'Bring back',
		makeMeasure: 'Make a measure of it',
		makeDecision: 'Make a decision of it',
		measureMade: 'The measure is in the plan.',
		decisionMade: 'The decision is in the plan.',
		toPlan: 'Go to the plan',
		delete: 'Delete',
		deleted: 'Card deleted.',
		deletedMany: (count: number) => many(count, { one: '# card deleted.', other: '# cards deleted.' }),
		moved: (where: string) => `The card is now in “${where}”.`,
		setAsideDone: 'Card set aside.',
		edited: 'edited',
		someoneEditing: (name: string) => `${name} is writing`
	},
	colours: {
		white: 'White',
		yellow: 'Yellow',
		green: 'Green',
		blue: 'Blue',
		rose: 'Rose',
		orange: 'Orange'
	},
	group: {
		title: 'Group',
		untitled: 'Untitled group',
		titleLabel: 'Title of the group',
		titlePlaceholder: 'What is this about?',
		label: (title: string, count: number) =>
			many(count, { one: `Group ${title}, # card`, other: `Group ${title}, # cards` }),
		new: 'New group',
		loose: 'Not in a group',
		empty: 'There is no card in this group.',
		alone: 'There is nothing to group the card with yet.',
		search: 'Search cards and groups',
		moveTo: 'Move to …',
		moved: (where: string) => `The group is now in “${where}”.`,
		mergeWith: 'Merge with …',
		mergeHint: (title: string) => `The cards of “${title}” join the chosen group, whose title stays.`,
		merge: 'Merge',
		merged: (title: string) => `Merged into “${title}”.`,
		makeMeasure: 'Make a measure of it',
		dissolve: 'Dissolve group',
		dissolved: 'The group is dissolved; its cards lie in the section.',
		menu: (title: string) => `More for group ${title}`,
		chooseTitle: 'Group with',
		chooseHint: 'Choose a group or another card.',
		made: 'Grouped.'
	},
	move: {
		title: 'Move to',
		here: 'The card is here now',
		section: 'Section',
		loose: 'Not in a group',
		place: 'Place',
		top: 'At the top',
		end: 'At the end',
		several: (count: number, where: string) =>
			many(count, { one: `# card is now in “${where}”.`, other: `# cards are now in “${where}”.` })
	},
	aside: {
		title: 'Set aside',
		count: (count: number) => many(count, { one: '# card set aside', other: '# cards set aside' })
	},
	select: {
		bar: 'Selected cards',
		group: 'Group',
		move: 'Move',
		start: 'Select several',
		stop: 'End selection',
		count: (count: number) => many(count, { zero: 'Nothing selected', one: '# selected', other: '# selected' })
	},
	search: {
		label: 'Search cards',
		found: (count: number) => many(count, { zero: 'Nothing found', one: '# match', other: '# matches' })
	},
	empty: {
		sections: {
			title: 'No section yet',
			text: 'A section is a question under which cards are collected.',
			waiting: 'As soon as the moderators ask a question, it appears here.'
		},
		cards: 'The cards on this question will appear here.',
		cardsFirst: 'Write the first card'
	},
	keys: {
		title: 'Keyboard shortcuts',
		hint: 'They work whenever nothing is being typed in a field.',
		newCard: 'Write a new card',
		walk: 'Walk from card to card',
		edit: 'Edit the card',
		leave: 'Leave a field or the selection',
		group: 'Group with …',
		move: 'Move to …',
		choose: 'Select the card',
		remove: 'Delete the card',
		undo: 'Undo what I did',
		redo: 'Redo',
		newLine: 'New line in a card',
		all: 'This overview',
		enter: 'Enter',
		escape: 'Esc',
		space: 'Space',
		delete: 'Del',
		control: 'Ctrl',
		shift: 'Shift'
	},
	hypothesis: 'Starting hypothesis'
} satisfies Messages['board'];
