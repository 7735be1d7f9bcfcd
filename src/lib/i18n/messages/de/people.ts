import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** The drawer of people, and inviting. */
export const people = {
	title: 'Personen',
	here: (count: number) => many(count, { zero: 'Gerade niemand da', one: '# Person da', other: '# Personen da' }),
	away: 'Gerade nicht da',
	you: 'ich',
	unnamed: 'Ohne Namen',
	removed: 'Ehemalige Person',
	search: 'Personen suchen',
	none: 'Keine Person gefunden',
	/** After "no connection": what that means here. */
	needsRelay: 'Das geht nur mit Verbindung; es hat sich nichts geändert.',
	perspective: { question: 'Aus welcher Sicht kommen die Beiträge?', later: 'Nicht jetzt' },
	meeting: (title: string) => `Treffen: ${title}`,
	editMe: 'Meine Angaben ändern',
	waiting: {
		title: 'Warten an der Tür',
		approve: 'Hereinlassen',
		approveNamed: (name: string) => `${name} hereinlassen`,
		decline: 'Abweisen',
		declineNamed: (name: string) => `${name} abweisen`,
		declineTitle: (name: string) => `${name} abweisen?`,
		declineText: 'Die Tür bleibt für diese Person zu. Sie hat nichts gesehen und nichts geschrieben.',
		count: (count: number) => many(count, { one: '# wartet an der Tür', other: '# warten an der Tür' }),
		arrived: (name: string) => `${name} wartet an der Tür.`
	},
	makeModerator: 'Zur Moderation machen',
	makeParticipant: 'Zu den Teilnehmenden',
	remove: 'Aus der Werkstatt nehmen',
	removeTitle: (name: string) => `${name} aus der Werkstatt nehmen?`,
	removeText:
		'Der Zugang endet sofort auf allen Geräten dieser Person, und ihr Name verschwindet. Was sie geschrieben hat, bleibt.',
	joined: (when: string) => `Dabei seit ${when}`,
	links: {
		title: 'Links verwalten',
		copy: 'Kopieren',
		show: 'Groß zeigen',
		revoke: 'Zurückziehen',
		revokeTitle: 'Link zurückziehen?',
		revokeText:
			'Wer mit diesem Link gekommen ist, verliert sofort den Zugang. Beiträge bleiben. Ein neuer Link lässt wieder hinein.',
		approval: 'mit Bestätigung',
		until: (when: string) => `gilt bis ${when}`,
		uses: (count: number) => many(count, { one: 'noch für # Person', other: 'noch für # Personen' }),
		created: (when: string) => `angelegt ${when}`,
		makeTitle: 'Neuer Link',
		role: 'Für',
		lifetime: 'Gilt',
		lifetimes: { always: 'ohne Ende', day: 'einen Tag', week: 'eine Woche', month: 'dreißig Tage' },
		number: 'Lässt hinein',
		numbers: (count?: number) =>
			count === undefined ? 'beliebig viele Personen' : many(count, { one: '# Person', other: '# Personen' }),
		askApproval: 'Die Moderation bestätigt jede Person',
		askApprovalHint: 'Bis dahin wartet sie an der Tür und sieht noch nichts.',
		make: 'Link anlegen',
		made: 'Der Link ist angelegt.',
		noAddress: 'Die Adressen älterer Links lassen sich nicht mehr anzeigen; gültig sind sie weiterhin.',
		/** In the list, beside the one that is shown large. */
		shown: 'groß gezeigt',
		/** Under a QR code that is not the usual one. */
		noCode: 'Dieser Link hat keinen Code, nur QR-Code und Adresse.'
	},
	invite: {
		title: 'Einladen',
		lead: 'Link teilen, QR-Code zeigen oder den Code ansagen.',
		code: 'Code zum Ansagen',
		qrName: (title: string) => `QR-Code zum Beitreten: ${title}`,
		participantLink: 'Link für Teilnehmende',
		moderatorLink: 'Link für die Moderation',
		observerLink: 'Link für Gäste',
		copyLink: 'Link kopieren',
		moderatorWarning: 'Dieser Link gibt alle Rechte. Nur an Personen weitergeben, die mitmoderieren.',
		notShared: {
			title: 'Noch nicht geteilt',
			text: 'Diese Werkstatt liegt nur auf diesem Gerät. Nach dem Teilen können andere mit Link, QR-Code oder Code dazukommen.',
			later: 'Der Server ist gerade nicht erreichbar. Geteilt wird von selbst, sobald er es wieder ist.',
			action: 'Jetzt teilen',
			sharing: 'Wird geteilt'
		},
		enterKey: 'Eingeben',
		keyLabel: 'Schlüssel zum Anlegen',
		keyHint: 'Wer diesen Server betreibt, kennt den Schlüssel. Er wird auf diesem Gerät gemerkt.',
		keyWrong: 'Dieser Schlüssel passt nicht.',
		machineHint:
			'Diese Adresse gilt nur auf diesem Rechner. Für andere Geräte im selben Netz den Server mit der Option „-\u2060-\u2060lan“ starten.',
		lanHint: 'Die Adresse gilt nur im selben WLAN.'
	}
};
