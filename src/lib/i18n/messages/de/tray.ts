import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** The tray: what the relay did not accept, kept on this device. */
export const tray = {
	title: 'Ablage',
	lead: 'Hier liegt, was der Server nicht angenommen hat. Nichts davon geht verloren, solange es hier steht.',
	count: (count: number) => many(count, { zero: 'Leer', one: '# Eintrag', other: '# Einträge' }),
	empty: {
		title: 'Die Ablage ist leer',
		text: 'Alles, was auf diesem Gerät geschrieben wurde, hat seinen Platz gefunden.'
	},
	again: 'Noch einmal einbringen',
	export: 'Alles als Datei',
	allAgain: 'Alle noch einmal einbringen',
	copyText: 'Text kopieren',
	discard: 'Verwerfen',
	discardedUndo: 'Der Eintrag ist verworfen.',
	accepted: (count: number) =>
		many(count, { one: '# Eintrag ist eingebracht.', other: '# Einträge sind eingebracht.' }),
	stillRefused: 'Das ging auch jetzt nicht. Der Eintrag bleibt in der Ablage.',
	from: (when: string) => `Geschrieben ${when}`,
	arrived: (count: number) =>
		many(count, { one: '# Eintrag liegt jetzt in der Ablage.', other: '# Einträge liegen jetzt in der Ablage.' }),
	why: (reason: string) => `Grund: ${reason}`,
	noteText: 'Text aus einer gemeinsamen Notiz',
	things: {
		workshop: 'Werkstatt',
		meeting: 'Treffen',
		perspective: 'Perspektive',
		section: 'Bereich',
		card: 'Karte',
		cluster: 'Gruppe',
		table: 'Thementisch',
		seat: 'Platz am Tisch',
		measure: 'Maßnahme',
		decision: 'Beschluss'
	},
	deeds: { add: 'neu', edit: 'geändert', move: 'bewegt', remove: 'entfernt' },
	/** What somebody tried to do; for commands without a name of their own. */
	unknownChange: 'Eine Änderung'
};
