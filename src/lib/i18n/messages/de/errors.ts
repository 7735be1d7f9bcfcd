/**
 * What went wrong: what happened, what is safe, what to do. Keys are the codes of the relay (HTTP and NACK) and the
 * reasons of refused commands; never a code on the screen.
 */
export const errors = {
	title: 'Das hat nicht geklappt',
	network: {
		title: 'Keine Verbindung zum Server',
		text: 'Alles bleibt auf diesem Gerät und wird gesendet, sobald die Verbindung wieder steht.'
	},
	unexpected: {
		title: 'Hier ist ein Fehler passiert',
		text: 'Was geschrieben wurde, liegt auf diesem Gerät. Neu laden hilft meistens.',
		reload: 'Neu laden'
	},
	notFound: {
		title: 'Diese Seite gibt es nicht',
		text: 'Vielleicht fehlt ein Stück der Adresse. Vom Start aus geht es weiter.'
	},
	/** By HTTP error code. */
	relay: {
		bad_request: {
			title: 'Die Angaben passen nicht',
			text: 'Der Server konnte damit nichts anfangen. Es ist nichts verloren; bitte die Eingaben prüfen.'
		},
		unauthenticated: {
			title: 'Der Zugang fehlt',
			text: 'Dieses Gerät ist in der Werkstatt nicht mehr bekannt. Mit dem Link oder dem Code geht es wieder hinein.'
		},
		forbidden: {
			title: 'Das ist hier nicht erlaubt',
			text: 'Dafür braucht es die Rechte der Moderation.'
		},
		not_found: {
			title: 'Diese Werkstatt gibt es hier nicht',
			text: 'Der Server kennt sie nicht. Bitte prüfen, ob der Link vollständig ist und zu diesem Server gehört.'
		},
		conflict: {
			title: 'Das gibt es schon',
			text: 'Auf dem Server liegt bereits etwas unter diesem Namen. Es wurde nichts überschrieben.'
		},
		stale: {
			title: 'Inzwischen hat sich etwas geändert',
			text: 'Jemand war schneller. Der neue Stand ist jetzt zu sehen; bitte noch einmal versuchen.'
		},
		too_large: {
			title: 'Das ist zu groß',
			text: 'Der Server nimmt es so nicht an. Auf diesem Gerät ist es noch da; kleinere Stücke gehen.'
		},
		rate: {
			title: 'Das war sehr viel auf einmal',
			text: 'Der Server bittet um eine kurze Pause. Es ist nichts verloren und geht gleich von selbst weiter.'
		},
		link_expired: {
			title: 'Der Link ist abgelaufen',
			text: 'Er galt nur bis zu einem bestimmten Tag. Die Moderation kann einen neuen schicken.'
		},
		link_revoked: {
			title: 'Der Link gilt nicht mehr',
			text: 'Die Moderation hat ihn zurückgezogen. Bitte dort nach einem neuen fragen.'
		},
		link_used: {
			title: 'Der Link ist schon verbraucht',
			text: 'Er war nur für eine begrenzte Zahl von Personen. Die Moderation kann einen neuen schicken.'
		},
		code_unknown: {
			title: 'Diesen Code gibt es nicht',
			text: 'Bitte die sechs Zeichen noch einmal vergleichen, mit der Leinwand oder der Einladung.'
		},
		waiting: {
			title: 'Noch einen Moment',
			text: 'Die Moderation muss den Zutritt erst bestätigen.'
		},
		kicked: {
			title: 'Der Zugang wurde beendet',
			text: 'Die Moderation hat diese Person aus der Werkstatt genommen. War das ein Versehen, hilft ein Gespräch.'
		},
		full: {
			title: 'Die Werkstatt ist voll',
			text: 'Der Server hat keinen Platz mehr dafür. Was hier steht, bleibt auf diesem Gerät; die Moderation kann Platz schaffen.'
		},
		erased: {
			title: 'Diese Werkstatt wurde gelöscht',
			text: 'Auf dem Server ist nichts mehr davon da, und sie lässt sich dort nicht wiederherstellen.'
		},
		opened: {
			title: 'Dafür ist es zu spät',
			text: 'Die Sammlung ist schon geöffnet. Was vorher abgegeben wurde, zählt.'
		},
		key_required: {
			title: 'Der Schlüssel zum Anlegen fehlt',
			text: 'Auf diesem Server darf nur mit einem Schlüssel angelegt werden. Wer ihn betreibt, kennt den Schlüssel.'
		},
		unavailable: {
			title: 'Der Server macht gerade Pause',
			text: 'Alles bleibt auf diesem Gerät. Der nächste Versuch kommt von selbst.'
		}
	},
	/** By reason of a refused command. */
	command: {
		access: 'Das ist gerade nicht freigegeben. Die Moderation kann es öffnen.',
		missing: 'Das gibt es nicht mehr; jemand hat es inzwischen entfernt.',
		exists: 'Das gibt es schon.',
		empty: 'Hier fehlt noch Text.',
		tooLong: 'Der Text ist zu lang. Er steht noch da und lässt sich kürzen.',
		tooMany: 'Mehr passen hier nicht hin.',
		invalid: 'So geht es leider nicht. Bitte die Angaben prüfen.'
	},
	/** By code of a frame the relay did not accept. */
	refused: {
		role: 'Dafür fehlten die Rechte.',
		access: 'Das Schreiben war in diesem Augenblick geschlossen.',
		size: 'Es war zu groß.',
		rate: 'Es war zu viel auf einmal.',
		invalid: 'Der Server konnte es nicht lesen.',
		owner: 'Es kam von einem anderen Gerät.',
		gap: 'Etwas davor fehlte auf dem Server.',
		full: 'Auf dem Server war kein Platz mehr.',
		erased: 'Die Werkstatt wurde gelöscht.',
		superseded: 'Es hing an etwas, das nicht angenommen wurde.'
	}
};
