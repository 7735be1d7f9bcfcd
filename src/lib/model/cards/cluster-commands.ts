/** Commands on clusters: lay cards together, name the heap, take it apart. They write the meeting's board. */
import { orderKeyBetween } from '#lib/kernel/order-key.ts';
import { ok, refused } from '#lib/kernel/result.ts';
import { defineCommand, recordCommands } from '../define-command.ts';
import { boardDocument } from '../workshop.ts';
import { onBoard, type InMeeting } from './card-commands.ts';
import { clusterRecord } from './cluster.ts';

export interface GroupCards extends InMeeting {
	/** The new cluster's id; given by the runner unless brought. */
	readonly id?: string;
	readonly cards: readonly string[];
	readonly section: string;
	readonly title?: string;
}

/** Lays cards together into a new cluster, wherever they lay before. */
export const groupCards = defineCommand<GroupCards, string>({
	name: 'groupCards',
	creates: true,
	writes: onBoard,
	run({ workshop }, { id = '', meeting, cards: ids, section, title }) {
		const { cards, clusters } = workshop.board(meeting);
		if (!ids.some((card) => cards.has(card))) return refused('missing');
		if (clusters.has(id)) return refused('exists');
		clusters.create(id, { section, title: title?.trim() ?? '', order: orderKeyBetween(clusters.lastOrder()) });
		for (const card of ids) cards.patch(card, { section, cluster: id });
		return ok(id);
	}
});

/** Takes a cluster apart; its cards stay in the section. */
export const dissolveCluster = defineCommand<InMeeting & { readonly id: string }>({
	name: 'dissolveCluster',
	writes: onBoard,
	run({ workshop }, { meeting, id }) {
		const { cards, clusters } = workshop.board(meeting);
		const cluster = clusters.get(id);
		if (!cluster) return refused('missing');
		for (const card of cards.all())
			if (card.cluster === id) cards.patch(card.id, { section: cluster.section, cluster: undefined });
		clusters.remove(id);
		return ok();
	}
});

/** Lays one cluster into another; the title of `into` stays. */
export const mergeClusters = defineCommand<InMeeting & { readonly id: string; readonly into: string }>({
	name: 'mergeClusters',
	writes: onBoard,
	run({ workshop }, { meeting, id, into }) {
		const { cards, clusters } = workshop.board(meeting);
		const target = clusters.get(into);
		if (!clusters.has(id) || !target || id === into) return refused('missing');
		for (const card of cards.all())
			if (card.cluster === id) cards.patch(card.id, { section: target.section, cluster: into });
		clusters.remove(id);
		return ok();
	}
});

export const clusterCommands = recordCommands('Cluster', clusterRecord, {
	document: (where: InMeeting) => boardDocument(where.meeting),
	collection: (workshop, where) => workshop.board(where.meeting).clusters
});
