/** The relay will not have this device any more: why, what still lies here, and what one can do with it. */
export const ended = {
	erased: {
		title: 'Diese Werkstatt wurde gelöscht',
		text: 'Auf dem Server ist nichts mehr davon da. Auf diesem Gerät liegt noch, was es zuletzt gespeichert hat.'
	},
	kicked: {
		title: 'Der Zugang wurde beendet',
		text: 'Die Moderation hat diese Person aus der Werkstatt genommen. Was sie hier geschrieben und gelesen hat, liegt noch auf diesem Gerät.'
	},
	revoked: {
		title: 'Der Link gilt nicht mehr',
		text: 'Die Moderation hat ihn zurückgezogen; mit einem neuen geht es wieder hinein. Bis dahin bleibt alles auf diesem Gerät.'
	},
	unknown: {
		title: 'Der Server kennt diese Werkstatt nicht mehr',
		text: 'Vielleicht hat er seine Daten verloren. Auf diesem Gerät ist noch alles da. Die Moderation kann die Werkstatt zurückbringen; mit dem neuen Link geht es dann wieder hinein, und alles von hier kommt mit.',
		moderatorText:
			'Vielleicht hat er seine Daten verloren. Auf diesem Gerät ist noch alles da und lässt sich zurückbringen; die anderen bringen mit, was hier fehlt.'
	},
	/** In the list of workshops. */
	badge: {
		erased: 'Auf dem Server gelöscht',
		kicked: 'Zugang beendet',
		revoked: 'Link zurückgezogen',
		unknown: 'Dem Server nicht mehr bekannt'
	},
	whatIsLeft: 'Was noch hier liegt',
	left: {
		title: 'Was noch auf diesem Gerät liegt',
		text: 'Es lässt sich als Datei sichern und später als neue Werkstatt öffnen. Nichts verschwindet von selbst.',
		save: 'Als Datei sichern',
		later: 'Später entscheiden',
		remove: 'Von diesem Gerät entfernen',
		savedTitle: 'Die Datei ist gesichert',
		savedText:
			'Sie liegt bei den Downloads; bitte kurz nachsehen. Danach wird die Werkstatt auf diesem Gerät nicht mehr gebraucht.',
		sureTitle: 'Ohne Sicherung entfernen?',
		sureText: 'Danach gibt es diesen Stand hier nicht mehr, und über diesen Zugang kommt er nicht zurück.',
		keep: 'Behalten',
		sure: 'Endgültig entfernen'
	},
	back: {
		action: 'Werkstatt zurückbringen',
		title: 'Werkstatt zurückbringen',
		text: 'Sie wird neu geteilt, mit allem, was hier liegt, und mit den Namen. Alte Links und Codes gelten danach nicht mehr; bitte neu einladen.',
		busy: 'Wird zurückgebracht',
		done: 'Die Werkstatt ist wieder da. Bitte neu einladen, die alten Links gelten nicht mehr.',
		conflict:
			'Jemand anderes hat sie schon zurückgebracht. Mit dem neuen Link geht es hinein, und alles von hier kommt mit.'
	}
};
