import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** The overview of topic tables, and one table. */
export const tables = {
	title: 'Thementische',
	table: 'Thementisch',
	count: (count: number) => many(count, { zero: 'Noch kein Tisch', one: '# Tisch', other: '# Tische' }),
	open: (title: string) => `Zum Tisch ${title}`,
	all: 'Alle Tische',
	question: 'Frage',
	questionMissing: 'Noch keine Frage',
	host: 'Gastgeber*in',
	hostedBy: (name: string) => `Gastgeber*in: ${name}`,
	noHost: 'Noch niemand lädt hier ein',
	beHost: 'Hier gastgeben',
	seats: 'Plätze',
	seated: (count: number) =>
		many(count, { zero: 'Niemand sitzt hier', one: '# Person sitzt hier', other: '# Personen sitzen hier' }),
	seatedOf: (count: number, seats: number) => `${count} von ${seats} Plätzen besetzt`,
	freeSeats: (count: number) => many(count, { zero: 'Kein Platz frei', one: '# Platz frei', other: '# Plätze frei' }),
	full: 'Voll besetzt',
	sitDown: 'Platz nehmen',
	sitDownAt: (title: string) => `Am Tisch ${title} Platz nehmen`,
	getUp: 'Aufstehen',
	goHere: 'Hierher wechseln',
	youSitHere: 'Hier sitze ich',
	youSitAt: (title: string) => `Mein Platz: ${title}`,
	satDown: (title: string) => `Platz genommen: ${title}.`,
	gotUp: 'Aufgestanden. Alles Geschriebene bleibt am Tisch.',
	cards: 'Karten am Tisch',
	note: 'Gemeinsame Notiz',
	noteHint: 'Alle am Tisch schreiben zusammen.',
	new: {
		action: 'Neuer Tisch',
		title: 'Neuer Thementisch',
		titleLabel: 'Thema',
		titlePlaceholder: 'Zum Beispiel: Praktika gut gestalten',
		questionLabel: 'Frage am Tisch',
		questionPlaceholder: 'Woran soll hier gearbeitet werden?',
		seatsLabel: 'Plätze',
		seatsHint: 'Leer lassen, wenn es keine Grenze gibt.',
		create: 'Tisch aufstellen'
	},
	edit: 'Tisch bearbeiten',
	menu: (title: string) => `Mehr zum Tisch ${title}`,
	delete: 'Tisch löschen',
	deleted: (title: string) => `Tisch „${title}“ ist gelöscht.`,
	added: (title: string) => `Tisch „${title}“ steht.`,
	empty: {
		title: 'Noch kein Thementisch',
		text: 'Ein Thementisch ist ein Ort mit eigener Frage, eigenen Karten und einer gemeinsamen Notiz.',
		waiting: 'Sobald die Moderation Tische aufstellt, erscheinen sie hier.'
	},
	emptyCards: 'Noch keine Karte an diesem Tisch.',
	emptyNote: 'Hier hält der Tisch fest, was er herausgefunden hat.'
};
