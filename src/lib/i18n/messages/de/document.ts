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
	details: {
		title: 'Angaben zur Werkstatt',
		workshopTitle: 'Titel',
		subtitle: 'Untertitel',
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
