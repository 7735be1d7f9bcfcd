/** The programme: meetings and their steps. Grows with moderation. */
export const programme = {
	title: 'Programm',
	meeting: 'Treffen',
	steps: 'Schritte',
	step: 'Schritt',
	current: 'Jetzt',
	about: 'Worum es geht',
	goal: 'Ziel',
	when: 'Wann',
	where: 'Wo',
	online: 'Online',
	accompaniedBy: (names: string) => `Begleitung: ${names}`,
	empty: {
		title: 'Noch kein Programm',
		text: 'Hier stehen später die Schritte des Treffens mit ihrer Dauer. Alle Orte sind schon jetzt offen.'
	}
};
