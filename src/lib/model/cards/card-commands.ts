/** Commands on cards: write, edit, move, set aside, remove. They write the meeting's board. */
import { orderKeyBetween } from '#lib/kernel/order-key.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import { defineCommand, recordCommands } from '../define-command.ts';
import { boardDocument, type Workshop } from '../workshop.ts';
import { cardRecord, cardTextLimit, type CardColour } from './card.ts';

/** Where in the workshop a board's records are. */
export interface InMeeting {
	readonly meeting: string;
}

export const onBoard = (input: InMeeting) => [boardDocument(input.meeting)];

export interface AddCard extends InMeeting {
	readonly id?: string;
	readonly section: string;
	readonly cluster?: string;
	readonly text: string;
	/** Participant id; the actor's own unless a host writes for somebody. */
	readonly author?: string;
	readonly for?: string;
	readonly perspective?: string;
	readonly colour?: CardColour;
}

export const addCard = defineCommand<AddCard, string>({
	name: 'addCard',
	creates: true,
	writes: onBoard,
	run({ workshop, actor, at }, { id = '', meeting, ...card }) {
		const text = card.text.trim();
		if (!text) return refused('empty');
		if (text.length > cardTextLimit) return refused('tooLong');
		const { cards } = workshop.board(meeting);
		if (cards.has(id)) return refused('exists');
		cards.create(id, {
			...card,
			text,
			at,
			author: card.author ?? actor.participant,
			order: orderAtEnd(workshop, meeting)
		});
		return ok(id);
	}
});

export const cardCommands = recordCommands('Card', cardRecord, {
	document: (where: InMeeting) => boardDocument(where.meeting),
	collection: (workshop, where) => workshop.board(where.meeting).cards,
	textLimit: cardTextLimit
});

export interface MoveCards extends InMeeting {
	readonly cards: readonly string[];
	readonly section: string;
	/** The cluster they join; absent lays them loose into the section. */
	readonly cluster?: string;
	/** The card they come to stand before; absent puts them at the end. */
	readonly before?: string;
}

export const moveCards = defineCommand<MoveCards>({
	name: 'moveCards',
	writes: onBoard,
	run({ workshop }, { meeting, cards: ids, section, cluster, before }) {
		const { cards } = workshop.board(meeting);
		if (!ids.some((id) => cards.has(id))) return refused('missing');
		const others = cards.all().filter((card) => !ids.includes(card.id));
		const at = before === undefined ? -1 : others.findIndex((card) => card.id === before);
		let previous = (at < 0 ? others.at(-1) : others[at - 1])?.order;
		const next = at < 0 ? undefined : others[at]?.order;
		for (const id of ids) {
			previous = orderKeyBetween(previous, next);
			cards.patch(id, { section, cluster, order: previous });
		}
		return ok();
	}
});

export const setCardsAside = defineCommand<InMeeting & { readonly cards: readonly string[]; readonly aside: boolean }>({
	name: 'setCardsAside',
	writes: onBoard,
	run({ workshop }, { meeting, cards: ids, aside }) {
		const { cards } = workshop.board(meeting);
		if (!ids.some((id) => cards.has(id))) return refused('missing');
		for (const id of ids) cards.patch(id, { setAside: aside ? true : undefined });
		return ok();
	}
});

function orderAtEnd(workshop: Workshop, meeting: string): string {
	return orderKeyBetween(workshop.board(meeting).cards.lastOrder());
}
