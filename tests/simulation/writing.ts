/** What people do on a board: the steps of a run that write. Each says what it did in one line, or nothing. */
import * as Y from 'yjs';
import { addCard, cardCommands, moveCards, setCardsAside } from '#lib/model/cards/card-commands.ts';
import { dissolveCluster, groupCards } from '#lib/model/cards/cluster-commands.ts';
import { addMeasure, measureCommands } from '#lib/model/plan/plan-commands.ts';
import type { Session } from '#lib/sync/open-session.ts';
import type { Tab } from './devices.ts';
import { meeting, sections, table, type Scene } from './scene.ts';
import { shownIn } from './words.ts';

export interface Writing {
	readonly scene: Scene;
	readonly tab: Tab;
	readonly session: Session;
}

export type Act = (at: Writing) => string | undefined;

const cardsOf = ({ session }: Writing) => session.workshop.board(meeting).cards.all();

function someCard(at: Writing) {
	const cards = cardsOf(at);
	return cards.length > 0 ? at.scene.world.random.pick(cards) : undefined;
}

const writeCard: Act = ({ scene, tab, session }) => {
	const text = scene.words.next();
	const section = scene.world.random.pick(sections);
	const done = session.run(addCard, { meeting, section, text });
	if (done.ok) scene.words.typed(text, tab, done.value);
	return `writes card ${text}: ${done.ok ? 'ok' : done.reason}`;
};

/** Puts a word somewhere between the words that are there. */
const editCard: Act = (at) => {
	const card = someCard(at);
	if (!card) return undefined;
	const { scene, tab, session } = at;
	const count = scene.world.happens(0.3) ? 3 : 1;
	let said = `types into ${card.id.slice(0, 4)}`;
	for (let i = 0; i < count; i++) {
		const base = session.workshop.board(meeting).cards.get(card.id)?.text ?? '';
		const words = base.split(' ');
		const text = scene.words.next();
		words.splice(scene.world.random.below(words.length + 1), 0, text);
		const done = session.run(cardCommands.edit, { meeting, id: card.id, field: 'text', base, text: words.join(' ') });
		if (done.ok) scene.words.typed(text, tab, card.id);
		said += ` ${text} ${done.ok ? '' : done.reason}`;
	}
	return said;
};

const deleteWord: Act = (at) => {
	const card = someCard(at);
	const words = card?.text.split(' ') ?? [];
	if (!card || words.length < 2) return undefined;
	const { scene, session } = at;
	const [word] = words.splice(scene.world.random.below(words.length), 1);
	const input = { meeting, id: card.id, field: 'text' as const, base: card.text, text: words.join(' ') };
	const done = session.run(cardCommands.edit, input);
	if (done.ok) scene.words.takenAway(card.text, input.text, 'deleted');
	return `deletes ${word}: ${done.ok ? 'ok' : done.reason}`;
};

const removeCard: Act = (at) => {
	const card = someCard(at);
	if (!card || card.id === 'c0') return undefined;
	const done = at.session.run(cardCommands.remove, { meeting, id: card.id });
	if (done.ok) at.scene.words.removed(card.id);
	return `removes card ${card.id.slice(0, 4)}: ${done.ok ? 'ok' : done.reason}`;
};

const moveCard: Act = (at) => {
	const card = someCard(at);
	if (!card) return undefined;
	const section = at.scene.world.random.pick(sections);
	const done = at.session.run(moveCards, { meeting, cards: [card.id], section, before: someCard(at)?.id });
	return `moves card ${card.id.slice(0, 4)}: ${done.ok ? 'ok' : done.reason}`;
};

const group: Act = (at) => {
	const { scene, session } = at;
	const { clusters } = session.workshop.board(meeting);
	const old = clusters.all()[0];
	if (old && scene.world.happens(0.4)) {
		const done = session.run(dissolveCluster, { meeting, id: old.id });
		if (done.ok) scene.words.removed(old.id);
		return `dissolves a cluster: ${done.ok ? 'ok' : done.reason}`;
	}
	const cards = [someCard(at)?.id, someCard(at)?.id].flatMap((id) => id ?? []);
	const title = scene.words.next();
	const done = session.run(groupCards, { meeting, section: scene.world.random.pick(sections), cards, title });
	if (done.ok) scene.words.typed(title, at.tab, done.value);
	return `groups ${title}: ${done.ok ? 'ok' : done.reason}`;
};

const putAside: Act = (at) => {
	const card = someCard(at);
	if (!card) return undefined;
	at.session.run(setCardsAside, { meeting, cards: [card.id], aside: at.scene.world.happens(0.5) });
	return `sets card ${card.id.slice(0, 4)} aside`;
};

const plan: Act = ({ scene, tab, session }) => {
	const measures = session.workshop.measures.all();
	const text = scene.words.next();
	if (measures.length > 0 && scene.world.happens(0.5)) {
		const { id, title } = scene.world.random.pick(measures);
		const done = session.run(measureCommands.edit, { id, field: 'title', base: title, text: `${title} ${text}` });
		if (done.ok) scene.words.typed(text, tab, id);
		return `names a measure ${text}: ${done.ok ? 'ok' : done.reason}`;
	}
	const done = session.run(addMeasure, { title: text });
	if (done.ok) scene.words.typed(text, tab, done.value);
	return `plans ${text}: ${done.ok ? 'ok' : done.reason}`;
};

/** As the editor writes: without a command. It is bound only where one may write. */
const note: Act = ({ scene, tab, session }) => {
	const board = session.workshop.board(meeting);
	if (session.actor.access['board.*']?.participant !== 'write' && session.actor.role !== 'moderator') return undefined;
	if (session.actor.role === 'observer') return undefined;
	const text = scene.words.next();
	const fragment = board.note(table);
	board.handle.doc.transact(() => {
		const paragraph = new Y.XmlElement('paragraph');
		paragraph.insert(0, [new Y.XmlText(text)]);
		fragment.insert(scene.world.random.below(fragment.length + 1), [paragraph]);
	}, 'editor');
	scene.words.typed(text, tab);
	return `notes ${text}`;
};

const takeBack: Act = ({ scene, session }) => {
	const stack = scene.undo.get(session)!;
	const before = shownIn(session);
	const records = new Set(recordsOf(session));
	const redo = scene.world.happens(0.3) && stack.canRedo;
	if (redo) stack.redo();
	else if (stack.canUndo) stack.undo();
	else return undefined;
	scene.words.takenAway(before, shownIn(session), 'undone');
	for (const id of recordsOf(session)) records.delete(id);
	for (const id of records) scene.words.removed(id);
	return redo ? 'redoes' : 'undoes';
};

function recordsOf({ workshop }: Session): readonly string[] {
	const { cards, clusters } = workshop.board(meeting);
	return [cards, clusters, workshop.measures].flatMap((records) => records.all().map(({ id }) => id));
}

/** With how often each is done. */
export const acts: readonly (readonly [weight: number, act: Act])[] = [
	[8, writeCard],
	[12, editCard],
	[2, deleteWord],
	[2, removeCard],
	[2, moveCard],
	[2, group],
	[1, putAside],
	[3, plan],
	[4, note],
	[3, takeBack]
];
