/** What moderators have in hand: the workshop's name, locks, seeing what others see. */
export const moderation = {
	renameWorkshop: 'Werkstatt umbenennen',
	lock: {
		board: 'Karten und Notizen sperren',
		plan: 'Plan sperren',
		/** Said to the moderator: what the lock means, and from when on. */
		locked: 'Gesperrt. Was schon unterwegs ist, kommt noch an.',
		unlocked: 'Wieder offen für alle Teilnehmenden.',
		title: 'Sperre',
		/** Stands on the moderators' screens as long as it is so. */
		now: {
			board: 'Karten und Notizen sind für Teilnehmende gesperrt.',
			plan: 'Der Plan ist für Teilnehmende gesperrt.',
			both: 'Karten, Notizen und Plan sind für Teilnehmende gesperrt.'
		},
		open: 'Wieder öffnen'
	},
	trial: {
		begin: 'Sicht der Teilnehmenden ausprobieren',
		title: 'Probeansicht',
		text: 'Probeansicht: So sehen Teilnehmende die Werkstatt. Was hier geschrieben wird, sehen alle.',
		end: 'Probe beenden'
	}
};
