import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** Words of the documentation itself, in every format. */
export const report = {
	facts: {
		dates: (count: number) => (count > 1 ? 'Termine' : 'Termin'),
		place: 'Ort',
		organiser: 'Veranstaltet von',
		moderation: 'Moderation',
		accompaniedBy: 'Begleitung',
		people: 'Teilnehmende',
		numbers: 'In Zahlen',
		host: 'Gastgeber*in'
	},
	online: 'online',
	placeAndOnline: (place: string) => `${place} und online`,
	time: (start: string, end: string | undefined) => (end === undefined ? `${start} Uhr` : `${start} bis ${end} Uhr`),
	people: (count: number) => many(count, { zero: 'niemand', one: '# Person', other: '# Personen' }),
	peopleOfOrganisations: (people: string, organisations: number) =>
		`${people} aus ${many(organisations, { one: '# Organisation', other: '# Organisationen' })}`,
	tables: (count: number) => many(count, { one: '# Thementisch', other: '# Thementische' }),
	cards: (count: number) => many(count, { one: '# Karte', other: '# Karten' }),
	clusters: (count: number) => many(count, { one: '# Gruppe', other: '# Gruppen' }),
	decisions: (count: number) => many(count, { one: '# Beschluss', other: '# Beschlüsse' }),
	measures: (count: number) => many(count, { one: '# Maßnahme', other: '# Maßnahmen' }),
	goal: 'Ziel',
	hypothesis: 'Ausgangsthese',
	board: 'Beiträge',
	looseCards: 'Weitere Karten',
	untitledCluster: 'Gruppe ohne Überschrift',
	noCards: 'Hierzu wurden keine Karten geschrieben.',
	meetingNumber: (number: number) => `Treffen ${number}`,
	tablesHeading: 'Thementische',
	note: 'Notiz',
	decisionsHeading: (count: number) => (count > 1 ? 'Beschlüsse' : 'Beschluss'),
	agreement: { consensus: 'Konsens', majority: 'Mehrheit', noted: 'Zur Kenntnis genommen' },
	majorityOf: (votes: string) => `Mehrheit: ${votes}`,
	votesFor: (count: number) => `${count} dafür`,
	votesAgainst: (count: number) => `${count} dagegen`,
	votesAbstained: (count: number) => `${count} enthalten`,
	plan: 'Maßnahmenplan',
	columns: { what: 'Was', who: 'Wer', until: 'Bis wann', state: 'Stand' },
	us: 'wir',
	partners: 'Gemeinsam mit',
	partner: (name: string, certainty: string) => `${name} (${certainty})`,
	certainty: { wanted: 'gewünscht', requested: 'angefragt', agreed: 'zugesagt' },
	every: {
		DAILY: (interval: number) => (interval === 1 ? 'täglich' : `alle ${interval} Tage`),
		WEEKLY: (interval: number) => (interval === 1 ? 'wöchentlich' : `alle ${interval} Wochen`),
		MONTHLY: (interval: number) => (interval === 1 ? 'monatlich' : `alle ${interval} Monate`),
		YEARLY: (interval: number) => (interval === 1 ? 'jährlich' : `alle ${interval} Jahre`)
	},
	origin: (sources: string) => `Aus: ${sources}`,
	fromMeeting: (title: string) => `Treffen „${title}“`,
	fromTable: (title: string) => `Thementisch „${title}“`,
	fromCluster: (title: string) => `Gruppe „${title}“`,
	fromCard: (text: string) => `Karte „${text}“`,
	contact: 'Kontakt',
	writer: { page: 'Seite', of: 'von', done: 'erledigt', open: 'offen', picture: 'Bild' }
};
