import { pluralIn } from '../../plural.ts';

const many = pluralIn('de');

/** The plan: decisions and measures. */
export const plan = {
	title: 'Plan',
	measures: 'Maßnahmen',
	measure: 'Maßnahme',
	measuresCount: (count: number) =>
		many(count, { zero: 'Noch keine Maßnahme', one: '# Maßnahme', other: '# Maßnahmen' }),
	decisions: 'Beschlüsse',
	decision: 'Beschluss',
	decisionsCount: (count: number) =>
		many(count, { zero: 'Noch kein Beschluss', one: '# Beschluss', other: '# Beschlüsse' }),
	newMeasure: 'Neue Maßnahme',
	newDecision: 'Neuer Beschluss',
	field: {
		title: 'Was',
		titlePlaceholder: 'Was soll geschehen?',
		text: 'Erläuterung',
		owners: 'Wer',
		due: 'Bis wann',
		state: 'Stand',
		partners: 'Mit wem',
		parts: 'Teile',
		repeats: 'Wiederholung',
		audience: 'Wer darf es lesen?',
		from: 'Herkunft',
		meeting: 'Treffen'
	},
	owner: {
		kind: 'Art',
		person: 'Person',
		organisation: 'Organisation',
		us: 'Wir alle',
		add: 'Wer übernimmt das?',
		hint: 'Namen wählen oder schreiben, mit der Eingabetaste übernehmen.',
		none: 'Noch offen'
	},
	partner: {
		add: 'Wer macht mit?',
		certainty: 'Wie sicher?',
		wanted: 'gewünscht',
		requested: 'angefragt',
		agreed: 'zugesagt'
	},
	partAdd: 'Teil hinzufügen',
	audience: { internal: 'Nur intern', participants: 'Teilnehmende', public: 'Öffentlich' },
	rhythm: {
		never: 'einmalig',
		weekly: 'jede Woche',
		fortnightly: 'alle zwei Wochen',
		monthly: 'jeden Monat',
		everyTwoMonths: 'alle zwei Monate',
		quarterly: 'jedes Quartal',
		yearly: 'jedes Jahr'
	},
	due: {
		none: 'Noch offen',
		label: 'Bis wann',
		hint: 'Tag, Monat, Quartal oder Jahr, zum Beispiel 30.6.2023, Februar 2023, Q1 2023 oder 2023.',
		precision: 'Genauigkeit',
		day: 'Tag',
		month: 'Monat',
		quarter: 'Quartal',
		half: 'Halbjahr',
		year: 'Jahr',
		words: 'In Worten',
		by: 'Frist',
		byHint: '„bis Ende“ statt „im“',
		probably: 'voraussichtlich',
		understood: (text: string) => `Verstanden als: ${text}`,
		keptAsText: 'Bleibt so stehen, wie es geschrieben ist.',
		overdue: 'überfällig'
	},
	from: {
		card: 'Aus einer Karte',
		cluster: 'Aus einer Gruppe',
		open: 'Zur Karte',
		gone: 'Die Karte gibt es nicht mehr.'
	},
	agreement: {
		label: 'Einigkeit',
		consensus: 'Konsens',
		majority: 'Mehrheit',
		noted: 'Zur Kenntnis genommen',
		none: 'Nicht angegeben',
		for: 'dafür',
		against: 'dagegen',
		abstained: 'enthalten',
		numbers: (yes: number, no: number, abstained: number) => `${yes} dafür, ${no} dagegen, ${abstained} enthalten`
	},
	decisionText: 'Beschluss im Wortlaut',
	menuMeasure: (title: string) => `Mehr zur Maßnahme ${title}`,
	deletedMeasure: (title: string) => `Maßnahme „${title}“ ist gelöscht.`,
	deletedDecision: 'Beschluss gelöscht.',
	tableLabel: 'Maßnahmenplan',
	empty: {
		measures: {
			title: 'Noch keine Maßnahme',
			text: 'Eine Maßnahme hält fest, was geschieht, wer es übernimmt und bis wann. Sie entsteht hier oder aus einer Karte.'
		},
		decisions: { title: 'Noch kein Beschluss', text: 'Was gemeinsam entschieden wurde, steht hier im Wortlaut.' }
	}
};
