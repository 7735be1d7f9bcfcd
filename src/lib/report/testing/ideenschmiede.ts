// Workshops for the golden files, built with the real commands: the documentation of scenario 1, and one of hostile texts.
import { normaliseNote, writeNote, type NoteNode } from '#lib/model/rich-text.ts';
import { takeSnapshot, type WorkshopSnapshot } from '#lib/model/snapshot.ts';
import { addCard } from '#lib/model/cards/card-commands.ts';
import { groupCards } from '#lib/model/cards/cluster-commands.ts';
import { addSection } from '#lib/model/cards/section-commands.ts';
import { addTable } from '#lib/model/tables/table-commands.ts';
import {
	addMeeting,
	addPerspective,
	meetingCommands,
	workshopCommands
} from '#lib/model/workshop/workshop-commands.ts';
import {
	card,
	cluster,
	decision,
	idOf,
	measure,
	section,
	workshop,
	type Part,
	type TestWorkshop
} from '#lib/model/testing/builders.ts';
import type { Person } from '#lib/protocol/messages.ts';

const question = 'Wo könnten die Botschafter*innen künftig im Einsatz sein?';

const people: readonly Person[] = [
	{ id: 'p1', name: 'Anna Berger', organisation: 'Handwerkskammer Berlin', perspective: 'kammer', role: 'moderator' },
	{ id: 'p2', name: 'Jonas Weiß', organisation: 'Handwerkskammer Aachen', perspective: 'kammer', role: 'participant' },
	{ id: 'p3', name: 'Merve Öztürk', organisation: 'Gesamtschule Nord', perspective: 'schule', role: 'participant' },
	{ id: 'p4', name: 'Lena Groß', organisation: 'Tischlerei Groß', perspective: 'betrieb', role: 'participant' },
	{ id: 'p5', name: 'Presse', organisation: 'Blatt', role: 'observer' }
];

/** Workshop A of scenario 1, reduced: it meets once. */
export function ideenschmiede(): WorkshopSnapshot {
	return takeSnapshot(build().workshop, people);
}

/** Both meetings of scenario 1 in one workshop. */
export function ideenschmiedeTwice(): WorkshopSnapshot {
	const world = build();
	world.do(addMeeting, { id: 'm2', title: 'Rolle der Betriebe', date: '2022-11-28' });
	world.do(meetingCommands.patch, { id: 'm2', values: { start: '10:00', minutes: 180, online: true, attendance: 16 } });
	for (const [prompt, texts] of needs) {
		const id = world.do(addSection, { id: idOf(prompt), meeting: 'm2', prompt });
		for (const text of texts) world.do(addCard, { id: idOf(text), meeting: 'm2', section: id, text, author: 'p4' });
	}
	for (const text of ['Den Betrieben Wertschätzung zeigen', 'Die Betriebe von Anfang an einbinden'])
		decision(text, { agreement: 'consensus', meeting: 'm2' })(world);
	measure('Bundesverbände als Partner gewinnen', { owners: [{ kind: 'us' }], due: { value: '2023' }, meeting: 'm2' })(
		world
	);
	return takeSnapshot(world.workshop, people);
}

/** A workshop as it is a second after it was made. */
export function emptyWorkshop(): WorkshopSnapshot {
	return {
		...ideenschmiede(),
		about: undefined,
		perspectives: [],
		meetings: [],
		measures: [],
		decisions: [],
		people: []
	};
}

/** Every text that people can write says `text`. */
export function hostileWorkshop(text: string): WorkshopSnapshot {
	const world = workshop(
		facts({ title: text, goal: text, organiser: text }),
		section(text, card(text, 'p1'), cluster(text, card(`zweitens ${text}`, 'p1'))),
		table('t1', text, text, [paragraph(text)]),
		decision(text, { agreement: 'noted' }),
		measure(text, {
			text,
			owners: [{ kind: 'organisation', name: text }],
			due: { value: text },
			repeats: text,
			parts: [{ title: text }]
		})
	);
	return takeSnapshot(world.workshop, [{ id: 'p1', name: text, role: 'participant' }]);
}

function build(): TestWorkshop {
	return workshop(
		facts({
			title: 'Ideenschmiede',
			organiser: 'Zentrale Koordinierungsstelle',
			moderation: 'Akademie für Beteiligung, Köln',
			goal: 'Die regionalen Partner führen die Einsätze der Botschafter*innen und Betriebsakquisiteur*innen selbst weiter.\n\nDafür sammeln wir Einsatzmöglichkeiten, ordnen sie und verabreden, wer womit beginnt.'
		}),
		perspectives,
		section(
			question,
			cluster(
				'Schulen und Eltern',
				card('Elternabende in Jahrgang 8 und 9', 'p3'),
				card('Kurzformate für Eltern und Schulen', 'p3'),
				card('Werkstatttage in der Projektwoche', 'p4')
			),
			cluster(
				'Messen und Märkte',
				card('Ausbildungsmessen in den Bezirken', 'p1'),
				card('1. Wochenmarkt: Stand mit Handprobe\n2. Stadtfest', 'p2')
			),
			card('Botschafter*innen und Betriebsakquisiteur*innen gemeinsam auftreten lassen', 'p2'),
			card('Fachkräftesicherungswerkstatt mit Jugendzentren', 'p4')
		),
		table('transfer', 'Transfer sichern', 'Was muss bleiben, wenn die Koordinierung geht?', transferNote, 'p1'),
		table('mikro', 'Mikroeinsätze mit Akteuren vor Ort', 'Welche kleinen Einsätze gehen sofort?', microNote, 'p2'),
		tableCards,
		decision('Die Partner treffen sich einmal im Jahr überregional.', { agreement: 'consensus', meeting: 'm1' }),
		decision('Einsätze werden in einem gemeinsamen Kalender geführt.', {
			agreement: 'majority',
			for: 12,
			against: 2,
			abstained: 1,
			meeting: 'm1'
		}),
		decision('Der Leitfaden liegt vor.', { agreement: 'noted', meeting: 'm1' }),
		measure('Überregionales Transfertreffen in Präsenz', {
			text: 'Ein Tag in Berlin: Erfahrungen, Material, offene Fragen.',
			owners: [{ kind: 'organisation', name: 'Handwerkskammer Berlin' }],
			due: { value: '2023-Q1', by: true },
			state: 'planned',
			table: 'transfer',
			meeting: 'm1',
			partners: [{ name: 'Handwerkskammer Erfurt', certainty: 'requested' }, { name: 'Akademie für Beteiligung' }],
			parts: [{ title: 'Termin abstimmen', done: true }, { title: 'Raum reservieren' }]
		}),
		measure('Kurzformate für Eltern und Schulen erproben', {
			owners: [{ kind: 'us' }],
			due: { value: '2023' },
			repeats: 'FREQ=MONTHLY;INTERVAL=2',
			state: 'pilot',
			meeting: 'm1',
			from: ['schulen-und-eltern', 'kurzformate-f-r-eltern-und-schulen']
		}),
		measure('Einbindung bestehender Communitys erproben', {
			owners: [{ kind: 'person', name: 'Jonas Weiß' }, { kind: 'us' }],
			due: { value: '2023-06', certainty: 'probable' },
			meeting: 'm1'
		}),
		measure('Haushaltsmittel klären', { owners: [{ kind: 'us' }], audience: 'internal', meeting: 'm1' })
	);
}

const needs = [
	['Was sie gewinnen', ['Nachwuchs, der weiß, was ihn erwartet', 'Sichtbarkeit im Stadtteil']],
	['Was sie belastet', ['Freistellung an Werktagen', 'Kurzfristige Absagen']]
] as const;

const perspectives: Part = (world) => {
	world.do(addPerspective, { id: 'kammer', name: 'Kammer' });
	world.do(addPerspective, { id: 'schule', name: 'Schule' });
	world.do(addPerspective, { id: 'betrieb', name: 'Betrieb' });
};

const tableCards: Part = (world) => {
	const where = { meeting: 'm1', section: 'mikro-cards' };
	const cards = ['Berufsberatung einladen', 'Sportvereine ansprechen'].map((text) =>
		world.do(addCard, { ...where, id: idOf(text), text, author: 'p2' })
	);
	world.do(groupCards, { ...where, id: 'orte', title: 'Orte', cards: cards.slice(0, 1) });
};

function facts(about: { title: string; goal: string; organiser: string; moderation?: string }): Part {
	return (world) => {
		const id = world.workshop.id;
		world.do(workshopCommands.edit, { id, field: 'title', base: 'Ideenschmiede', text: about.title });
		world.do(workshopCommands.edit, { id, field: 'goal', base: '', text: about.goal });
		world.do(workshopCommands.patch, {
			id,
			values: {
				organiser: about.organiser,
				moderation: about.moderation,
				accompaniedBy: about.moderation && 'Zentrale Koordinierungsstelle (Ko-Moderation)',
				contact: {
					name: 'Anna Berger',
					organisation: 'Handwerkskammer Berlin',
					email: 'anna_berger@kammer.example',
					phone: '030 123456'
				}
			}
		});
		world.do(meetingCommands.patch, {
			id: 'm1',
			values: { start: '09:00', minutes: 180, online: true, attendance: 14 }
		});
	};
}

function table(id: string, title: string, question: string, note: readonly NoteNode[], host?: string): Part {
	return (world) => {
		world.do(addTable, { id, meeting: 'm1', title, question, host });
		writeNote(world.workshop.board('m1').note(id), normaliseNote({ type: 'doc', content: note }));
	};
}

const text = (words: string, ...marks: readonly string[]): NoteNode => ({
	type: 'text',
	text: words,
	...(marks.length > 0 && { marks: marks.map((type) => ({ type })) })
});
const paragraph = (...content: readonly (string | NoteNode)[]): NoteNode => ({
	type: 'paragraph',
	content: content.map((part) => (typeof part === 'string' ? text(part) : part))
});
const item = (...content: readonly NoteNode[]): NoteNode => ({ type: 'listItem', content });
const list = (type: string, ...content: readonly NoteNode[]): NoteNode => ({ type, content });
const cell = (type: 'tableHeader' | 'tableCell', words: string): NoteNode => ({ type, content: [paragraph(words)] });

const transferNote: readonly NoteNode[] = [
	{ type: 'heading', attrs: { level: 1 }, content: [text('Was bleiben muss')] },
	paragraph(
		'Der ',
		text('Leitfaden', 'bold'),
		' wird ',
		text('jährlich', 'italic'),
		' gepflegt, ',
		text('und zwar gemeinsam', 'bold', 'italic'),
		'. Siehe ',
		{
			type: 'text',
			text: 'Vorlage',
			marks: [{ type: 'link', attrs: { href: 'https://kammer.example/vorlage?a=1&b=2' } }]
		},
		'.'
	),
	list(
		'bulletList',
		item(
			paragraph('Ansprechpersonen je Kammer'),
			list('orderedList', item(paragraph('Name')), item(paragraph('Vertretung')))
		),
		item(paragraph('Materialkoffer'))
	),
	list(
		'taskList',
		{ type: 'taskItem', attrs: { checked: true }, content: [paragraph('Koffer gezählt')] },
		{ type: 'taskItem', attrs: { checked: false }, content: [paragraph('Koffer verteilt')] }
	),
	{ type: 'blockquote', content: [paragraph('Ohne Kümmerer geht es nicht.')] }
];

const microNote: readonly NoteNode[] = [
	paragraph('Drei Orte kommen sofort in Frage:'),
	{
		type: 'table',
		content: [
			{ type: 'tableRow', content: [cell('tableHeader', 'Ort'), cell('tableHeader', 'Wer fragt?')] },
			{ type: 'tableRow', content: [cell('tableCell', 'Jugendzentrum'), cell('tableCell', 'Kammer')] },
			{ type: 'tableRow', content: [cell('tableCell', 'Sportverein'), cell('tableCell', 'Betrieb | Schule')] }
		]
	},
	{ type: 'image', attrs: { file: 'a1', alt: 'Plakat mit drei Orten', caption: 'Das Plakat vom Tisch' } }
];
