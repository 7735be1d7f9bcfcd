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
		untitled: 'Bereich ohne Frage',
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
		section: 'Bereich für die Karte'
	},
	card: {
		label: (text: string) => `Karte: ${text}`,
		empty: 'Leere Karte',
		textLabel: 'Text der Karte',
		by: (name: string) => `von ${name}`,
		perspective: (name: string) => `Perspektive ${name}`,
		menu: (text: string) => `Mehr zur Karte ${text}`,
		choose: (text: string) => `Auswählen: ${text}`,
		edit: 'Bearbeiten',
		colour: 'Farbe',
		colourChoose: 'Farbe …',
		groupWith: 'Gruppieren mit …',
		leaveGroup: 'Aus der Gruppe nehmen',
		moveTo: 'Verschieben nach …',
		setAside: 'Beiseitelegen',
		bringBack: 'Zurückholen',
		makeMeasure: 'Maßnahme daraus machen',
		makeDecision: 'Beschluss daraus machen',
		measureMade: 'Die Maßnahme steht im Plan.',
		decisionMade: 'Der Beschluss steht im Plan.',
		toPlan: 'Zum Plan',
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
		loose: 'Ohne Gruppe',
		empty: 'In dieser Gruppe liegt keine Karte.',
		alone: 'Noch gibt es nichts, womit sich die Karte gruppieren ließe.',
		search: 'Karten und Gruppen suchen',
		moveTo: 'Verschieben nach …',
		moved: (where: string) => `Gruppe liegt jetzt in „${where}“.`,
		mergeWith: 'Zusammenlegen mit …',
		mergeHint: (title: string) => `Die Karten aus „${title}“ kommen zur gewählten Gruppe; deren Titel bleibt.`,
		merge: 'Zusammenlegen',
		merged: (title: string) => `Zusammengelegt zu „${title}“.`,
		makeMeasure: 'Maßnahme daraus machen',
		dissolve: 'Gruppe auflösen',
		dissolved: 'Die Gruppe ist aufgelöst, ihre Karten liegen im Bereich.',
		menu: (title: string) => `Mehr zur Gruppe ${title}`,
		chooseTitle: 'Gruppieren mit',
		chooseHint: 'Eine Gruppe oder eine andere Karte wählen.',
		made: 'Gruppiert.'
	},
	move: {
		title: 'Verschieben nach',
		here: 'Hier liegt die Karte jetzt',
		section: 'Bereich',
		loose: 'Ohne Gruppe',
		place: 'Stelle',
		top: 'An den Anfang',
		end: 'Ans Ende',
		several: (count: number, where: string) =>
			many(count, { one: `# Karte liegt jetzt in „${where}“.`, other: `# Karten liegen jetzt in „${where}“.` })
	},
	aside: {
		title: 'Beiseitegelegt',
		count: (count: number) => many(count, { one: '# Karte beiseitegelegt', other: '# Karten beiseitegelegt' })
	},
	select: {
		bar: 'Ausgewählte Karten',
		group: 'Gruppieren',
		move: 'Verschieben',
		start: 'Mehrere auswählen',
		stop: 'Auswahl beenden',
		count: (count: number) => many(count, { zero: 'Nichts ausgewählt', one: '# ausgewählt', other: '# ausgewählt' })
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
	keys: {
		title: 'Tastenkürzel',
		hint: 'Sie gelten, wenn gerade in keinem Feld geschrieben wird.',
		newCard: 'Neue Karte schreiben',
		walk: 'Von Karte zu Karte gehen',
		edit: 'Karte bearbeiten',
		leave: 'Feld oder Auswahl verlassen',
		group: 'Gruppieren mit …',
		move: 'Verschieben nach …',
		choose: 'Karte auswählen',
		remove: 'Karte löschen',
		undo: 'Eigenes rückgängig machen',
		redo: 'Wiederholen',
		newLine: 'Neue Zeile in einer Karte',
		all: 'Diese Übersicht',
		enter: 'Eingabe',
		escape: 'Esc',
		space: 'Leertaste',
		delete: 'Entf',
		control: 'Strg',
		shift: 'Umschalt'
	},
	hypothesis: 'Ausgangsthese'
};
