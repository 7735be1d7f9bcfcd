// What a report says, and what it keeps to itself.
import { describe, expect, test } from 'vitest';
import { de } from '#lib/i18n/messages/de.ts';
import { addCard, setCardsAside } from '#lib/model/cards/card-commands.ts';
import { takeSnapshot, type WorkshopSnapshot } from '#lib/model/snapshot.ts';
import { addTable } from '#lib/model/tables/table-commands.ts';
import { card, cluster, measure, section, workshop } from '#lib/model/testing/builders.ts';
import { buildReport } from './build-report.ts';
import type { ReportOptions } from './context.ts';
import type { Block, BlockKind, BlockOf, Report } from './report.ts';
import { emptyWorkshop, ideenschmiede, ideenschmiedeTwice } from './testing/ideenschmiede.ts';

const options: ReportOptions = { locale: 'de', messages: de, made: '2022-11-30', showAuthors: 'perspective' };
const build = (snapshot: WorkshopSnapshot, more: Partial<ReportOptions> = {}) =>
	buildReport(snapshot, { ...options, ...more });
const said = (report: Report) => JSON.stringify(report.blocks);
const headings = (report: Report, level: number) =>
	blocksOf(report, 'heading')
		.filter((block) => block.level === level)
		.map(({ text }) => text[0]?.text);

function blocksOf<Kind extends BlockKind>(report: Report, kind: Kind): readonly BlockOf<Kind>[] {
	return report.blocks.filter((block: Block): block is BlockOf<Kind> => block.kind === kind);
}

function fact(report: Report, label: string): readonly string[] | undefined {
	const facts = blocksOf(report, 'facts')[0]?.facts ?? [];
	return facts.find((one) => one.label === label)?.lines.map((line) => line.map((run) => run.text).join(''));
}

describe('order and headings', () => {
	test('goal, contributions, tables, decisions, plan, contact', () => {
		expect(headings(build(ideenschmiede()), 1)).toEqual([
			'Ziel',
			'Beiträge',
			'Thementische',
			'Beschlüsse',
			'Maßnahmenplan',
			'Kontakt'
		]);
	});

	test('a workshop that meets once does not say "Treffen"', () => {
		expect(said(build(ideenschmiede()))).not.toContain('Treffen');
	});

	test('one that meets twice has a chapter for each meeting', () => {
		expect(headings(build(ideenschmiedeTwice()), 1)).toContain('Rolle der Betriebe');
	});

	test('every heading is an address of its own', () => {
		const ids = blocksOf(build(ideenschmiedeTwice()), 'heading').map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	test('no level of heading is left out', () => {
		const levels = blocksOf(build(ideenschmiedeTwice()), 'heading').map(({ level }) => level);
		for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
	});

	test('an empty workshop has a title and nothing else', () => {
		expect(build(emptyWorkshop()).blocks).toEqual([{ kind: 'title', text: 'Ohne Titel', subtitle: '' }]);
	});
});

describe('facts', () => {
	test('numbers are counted', () => {
		expect(fact(build(ideenschmiede()), 'In Zahlen')).toEqual([
			'2 Thementische · 9 Karten · 3 Gruppen · 3 Beschlüsse · 3 Maßnahmen'
		]);
	});

	test('a head-count goes before the people who joined', () => {
		const one = ideenschmiede();
		expect(fact(build(one), 'Teilnehmende')).toEqual(['14 Personen']);
		const [first] = one.meetings;
		const uncounted = { ...one, meetings: [{ ...first!, meeting: { ...first!.meeting, attendance: undefined } }] };
		expect(fact(build(uncounted), 'Teilnehmende')).toEqual(['4 Personen aus 4 Organisationen']);
	});

	test('date, time and place', () => {
		expect(fact(build(ideenschmiede()), 'Termin')).toEqual(['17. November 2022, 09:00 bis 12:00 Uhr']);
		expect(fact(build(ideenschmiede()), 'Ort')).toEqual(['online']);
	});
});

describe('people', () => {
	test('by perspective, no name is printed', () => {
		const text = said(build(ideenschmiede()));
		expect(text).toContain('"by":"Schule"');
		expect(text).not.toContain('Merve');
	});

	test('by name, the name is printed', () => {
		expect(said(build(ideenschmiede(), { showAuthors: 'name' }))).toContain('"by":"Merve Öztürk"');
	});

	test('a person removed from the workshop is named nowhere', () => {
		const text = said(build({ ...ideenschmiede(), people: [] }, { showAuthors: 'name' }));
		expect(text).not.toContain('Merve');
	});

	test('without authors nothing is said about them', () => {
		const cards = blocksOf(build(ideenschmiede(), { showAuthors: 'none' }), 'cards').flatMap(({ groups }) => groups);
		expect(cards.flatMap((group) => group.cards).every(({ by }) => by === '')).toBe(true);
	});

	test('a card written for somebody comes from them', () => {
		const world = workshop(section('Frage'));
		world.do(addCard, { meeting: 'm1', section: 'frage', text: 'Idee', author: 'host', for: 'guest' });
		const people = ['host', 'guest'].map((id) => ({ id, name: id, role: 'participant' as const }));
		expect(said(build(takeSnapshot(world.workshop, people), { showAuthors: 'name' }))).toContain('"by":"guest"');
	});
});

describe('the board', () => {
	test('a question nobody answered is printed with a remark', () => {
		expect(said(build(takeSnapshot(workshop(section('Wer fehlt?')).workshop)))).toContain(de.report.noCards);
	});

	test('cards set aside are not printed', () => {
		const world = workshop(section('Frage', card('Bleibt'), card('Geht')));
		world.do(setCardsAside, { meeting: 'm1', cards: ['geht'], aside: true });
		const report = build(takeSnapshot(world.workshop));
		expect(said(report)).toContain('Bleibt');
		expect(said(report)).not.toContain('Geht');
		expect(fact(report, 'In Zahlen')).toEqual(['1 Karte']);
	});

	test('loose cards follow the clusters, under a heading of their own', () => {
		const report = build(
			takeSnapshot(workshop(section('Frage', card('Lose'), cluster('Haufen', card('Drin')))).workshop)
		);
		expect(blocksOf(report, 'cards')[0]?.groups.map(({ title }) => title)).toEqual(['Haufen', 'Weitere Karten']);
	});

	test('a table without cards and note shows its question', () => {
		const world = workshop();
		world.do(addTable, { id: 't', meeting: 'm1', title: 'Praktika', question: 'Wie gestalten?' });
		expect(said(build(takeSnapshot(world.workshop)))).toContain('Wie gestalten?');
	});
});

describe('decisions and measures', () => {
	test('a majority has its numbers', () => {
		const labels = blocksOf(build(ideenschmiede()), 'callout').map(({ label }) => label);
		expect(labels).toEqual(['Konsens', 'Mehrheit: 12 dafür, 2 dagegen, 1 enthalten', 'Zur Kenntnis genommen']);
	});

	const planRows = (report: Report) =>
		blocksOf(report, 'table')
			.at(-1)!
			.rows.map((row) => row.map((cell) => cell.map((line) => line.map((run) => run.text).join('')).join(' / ')));

	test('soft dates stay soft, "us" is an owner', () => {
		const rows = planRows(build(ideenschmiede()));
		expect(rows.map((row) => row.slice(1))).toEqual([
			['Handwerkskammer Berlin', 'bis Ende 1. Quartal 2023', 'geplant'],
			['wir', '2023 / alle 2 Monate', 'Pilot'],
			['Jonas Weiß / wir', 'voraussichtlich Juni 2023', 'Idee']
		]);
	});

	test('each says where it comes from', () => {
		expect(planRows(build(ideenschmiede()))[1]?.[0]).toContain(
			'Aus: Gruppe „Schulen und Eltern“ und Karte „Kurzformate'
		);
	});

	test.each([
		['internal', 4],
		['participants', 3],
		['public', 0]
	] as const)('for %s there are %i measures', (audience, count) => {
		const report = build(ideenschmiede(), { audience });
		expect(blocksOf(report, 'table').at(-1)?.rows.length ?? 0).toBe(count === 0 ? 2 : count);
		expect(said(report).includes('Haushaltsmittel')).toBe(audience === 'internal');
		expect(headings(report, 1).includes('Maßnahmenplan')).toBe(count > 0);
	});

	test.each([
		['FREQ=WEEKLY', 'wöchentlich'],
		['RRULE:FREQ=MONTHLY;INTERVAL=2', 'alle 2 Monate'],
		['FREQ=MONTHLY;BYDAY=1TU', 'FREQ=MONTHLY;BYDAY=1TU'],
		['ab und zu', 'ab und zu']
	])('%s repeats "%s"', (repeats, text) => {
		expect(said(build(takeSnapshot(workshop(measure('Rundbrief', { repeats })).workshop)))).toContain(`"${text}"`);
	});
});

describe('choice', () => {
	test.each([
		['facts', 'In Zahlen'],
		['goal', 'Dafür sammeln wir'],
		['board', 'Elternabende'],
		['tables', 'Materialkoffer'],
		['decisions', 'überregional.'],
		['plan', 'Raum reservieren'],
		['contact', '030 123456']
	] as const)('without %s', (part, text) => {
		expect(said(build(ideenschmiede()))).toContain(text);
		expect(said(build(ideenschmiede(), { show: { [part]: false } }))).not.toContain(text);
	});

	test('of some meetings only: what was said and agreed at the others is left out', () => {
		const text = said(build(ideenschmiedeTwice(), { meetings: ['m2'] }));
		expect(text).toContain('Freistellung an Werktagen');
		expect(text).not.toContain('Elternabende');
		expect(text).not.toContain('Raum reservieren');
	});
});

test('the same snapshot, choice and day give the same report', () => {
	expect(build(ideenschmiede())).toEqual(build(ideenschmiede()));
});

test('control characters, broken surrogates and direction marks do not get through', () => {
	const report = build(takeSnapshot(workshop(section('a\u0000b\ud800', card('x\u202ey\u0007'))).workshop));
	expect(said(report)).toContain('"ab\ufffd"');
	expect(said(report)).toContain('"xy"');
});
