import type { Messages } from '../de.ts';

export const programme = {
	title: 'Programme',
	meeting: 'Meeting',
	steps: 'Steps',
	step: 'Step',
	current: 'Now',
	about: 'What it is about',
	goal: 'Goal',
	when: 'When',
	where: 'Where',
	online: 'Online',
	accompaniedBy: (names: string) => `Accompanied by ${names}`,
	empty: {
		title: 'No programme yet',
		text: 'The steps of the meeting and their length will be listed here. All places are open already.'
	}
} satisfies Messages['programme'];
