import type { Messages } from '../de.ts';

export const states = {
	measure: {
		idea: 'idea',
		planned: 'planned',
		requested: 'requested',
		pilot: 'pilot',
		running: 'running',
		recurring: 'recurring',
		done: 'done',
		dropped: 'dropped'
	},
	table: { preparing: 'in preparation', open: 'open', closed: 'closed' }
} satisfies Messages['states'];
