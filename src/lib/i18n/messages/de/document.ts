import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** The document: preview and files. The words inside the documentation are in `report.ts`. */
export const document = {
	title: 'Dokumentation',
	lead: 'Sie schreibt sich mit: Was auf Karten, an Tischen und im Plan steht, erscheint hier.',
	preview: 'Vorschau',
	export: 'Herunterladen',
	exportAs: (format: string) => `Als ${format} herunterladen`,
	formats: {
		docx: { name: 'Word', hint: 'Zum Weiterbearbeiten (.docx)' },
		markdown: { name: 'Markdown', hint: 'Reiner Text (.md)' },
		json: { name: 'Werkstatt-Datei', hint: 'Alles, zum Sichern und Wiederöffnen (.json)' }
	},
	print: 'Drucken oder als PDF sichern',
	preparing: 'Datei wird erstellt',
	ready: (name: string) => `${name} ist heruntergeladen.`,
	failed:
		'Die Datei ließ sich nicht erstellen. In der Werkstatt ist nichts verändert; ein anderes Format geht vielleicht.',
	tools: 'Herunterladen und einstellen',
	editDetails: 'Angaben bearbeiten',
	missing: 'Das fehlt noch',
	fillIn: (fact: string) => `Ergänzen: ${fact}`,
	choice: {
		title: 'Was darin steht',
		authors: 'An den Karten',
		authorForms: { name: 'Namen', perspective: 'Perspektiven', none: 'Keine Angabe' },
		audience: 'Für wen',
		audiences: { internal: 'Nur intern', participants: 'Teilnehmende', public: 'Öffentlichkeit' },
		withheld: (count: number) =>
			many(count, {
				one: '# Maßnahme steht in dieser Fassung nicht.',
				other: '# Maßnahmen stehen in dieser Fassung nicht.'
			}),
		parts: 'Teile',
		part: {
			facts: 'Angaben und Zahlen',
			goal: 'Ziel und Ausgangsthese',
			board: 'Beiträge',
			tables: 'Thementische',
			decisions: 'Beschlüsse',
			plan: 'Maßnahmenplan',
			contact: 'Kontakt'
		},
		meetings: 'Treffen'
	},
	details: {
		title: 'Angaben zur Werkstatt',
		workshopTitle: 'Titel',
		subtitle: 'Untertitel',
		when: 'Wann und wo',
		meetingTitle: 'Thema',
		date: 'Datum',
		start: 'Beginn',
		minutes: 'Dauer in Minuten',
		place: 'Ort',
		online: 'Online',
		organiser: 'Veranstaltet von',
		moderation: 'Moderation',
		accompaniedBy: 'Begleitung',
		goal: 'Ziel',
		hypothesis: 'Ausgangsthese',
		attendance: 'Teilnehmende vor Ort',
		attendanceHint: 'Leer lassen, dann zählt die Werkstatt selbst.',
		contact: 'Kontakt',
		contactName: 'Name',
		contactOrganisation: 'Organisation',
		contactEmail: 'E-Mail',
		contactPhone: 'Telefon'
	},
	empty: {
		title: 'Noch ist nichts zu dokumentieren',
		text: 'Die ersten Karten oder Maßnahmen erscheinen hier von selbst.'
	}
};
