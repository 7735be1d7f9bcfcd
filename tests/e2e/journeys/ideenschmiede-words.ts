// What people write in the Ideenschmiede journey: forty cards in six rounds, some of them laid into heaps.

const places = [
	'Schulen regelmäßig besuchen',
	'Elternabende zu Handwerksberufen',
	'Berufsmessen in der Region',
	'Praktikumstage im Betrieb',
	'Jugendzentren',
	'Sportvereine',
	'Bibliotheken',
	'Volkshochschulen'
] as const;

const formats = [
	'Kurzformate von 20 Minuten',
	'Werkstattgespräch',
	'Schnuppertag',
	'Tandem mit Lehrkräften',
	'Podcast aus dem Betrieb',
	'Videoanruf in den Unterricht',
	'Stand auf dem Wochenmarkt',
	'Führung durch die Werkhalle'
] as const;

const partners = [
	'Kammern vor Ort',
	'Innungen',
	'Agentur für Arbeit',
	'Jugendberufsagentur',
	'Migrationsberatung',
	'Elternverbände',
	'Schulsozialarbeit',
	'Botschafter*innen und Betriebsakquisiteur*innen gemeinsam'
] as const;

const needs = [
	'Freistellung durch den Betrieb',
	'Fahrtkosten klären',
	'Ein Ansprechpartner je Region',
	'Material zum Mitnehmen',
	'Schulung für neue Botschafter*innen',
	'Terminkalender für alle',
	'Rückmeldung aus den Schulen',
	'Austausch untereinander'
] as const;

const fromTheTunnel = [
	'Ausbildungsbotschaft im Zug',
	'Karte aus dem Funkloch',
	'Noch eine ohne Netz',
	'Und nach dem Neuladen'
] as const;
const whileTheRelayWasDead = [
	'Mikroeinsätze',
	'Patenschaften',
	'Abendtermine',
	'Überregionales Transfertreffen'
] as const;

export const cardTexts = [places, formats, partners, needs, fromTheTunnel, whileTheRelayWasDead] as const;

export const heaps = [
	{ title: 'Orte', cards: places.slice(0, 4) },
	{ title: 'Kurze Formate', cards: formats.slice(0, 3) }
];

export const table = 'Transfer sichern';
export const noteOfModerator = 'Was weitergegeben werden muss: ';
export const noteOfBerlin = 'Die Kammern führen ein gemeinsames Verzeichnis der Botschafter*innen.';

/** `due` as it is typed, `printed` as it stands in the document. */
export const measures = [
	{
		title: 'Überregionales Transfertreffen in Präsenz',
		due: 'bis Ende 1. Quartal 2023',
		printed: 'bis Ende 1. Quartal 2023'
	},
	{ title: 'Kurzformate für Eltern und Schulen erproben', due: 'in 2023', printed: '2023' }
];

export const decision = 'Die Betriebe werden von Anfang an einbezogen.';
