import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { addCard, cardCommands, moveCards, setCardsAside } from './cards/card-commands.ts';
import { dissolveCluster, groupCards, mergeClusters } from './cards/cluster-commands.ts';
import { sectionCommands } from './cards/section-commands.ts';
import { outline } from './cards/outline.ts';
import { commandNamed } from './commands.ts';
import { isCommandOrigin } from './command.ts';
import { addMeasure, measureCommands } from './plan/plan-commands.ts';
import { addTable, takeSeat } from './tables/table-commands.ts';
import { board, card, cluster, measure, section, table, workshop, type TestWorkshop } from './testing/builders.ts';
import { undoStack } from './undo.ts';
import { addMeeting } from './workshop/workshop-commands.ts';

const read = (world: TestWorkshop) => {
	const { cards, clusters } = world.workshop.board('m1');
	return outline(world.workshop.sections.all(), clusters.all(), cards.all());
};

const twoHeaps = () =>
	workshop(board(section('Needs', card('A'), cluster('Heap', card('B'), card('C'))), section('Offers', card('D'))));

test('[CARD-1] the outline reads section, cluster, card; loose cards after the clusters', () => {
	expect(read(twoHeaps())).toMatchObject([
		{ id: 'needs', clusters: [{ id: 'heap', cards: ['b', 'c'] }], loose: ['a'], count: 3 },
		{ id: 'offers', clusters: [], loose: ['d'], count: 1 }
	]);
});

test('[CARD-2] a card in a cluster stands where the cluster stands', () => {
	const world = twoHeaps();
	world.do(cardCommands.patch, { meeting: 'm1', id: 'b', values: { section: 'offers' } });
	expect(read(world)[0]!.clusters[0]!.cards).toEqual(['b', 'c']);
});

test('[CARD-3] a card whose section or cluster is gone stands in the first section', () => {
	const world = twoHeaps();
	world.do(sectionCommands.remove, { id: 'offers' });
	world.workshop.board('m1').clusters.remove('heap');
	expect(read(world)).toMatchObject([{ id: 'needs', clusters: [], loose: ['a', 'b', 'c', 'd'] }]);
});

test('[CARD-4] a card set aside leaves the reading order and keeps its place', () => {
	const world = twoHeaps();
	world.do(setCardsAside, { meeting: 'm1', cards: ['b'], aside: true });
	expect(read(world)[0]).toMatchObject({ clusters: [{ cards: ['c'] }], setAside: ['b'], count: 2 });
	world.do(setCardsAside, { meeting: 'm1', cards: ['b'], aside: false });
	expect(read(world)[0]!.clusters[0]!.cards).toEqual(['b', 'c']);
});

test('[CARD-5] moving puts cards before the one named, in the order given', () => {
	const world = workshop(board(section('Needs', card('A'), card('B'), card('C'), card('D'))));
	world.do(moveCards, { meeting: 'm1', cards: ['d', 'a'], section: 'needs', before: 'c' });
	expect(read(world)[0]!.loose).toEqual(['b', 'd', 'a', 'c']);
});

test('[CLUSTER-1] merging keeps the cards of both and the title of the one merged into', () => {
	const world = workshop(board(section('Needs', cluster('One', card('A')), cluster('Two', card('B')))));
	world.do(mergeClusters, { meeting: 'm1', id: 'one', into: 'two' });
	expect(read(world)[0]!.clusters).toEqual([{ id: 'two', cards: ['a', 'b'] }]);
	world.do(dissolveCluster, { meeting: 'm1', id: 'two' });
	expect(read(world)[0]!.loose).toEqual(['a', 'b']);
});

test('[CMD-1] a refused command changes nothing', () => {
	const world = twoHeaps();
	const before = ['stage', 'plan', 'board.m1'].map((name) =>
		Y.encodeStateAsUpdate(world.documents.open(name as 'plan').doc)
	);
	expect(world.run(addCard, { meeting: 'm1', section: 'needs', text: '  ' })).toEqual({ ok: false, reason: 'empty' });
	expect(world.run(addCard, { meeting: 'm1', section: 'needs', text: 'x'.repeat(2001) })).toEqual({
		ok: false,
		reason: 'tooLong'
	});
	expect(world.run(addCard, { id: 'a', meeting: 'm1', section: 'needs', text: 'again' })).toEqual({
		ok: false,
		reason: 'exists'
	});
	expect(world.run(addMeeting, { title: 'Mine' }, 'participant')).toEqual({ ok: false, reason: 'access' });
	expect(world.run(addCard, { meeting: 'm1', section: 'needs', text: 'seen' }, 'observer')).toEqual({
		ok: false,
		reason: 'access'
	});
	expect(world.run(takeSeat, { meeting: 'm1', table: 'nowhere' })).toEqual({ ok: false, reason: 'missing' });
	expect(world.run(groupCards, { meeting: 'm1', section: 'needs', cards: ['nobody'] })).toEqual({
		ok: false,
		reason: 'missing'
	});
	const after = ['stage', 'plan', 'board.m1'].map((name) =>
		Y.encodeStateAsUpdate(world.documents.open(name as 'plan').doc)
	);
	expect(after).toEqual(before);
});

test('[CMD-2] a command can be run again from its name and recorded input, and makes the same thing', () => {
	const world = twoHeaps();
	let recorded: { name: string; input: object } | undefined;
	world.documents.open('board.m1').doc.on('afterTransaction', ({ origin }: Y.Transaction) => {
		if (isCommandOrigin(origin)) recorded = { name: origin.name, input: origin.input };
	});
	const id = world.do(addCard, { meeting: 'm1', section: 'needs', text: 'Once' });
	const fresh = workshop(board(section('Needs')));
	const command = commandNamed(recorded!.name)!;
	expect(fresh.run(command as typeof addCard, recorded!.input as never)).toEqual({ ok: true, value: id });
	expect(world.run(command as typeof addCard, recorded!.input as never)).toEqual({ ok: false, reason: 'exists' });
});

test('[CMD-3] every transaction of a command carries its origin, one per document', () => {
	const world = workshop();
	const origins: unknown[] = [];
	world.documents.open('stage').doc.on('afterTransaction', ({ origin }: Y.Transaction) => origins.push(origin));
	world.do(addTable, { meeting: 'm1', title: 'Transfer sichern' });
	expect(origins).toHaveLength(1);
	expect(origins[0]).toMatchObject({ by: 'command', name: 'addTable', actor: 'moderator' });
});

test('[REC-1] reading never throws: hostile and foreign values fall back, unknown records are left out', () => {
	const world = workshop(measure('Kurzformate erproben'));
	const map = world.documents.open('plan').doc.getMap('measures');
	map.set('odd', 'not a record');
	const broken = new Y.Map<unknown>();
	map.set('broken', broken);
	broken.set('title', 7);
	broken.set('owners', [{ kind: 'ghost' }, null, { kind: 'us' }]);
	broken.set('state', '__proto__');
	broken.set('due', { value: 12 });
	broken.set('kept/__proto__', { admin: true });
	expect(world.workshop.measures.all().map((record) => record.id)).toEqual(['broken', 'kurzformate-erproben']);
	expect(world.workshop.measures.get('broken')).toMatchObject({
		title: '',
		owners: [{ kind: 'us' }],
		state: 'idea',
		due: undefined,
		kept: {}
	});
});

test('[REC-2] who sits where is one plain value per person: two people sitting down at once both sit', () => {
	const world = workshop(table('Eins'), table('Zwei'));
	world.do(takeSeat, { meeting: 'm1', table: 'eins', participant: 'p1' });
	world.do(takeSeat, { meeting: 'm1', table: 'zwei', participant: 'p2' });
	world.do(takeSeat, { meeting: 'm1', table: 'zwei', participant: 'p1' });
	expect([...world.workshop.room('m1').seats.entries()].toSorted()).toEqual([
		['p1', 'zwei'],
		['p2', 'zwei']
	]);
});

test('[REC-3] two people changing two fields of one record do not disturb each other', () => {
	const world = workshop(measure('Kurzformate erproben'));
	const mine = world.documents.open('plan').doc;
	const theirs = new Y.Doc();
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine));
	world.do(measureCommands.patch, { id: 'kurzformate-erproben', values: { state: 'running' } });
	(theirs.getMap('measures').get('kurzformate-erproben') as Y.Map<unknown>).set('repeats', 'FREQ=MONTHLY');
	Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs));
	expect(world.workshop.measures.get('kurzformate-erproben')).toMatchObject({
		state: 'running',
		repeats: 'FREQ=MONTHLY'
	});
});

test('[REC-4] fields this build does not know survive every change to the record', () => {
	const world = workshop(measure('Kurzformate erproben', { kept: { effort: 'small' } }));
	const stored = world.documents.open('plan').doc.getMap('measures').get('kurzformate-erproben') as Y.Map<unknown>;
	stored.set('newerField', 42);
	world.do(measureCommands.patch, { id: 'kurzformate-erproben', values: { state: 'done' } });
	expect(stored.get('newerField')).toBe(42);
	expect(world.workshop.measures.get('kurzformate-erproben')!.kept).toEqual({ effort: 'small' });
});

test('[REC-5] a keystroke wakes one record and no list; coming, going and moving wake the list', () => {
	const world = twoHeaps();
	const { cards } = world.workshop.board('m1');
	const woken: string[] = [];
	cards.onRecord('a', () => woken.push('a'));
	cards.onRecord('b', () => woken.push('b'));
	cards.onStructure(() => woken.push('list'));
	const list = cards.structure();
	world.do(cardCommands.edit, { meeting: 'm1', id: 'a', field: 'text', base: 'A', text: 'Ab' });
	expect(woken).toEqual(['a']);
	expect(cards.structure()).toBe(list);
	world.do(moveCards, { meeting: 'm1', cards: ['a'], section: 'offers' });
	expect(woken).toEqual(['a', 'a', 'list']);
});

test('[REC-6] a collection follows its document when it is replaced, and unchanged records stay the same objects', () => {
	const world = twoHeaps();
	const { cards } = world.workshop.board('m1');
	const before = cards.get('a');
	const next = new Y.Doc();
	Y.applyUpdate(next, Y.encodeStateAsUpdate(world.documents.open('board.m1').doc));
	world.do(cardCommands.edit, { meeting: 'm1', id: 'b', field: 'text', base: 'B', text: 'Refused words' });
	let woken = 0;
	cards.onRecord('b', () => woken++);
	world.documents.replace('board.m1', next);
	expect(woken).toBe(1);
	expect(cards.get('b')!.text).toBe('B');
	expect(cards.get('a')).toBe(before);
	world.do(cardCommands.edit, { meeting: 'm1', id: 'b', field: 'text', base: 'B', text: 'B again' });
	expect(cards.get('b')!.text).toBe('B again');
});

test('[TEXT-1] an edit made on a stale copy merges into what others wrote', () => {
	const world = workshop(board(section('Needs', card('Schulen besuchen'))));
	const edit = (base: string, text: string) =>
		world.do(cardCommands.edit, { meeting: 'm1', id: 'schulen-besuchen', field: 'text', base, text });
	const text = () => world.workshop.board('m1').cards.get('schulen-besuchen')!.text;
	edit('Schulen besuchen', 'Schulen regelmäßig besuchen');
	edit('Schulen besuchen', 'Schulen besuchen und einladen');
	expect(text()).toBe('Schulen regelmäßig besuchen und einladen');
	edit('Schulen besuchen', 'Alle Schulen besuchen');
	expect(text()).toBe('Alle Schulen regelmäßig besuchen und einladen');
});

test('[TEXT-2] an emoji is never cut in half', () => {
	const world = workshop(board(section('Needs', card('🙂'))));
	world.do(cardCommands.edit, { meeting: 'm1', id: 'x', field: 'text', base: '🙂', text: '🙃' });
	expect(world.workshop.board('m1').cards.get('x')!.text).toBe('🙃');
});

test('[TABLE-1] a table comes with one section for its cards', () => {
	const world = workshop(table('Transfer sichern'));
	expect(world.workshop.sections.all()).toMatchObject([{ id: 'transfer-sichern-cards', table: 'transfer-sichern' }]);
});

test("[UNDO-1] undo takes back one's own commands, newest first, over all documents", () => {
	const world = workshop(board(section('Needs')));
	const undo = undoStack(world.documents);
	world.do(addCard, { id: 'a', meeting: 'm1', section: 'needs', text: 'A' });
	world.do(addMeasure, { id: 'x', title: 'X' });
	world.do(cardCommands.edit, { meeting: 'm1', id: 'a', field: 'text', base: 'A', text: 'AB' });
	const theirs = new Y.Doc();
	Y.applyUpdate(theirs, Y.encodeStateAsUpdate(world.documents.open('board.m1').doc));
	theirs.getMap('cards').set('foreign', new Y.Map());
	Y.applyUpdate(world.documents.open('board.m1').doc, Y.encodeStateAsUpdate(theirs), 'relay');
	undo.undo();
	expect(world.workshop.board('m1').cards.get('a')!.text).toBe('A');
	undo.undo();
	expect(world.workshop.measures.has('x')).toBe(false);
	undo.undo();
	expect(
		world.workshop
			.board('m1')
			.cards.all()
			.map((one) => one.id)
	).toEqual(['foreign']);
	expect(undo.canUndo).toBe(false);
	while (undo.redo());
	expect(world.workshop.board('m1').cards.get('a')!.text).toBe('AB');
	expect(world.workshop.measures.has('x')).toBe(true);
});

test("[UNDO-3] a step that others have overtaken is passed over, in the order of one's steps over all documents", () => {
	const world = workshop(board(section('Needs')));
	const undo = undoStack(world.documents);
	world.do(addCard, { id: 'a', meeting: 'm1', section: 'needs', text: 'A' });
	world.do(addMeasure, { id: 'x', title: 'X' });
	world.do(addCard, { id: 'b', meeting: 'm1', section: 'needs', text: 'B' });
	world.documents.open('board.m1').doc.getMap('cards').delete('b');
	undo.undo();
	expect(world.workshop.measures.has('x')).toBe(false);
	expect(world.workshop.board('m1').cards.has('a')).toBe(true);
	undo.undo();
	expect(world.workshop.board('m1').cards.has('a')).toBe(false);
	while (undo.redo());
	expect(world.workshop.board('m1').cards.has('a')).toBe(true);
	expect(world.workshop.measures.has('x')).toBe(true);
});

test('[UNDO-4] a command that changes nothing is no step', () => {
	const world = workshop(board(section('Needs', card('A'))));
	const undo = undoStack(world.documents);
	world.do(cardCommands.patch, { meeting: 'm1', id: 'a', values: { section: 'needs' } });
	expect(undo.canUndo).toBe(false);
});

test('[UNDO-2] undo survives the replacement of a document with what was done to the others', () => {
	const world = workshop(board(section('Needs')));
	const undo = undoStack(world.documents);
	world.do(addMeasure, { id: 'x', title: 'X' });
	world.do(addCard, { id: 'a', meeting: 'm1', section: 'needs', text: 'A' });
	world.documents.replace('board.m1', new Y.Doc());
	world.do(addCard, { id: 'b', meeting: 'm1', section: 'needs', text: 'B' });
	undo.undo();
	expect(world.workshop.board('m1').cards.has('b')).toBe(false);
	undo.undo();
	expect(world.workshop.measures.has('x')).toBe(false);
});
