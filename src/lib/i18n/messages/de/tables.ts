import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** The overview of topic tables, and one table. */
export const tables = {
	title: 'Thementische',
	table: 'Thementisch',
	all: 'Alle Tische',
	toTable: 'Zum Tisch',
	open: (title: string) => `Zum Tisch ${title}`,
	question: 'Frage am Tisch',
	questionMissing: 'Noch keine Frage',
	host: 'Gastgeber*in',
	hostedBy: (name: string) => `Gastgeber*in: ${name}`,
	noHost: 'Noch niemand',
	seats: 'Plätze',
	seatsInvalid: 'Bitte eine Zahl von 1 bis 999, oder das Feld leer lassen.',
	seated: (count: number) =>
		many(count, { zero: 'Niemand sitzt hier', one: '# Person sitzt hier', other: '# Personen sitzen hier' }),
	/** At the end of a list of names. */
	others: (count: number) => many(count, { one: '# weitere Person', other: '# weitere' }),
	/** After how many sit there. */
	freeSeats: (count: number) => many(count, { one: 'noch # Platz frei', other: 'noch # Plätze frei' }),
	full: 'voll besetzt',
	sitDown: 'Platz nehmen',
	sitDownAt: (title: string) => `Platz nehmen: ${title}`,
	goHere: 'Hierher wechseln',
	moveTo: (title: string) => `Hierher wechseln: ${title}`,
	getUp: 'Aufstehen',
	getUpFrom: (title: string) => `Aufstehen: ${title}`,
	youSitHere: 'Hier sitze ich',
	/** Before the title of the table. */
	mySeat: 'Mein Platz:',
	satDown: (title: string) => `Platz genommen: ${title}.`,
	gotUp: 'Aufgestanden. Alles Geschriebene bleibt am Tisch.',
	cards: 'Karten am Tisch',
	note: 'Gemeinsame Notiz',
	panes: { label: 'Was zu sehen ist', cards: 'Karten', note: 'Notiz' },
	new: {
		action: 'Neuer Tisch',
		title: 'Neuer Thementisch',
		titleLabel: 'Thema',
		titleMissing: 'Bitte ein Thema angeben.',
		titlePlaceholder: 'Zum Beispiel: Praktika gut gestalten',
		questionPlaceholder: 'Woran soll hier gearbeitet werden?',
		seatsHint: 'Leer lassen, wenn es keine Grenze gibt.',
		create: 'Tisch aufstellen'
	},
	edit: 'Tisch bearbeiten',
	menu: (title: string) => `Mehr zum Tisch ${title}`,
	close: 'Tisch schließen',
	reopen: 'Tisch wieder öffnen',
	closed: 'Geschlossen',
	closedTables: 'Geschlossene Tische',
	closedHint: 'An diesem Tisch ist die Arbeit beendet. Alles Geschriebene bleibt hier.',
	closedNow: (title: string) => `Tisch „${title}“ ist geschlossen. Alles Geschriebene bleibt.`,
	reopened: (title: string) => `Tisch „${title}“ ist wieder offen.`,
	delete: 'Tisch löschen',
	deleted: (title: string) => `Tisch „${title}“ ist gelöscht.`,
	added: (title: string) => `Tisch „${title}“ steht.`,
	empty: {
		title: 'Noch kein Thementisch',
		text: 'Ein Thementisch ist ein Ort mit eigener Frage, eigenen Karten und einer gemeinsamen Notiz.',
		waiting: 'Sobald die Moderation Tische aufstellt, erscheinen sie hier.'
	},
	gone: {
		title: 'Dieser Tisch ist nicht da',
		text: 'Vielleicht wurde er gelöscht. Ist er gerade erst entstanden, erscheint er hier von selbst.'
	},
	emptyNote: 'Hier hält der Tisch gemeinsam fest, was er herausgefunden hat.'
};
