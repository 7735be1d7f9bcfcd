/**
 * The reading order of a board: section → cluster → card. Pure, and the same on every device however the records met:
 * see SPEC.md [CARD-1] to [CARD-4] for what happens to a card whose section or cluster is gone.
 */
import type { CardRecord } from './card.ts';
import type { ClusterRecord } from './cluster.ts';
import type { SectionRecord } from './section.ts';

type CardPlace = Pick<CardRecord, 'id' | 'section' | 'cluster' | 'setAside'>;
type ClusterPlace = Pick<ClusterRecord, 'id' | 'section'>;

export interface ClusterOutline {
	readonly id: string;
	readonly cards: readonly string[];
}

export interface SectionOutline {
	readonly id: string;
	readonly clusters: readonly ClusterOutline[];
	/** Cards of no cluster. */
	readonly loose: readonly string[];
	readonly setAside: readonly string[];
	/** Cards on the board, those in clusters included, those set aside not. */
	readonly count: number;
}

/**
 * @param sections every section of the meeting, in order; `show` picks those wanted (all by default)
 * @param clusters in order
 * @param cards in order
 */
export function outline(
	sections: readonly SectionRecord[],
	clusters: readonly ClusterPlace[],
	cards: readonly CardPlace[],
	show: (section: SectionRecord) => boolean = () => true
): readonly SectionOutline[] {
	const known = new Set(sections.map((section) => section.id));
	const first = sections[0]?.id;
	const home = (section: string | undefined) => (section !== undefined && known.has(section) ? section : first);
	const sectionOfCluster = new Map(clusters.map((cluster) => [cluster.id, home(cluster.section)]));
	const byPlace = new Map<string, string[]>();
	const put = (place: string, card: string) => {
		const list = byPlace.get(place);
		if (list) list.push(card);
		else byPlace.set(place, [card]);
	};
	for (const card of cards) {
		const inCluster = card.cluster !== undefined && sectionOfCluster.has(card.cluster);
		const section = inCluster ? sectionOfCluster.get(card.cluster!) : home(card.section);
		if (card.setAside) put(`aside ${section}`, card.id);
		else put(inCluster ? `cluster ${card.cluster}` : `section ${section}`, card.id);
	}
	const at = (place: string): readonly string[] => byPlace.get(place) ?? [];
	return sections.filter(show).map(({ id }) => {
		const heaps = clusters
			.filter((cluster) => sectionOfCluster.get(cluster.id) === id)
			.map((cluster) => ({ id: cluster.id, cards: at(`cluster ${cluster.id}`) }));
		const loose = at(`section ${id}`);
		const count = heaps.reduce((sum, heap) => sum + heap.cards.length, loose.length);
		return { id, clusters: heaps, loose, setAside: at(`aside ${id}`), count };
	});
}
