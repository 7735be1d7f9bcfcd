import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/**
 * The light: where my words are. A word for the header; for whoever asks two sentences and a third on what comes next,
 * which a known reason replaces.
 */
export const light = {
	title: 'Wo sind meine Worte?',
	label: (word: string) => `Speicherstand: ${word}`,
	states: {
		loading: {
			word: 'Wird geöffnet',
			text: 'Die Werkstatt wird gerade von diesem Gerät gelesen. Das dauert nur einen Augenblick.',
			next: 'Geschriebenes geht dabei nicht verloren.'
		},
		device: {
			word: 'Auf diesem Gerät',
			text: 'Alles liegt sicher auf diesem Gerät, auch wenn das Fenster zugeht. Die anderen sehen es noch nicht.',
			next: 'Es wird von selbst gesendet, sobald der Server erreichbar ist.'
		},
		sent: {
			word: 'Gesendet',
			text: 'Alles liegt auf diesem Gerät und ist unterwegs zum Server. Der hat noch nicht bestätigt, dass es gespeichert ist.',
			next: 'Das geschieht meist in weniger als einer Sekunde.'
		},
		saved: {
			word: 'Für alle gesichert',
			text: 'Alles, was hier geschrieben wurde, ist auf dem Server gespeichert. Alle in der Werkstatt können es sehen.',
			next: 'Eine Kopie als Datei ist jederzeit möglich.'
		},
		refused: {
			word: 'Nicht angenommen',
			text: 'Einiges hat der Server nicht angenommen. Es ist noch da, in der Ablage auf diesem Gerät.',
			next: 'Von dort lässt es sich noch einmal einbringen oder kopieren.'
		},
		'cannot-save': {
			word: 'Kann nicht sichern',
			text: 'Dieses Gerät kann gerade nichts speichern. Was zu sehen ist, bleibt nur, solange dieses Fenster offen ist.',
			next: 'Bitte jetzt eine Kopie als Datei herunterladen.'
		}
	},
	/** The word while what was just typed is on its way into this device's storage. */
	storing: 'Wird gesichert',
	storingText: 'Was gerade geschrieben wurde, wird auf diesem Gerät abgelegt. Das dauert nur einen Augenblick.',
	/** On this device, and nobody else will ever see it from here. */
	onlyHereText: 'Alles liegt sicher auf diesem Gerät, auch wenn das Fenster zugeht.',
	/** Why it is so; the third sentence. */
	reasons: {
		opening: 'Geschriebenes geht dabei nicht verloren.',
		storing: 'Bis dahin bitte das Fenster offen lassen.',
		memory:
			'Der Browser erlaubt hier kein Speichern, vielleicht ist es ein privates Fenster; eine Kopie als Datei bewahrt alles auf.',
		full: 'Der Speicher ist voll. Bitte jetzt eine Kopie als Datei herunterladen; wird auf dem Gerät Platz frei, geht es von selbst weiter.',
		failing:
			'Der Browser nimmt gerade nichts an; es wird weiter versucht. Bitte jetzt eine Kopie als Datei herunterladen.',
		unshared: 'Die Werkstatt ist noch mit niemandem geteilt; eine Kopie als Datei schützt vor Verlust des Geräts.',
		offline: 'Gerade gibt es keine Verbindung; Neues wird gesendet, sobald sie wieder da ist.',
		unavailable: 'Der Server kann gerade nichts speichern; gesendet wird von selbst, sobald er es wieder kann.',
		paused: 'Das Schreiben ist gerade geschlossen; gesendet wird, sobald die Moderation es öffnet.',
		approval: 'Die Moderation muss den Zutritt noch bestätigen; dann wird von selbst gesendet.',
		tray: 'Von der Ablage aus lässt es sich noch einmal einbringen oder kopieren.',
		unauthenticated: 'Dieses Gerät ist dort nicht mehr bekannt; mit dem Link oder dem Code geht es wieder hinein.',
		kicked: 'Der Zugang wurde von der Moderation beendet; eine Kopie als Datei ist weiterhin möglich.',
		erased: 'Die Werkstatt wurde auf dem Server gelöscht; hier liegt noch, was dieses Gerät gespeichert hat.',
		revoked: 'Der Link wurde zurückgezogen; mit einem neuen geht es wieder hinein.',
		unknown: 'Der Server kennt diese Werkstatt nicht mehr; die Moderation kann sie zurückbringen.',
		forgotten: 'Die Werkstatt wurde von diesem Gerät entfernt.',
		'too-large': 'Der Server nimmt so viel auf einmal nicht an; eine Kopie als Datei bewahrt alles auf.'
	},
	waiting: (count: number) =>
		many(count, {
			zero: 'Nichts wartet.',
			one: '# Änderung wartet auf Bestätigung.',
			other: '# Änderungen warten auf Bestätigung.'
		}),
	lastSaved: (when: string) => `Zuletzt bestätigt ${when}.`,
	offline: 'Keine Verbindung',
	exportNow: 'Kopie als Datei',
	openTray: (count: number) => many(count, { one: 'Ablage öffnen (#)', other: 'Ablage öffnen (#)' })
};
