/** What moderators have in hand: the workshop's name, locks, seeing what others see. */
export const moderation = {
	renameWorkshop: 'Rename the workshop',
	lock: {
		board: 'Lock cards and notes',
		plan: 'Lock the plan',
		/** Said to the moderator: what the lock means, and from when on. */
		locked: 'Locked. What is already on its way still arrives.',
		unlocked: 'Open again for all participants.',
		title: 'Lock',
		now: {
			board: 'Cards and notes are locked for participants.',
			plan: 'The plan is locked for participants.',
			both: 'Cards, notes and the plan are locked for participants.'
		},
		open: 'Open again'
	},
	trial: {
		begin: 'Try the participants’ view',
		title: 'Trial view',
		text: 'Trial view: this is what participants see. What is written here is seen by everybody.',
		end: 'End the trial'
	}
};
