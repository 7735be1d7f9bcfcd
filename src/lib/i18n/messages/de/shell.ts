import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** The frame of a workshop and the settings of this device. */
export const shell = {
	skip: 'Zum Inhalt springen',
	places: {
		label: 'Orte der Werkstatt',
		board: 'Karten',
		tables: 'Thementische',
		tablesShort: 'Tische',
		plan: 'Plan',
		document: 'Dokumentation',
		documentShort: 'Doku'
	},
	toStart: 'Zu allen Werkstätten',
	menu: 'Menü',
	people: (count: number) => many(count, { one: '# Person anwesend', other: '# Personen anwesend' }),
	share: 'Einladen',
	settings: 'Einstellungen',
	moderation: 'Moderation',
	role: { moderator: 'Moderation', participant: 'Teilnehmende', observer: 'Gäste' },
	myRole: { moderator: 'Moderation', participant: 'Teilnahme', observer: 'Zum Zuschauen' },
	language: 'Sprache',
	appearance: { label: 'Aussehen', system: 'Wie das Gerät', light: 'Hell', dark: 'Dunkel' },
	calm: { label: 'Ruhiger Modus', hint: 'Keine Bewegung auf dem Bildschirm, keine fremden Schreibmarken.' },
	newVersion: { text: 'Eine neue Version ist bereit.', action: 'Neu laden' },
	locked: 'Die Moderation hat das Schreiben hier geschlossen.',
	unlocked: 'Das Schreiben ist wieder offen.',
	/** Follows `locked` where something half typed is kept. */
	begunKept: 'Angefangenes bleibt auf diesem Gerät und steht dann wieder im Feld.',
	readOnly: 'Zum Zuschauen: Hier lässt sich alles lesen.',
	notices: 'Hinweise',
	dismiss: 'Hinweis schließen'
};
