import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** The board: sections, groups, cards. */
export const board = {
	title: 'Karten',
	cards: (count: number) => many(count, { zero: 'Noch keine Karte', one: '# Karte', other: '# Karten' }),
	newFromOthers: (count: number, where: string) =>
		many(count, { one: `# neue Karte in „${where}“`, other: `# neue Karten in „${where}“` }),
	section: {
		add: 'Bereich anlegen',
		promptLabel: 'Frage oder Überschrift',
		promptPlaceholder: 'Zum Beispiel: Was brauchen die Betriebe?',
		edit: 'Bereich umbenennen',
		moveUp: 'Nach oben',
		moveDown: 'Nach unten',
		delete: 'Bereich löschen',
		deleted: (prompt: string) => `Bereich „${prompt}“ ist gelöscht.`,
		added: (prompt: string) => `Bereich „${prompt}“ ist angelegt.`,
		menu: (prompt: string) => `Mehr zum Bereich ${prompt}`,
		list: (prompt: string) => `Karten im Bereich ${prompt}`
	},
	composer: {
		label: (prompt: string) => `Karte schreiben zu: ${prompt}`,
		placeholder: 'Karte schreiben',
		hint: 'Eingabetaste legt ab, Umschalt und Eingabe macht eine neue Zeile.',
		add: 'Ablegen',
		added: 'Karte abgelegt',
		pastedSeveral: (count: number) =>
			many(count, { one: '# Karte aus der Liste angelegt.', other: '# Karten aus der Liste angelegt.' }),
		asOne: 'Als eine Karte',
		openFor: (prompt: string) => `Karte zu „${prompt}“ schreiben`
	},
	card: {
		label: (text: string) => `Karte: ${text}`,
		empty: 'Leere Karte',
		textLabel: 'Text der Karte',
		by: (name: string) => `von ${name}`,
		perspective: (name: string) => `Perspektive ${name}`,
		menu: (text: string) => `Mehr zur Karte ${text}`,
		edit: 'Bearbeiten',
		colour: 'Farbe',
		groupWith: 'Gruppieren mit …',
		leaveGroup: 'Aus der Gruppe nehmen',
		moveTo: 'Verschieben nach …',
		setAside: 'Beiseitelegen',
		bringBack: 'Zurückholen',
		makeMeasure: 'Maßnahme daraus machen',
		makeDecision: 'Beschluss daraus machen',
		delete: 'Löschen',
		deleted: 'Karte gelöscht.',
		deletedMany: (count: number) => many(count, { one: '# Karte gelöscht.', other: '# Karten gelöscht.' }),
		moved: (where: string) => `Karte liegt jetzt in „${where}“.`,
		setAsideDone: 'Karte beiseitegelegt.',
		edited: 'bearbeitet',
		someoneEditing: (name: string) => `${name} schreibt gerade`
	},
	colours: {
		white: 'Weiß',
		yellow: 'Gelb',
		green: 'Grün',
		blue: 'Blau',
		rose: 'Rosa',
		orange: 'Orange'
	},
	group: {
		title: 'Gruppe',
		untitled: 'Gruppe ohne Titel',
		titleLabel: 'Titel der Gruppe',
		titlePlaceholder: 'Worum geht es hier?',
		label: (title: string, count: number) =>
			many(count, { one: `Gruppe ${title}, # Karte`, other: `Gruppe ${title}, # Karten` }),
		new: 'Neue Gruppe',
		dissolve: 'Gruppe auflösen',
		dissolved: 'Die Gruppe ist aufgelöst, ihre Karten liegen im Bereich.',
		menu: (title: string) => `Mehr zur Gruppe ${title}`,
		chooseTitle: 'Gruppieren mit',
		chooseHint: 'Eine Gruppe oder eine andere Karte wählen.',
		made: 'Gruppiert.'
	},
	move: { title: 'Verschieben nach', here: 'Hier liegt die Karte jetzt' },
	aside: {
		title: 'Beiseitegelegt',
		count: (count: number) => many(count, { one: '# Karte beiseitegelegt', other: '# Karten beiseitegelegt' })
	},
	select: {
		start: 'Mehrere auswählen',
		stop: 'Auswahl beenden',
		count: (count: number) => many(count, { zero: 'Nichts ausgewählt', one: '# ausgewählt', other: '# ausgewählt' })
	},
	filter: {
		label: 'Filtern',
		all: 'Alle',
		byPerspective: 'Nach Perspektive',
		byAuthor: 'Nach Person',
		reset: 'Alle Karten zeigen',
		nothing: 'Keine Karte passt zu dieser Auswahl.'
	},
	search: {
		label: 'Karten durchsuchen',
		found: (count: number) => many(count, { zero: 'Nichts gefunden', one: '# Treffer', other: '# Treffer' })
	},
	empty: {
		sections: {
			title: 'Noch kein Bereich',
			text: 'Ein Bereich ist eine Frage, unter der Karten gesammelt werden.',
			waiting: 'Sobald die Moderation eine Frage stellt, erscheint sie hier.'
		},
		cards: 'Hier erscheinen die Karten zu dieser Frage.',
		cardsFirst: 'Die erste Karte schreiben'
	},
	hypothesis: 'Ausgangsthese'
};
