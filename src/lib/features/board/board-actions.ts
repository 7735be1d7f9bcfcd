/**
 * What people do with cards and clusters: runs the command, says what happened, offers to take it back, and leaves the
 * keyboard where the work went on.
 */
import { goto } from '$app/navigation';
import { addCard, cardCommands, moveCards, setCardsAside } from '#lib/model/cards/card-commands.ts';
import type { CardColour } from '#lib/model/cards/card.ts';
import { clusterCommands, dissolveCluster, groupCards, mergeClusters } from '#lib/model/cards/cluster-commands.ts';
import { addDecision, addMeasure } from '#lib/model/plan/plan-commands.ts';
import { orderKeyBetween } from '#lib/kernel/order-key.ts';
import { language } from '#lib/ui/language.svelte.ts';
import { notify } from '#lib/ui/notices.svelte.ts';
import type { Board } from './board.svelte.ts';

/** Where cards are to go. */
export interface Destination {
	readonly section: string;
	readonly cluster?: string;
	readonly at: 'top' | 'end';
}

/**
 * Says what happened, with an undo. The offer goes as soon as something else was done: it would take back that.
 * @param steps how many commands it was
 */
export function sayWithUndo(board: Board, text: string, steps = 1, undone?: () => void): void {
	const { undo } = board.workshop;
	const takeBack = () => {
		stop();
		for (let step = 0; step < steps; step++) undo.undo();
		undone?.();
	};
	const close = notify({ text, action: { label: language.t.common.undo, run: takeBack } });
	const stop = undo.onChange(() => {
		stop();
		close();
	});
}

/** Puts a card down; `undefined` when it was refused and the words are to stay where they are. */
export function write(board: Board, section: string, text: string): string | undefined {
	const { workshop, meeting } = board;
	const perspective = workshop.person(workshop.me)?.perspective;
	const id = workshop.run(addCard, { meeting, section, text, perspective });
	return typeof id === 'string' ? id : undefined;
}

export function colour(board: Board, id: string, colour: CardColour | undefined): void {
	board.workshop.run(cardCommands.patch, { meeting: board.meeting, id, values: { colour } });
}

export function remove(board: Board, cards: readonly string[]): void {
	const t = language.t.board.card;
	const next = neighbour(board, cards);
	let done = 0;
	for (const id of cards) if (board.workshop.run(cardCommands.remove, { meeting: board.meeting, id })) done++;
	if (done === 0) return;
	board.stopSelecting();
	sayWithUndo(board, done === 1 ? t.deleted : t.deletedMany(done), done, () => void board.focusCard(cards[0]));
	void board.focusCard(next);
}

export function setAside(board: Board, cards: readonly string[], aside: boolean): void {
	const t = language.t.board;
	const next = aside ? neighbour(board, cards) : cards[0];
	if (!board.workshop.run(setCardsAside, { meeting: board.meeting, cards, aside })) return;
	board.stopSelecting();
	if (aside) sayWithUndo(board, cards.length === 1 ? t.card.setAsideDone : t.aside.count(cards.length));
	void board.focusCard(next);
}

export function move(board: Board, cards: readonly string[], { section, cluster, at }: Destination): void {
	const outline = board.sections.find(({ id }) => id === section);
	const list = cluster === undefined ? outline?.loose : outline?.clusters.find(({ id }) => id === cluster)?.cards;
	const before = at === 'top' ? list?.find((id) => !cards.includes(id)) : undefined;
	if (!board.workshop.run(moveCards, { meeting: board.meeting, cards, section, cluster, before })) return;
	board.stopSelecting();
	const { move, card } = language.t.board;
	const where = (cluster && board.cluster(cluster)?.title) || (board.section(section)?.prompt ?? '');
	sayWithUndo(board, cards.length === 1 ? card.moved(where) : move.several(cards.length, where));
	void board.focusCard(cards[0]);
}

/** Lays cards together into a new cluster, and opens its title. */
export function group(board: Board, cards: readonly string[]): void {
	const section = board.placeOf(cards.at(-1) ?? '')?.section;
	if (section === undefined) return;
	const id = board.workshop.run(groupCards, { meeting: board.meeting, cards, section });
	if (typeof id !== 'string') return;
	board.stopSelecting();
	sayWithUndo(board, language.t.board.group.made);
	board.naming = id;
}

export function dissolve(board: Board, cluster: string): void {
	if (!board.workshop.run(dissolveCluster, { meeting: board.meeting, id: cluster })) return;
	sayWithUndo(board, language.t.board.group.dissolved);
}

export function merge(board: Board, cluster: string, into: string): void {
	if (!board.workshop.run(mergeClusters, { meeting: board.meeting, id: cluster, into })) return;
	sayWithUndo(board, language.t.board.group.merged(board.cluster(into)?.title || language.t.board.group.untitled));
}

export function moveCluster(board: Board, id: string, section: string): void {
	const order = orderKeyBetween(board.model.clusters.lastOrder());
	if (!board.workshop.run(clusterCommands.patch, { meeting: board.meeting, id, values: { section, order } })) return;
	sayWithUndo(board, language.t.board.group.moved(board.section(section)?.prompt ?? ''));
}

/** A measure out of a card or a cluster: its first line is what, the rest explains. */
export function makeMeasure(board: Board, id: string, words: string): void {
	const { workshop, meeting, table } = board;
	const [title = '', ...rest] = words.trim().split('\n');
	const text = rest.join('\n').trim();
	const made = workshop.run(addMeasure, {
		title: title || language.t.common.untitled,
		text,
		from: [id],
		meeting,
		table
	});
	if (made) sayAndLeadToPlan(board, language.t.board.card.measureMade);
}

export function makeDecision(board: Board, id: string, words: string): void {
	const { workshop, meeting } = board;
	if (workshop.run(addDecision, { text: words, from: [id], meeting })) {
		sayAndLeadToPlan(board, language.t.board.card.decisionMade);
	}
}

function sayAndLeadToPlan(board: Board, text: string): void {
	const address = `/w/${board.workshop.workshop.id}/plan`;
	notify({ text, action: { label: language.t.board.card.toPlan, run: () => void goto(address) } });
}

/** The card that gets the keyboard when these are gone. */
function neighbour(board: Board, going: readonly string[]): string | undefined {
	const order = board.order();
	const last = order.findLastIndex((id) => going.includes(id));
	const stays = (id: string) => !going.includes(id);
	return order.slice(last + 1).find(stays) ?? order.slice(0, Math.max(0, last)).findLast(stays);
}
