/** Where cards can go: what the dialogs offer, and how it is searched. */
import { language } from '#lib/ui/language.svelte.ts';
import type { Board } from './board.svelte.ts';

export interface Choice {
	readonly id: string;
	readonly kind: 'cluster' | 'card';
	readonly text: string;
	/** The section it stands in, where that is another one. */
	readonly where: string;
	/** Cards in a cluster. */
	readonly count?: number;
}

const shownAtMost = 60;

/** Clusters first, then cards, those of the same section before the others. */
export function groupChoices(board: Board, cards: readonly string[], search: string): readonly Choice[] {
	const t = language.t.board;
	const home = board.placeOf(cards[0] ?? '');
	const near = (section: string) => (section === home?.section ? 0 : 1);
	const sections = [...board.sections].sort((a, b) => near(a.id) - near(b.id));
	const where = (id: string) => (id === home?.section ? '' : (board.section(id)?.prompt ?? ''));
	const clusters = sections.flatMap(({ id, clusters }) =>
		clusters
			.filter((cluster) => cluster.id !== home?.cluster || cards.length > 1)
			.map((cluster): Choice => {
				const text = board.cluster(cluster.id)?.title || t.group.untitled;
				return { id: cluster.id, kind: 'cluster', text, where: where(id), count: cluster.cards.length };
			})
	);
	const others = sections.flatMap(({ id, loose }) =>
		loose
			.filter((card) => !cards.includes(card))
			.map((card): Choice => ({ id: card, kind: 'card', text: board.card(card)?.text ?? '', where: where(id) }))
	);
	return found([...clusters, ...others], search).slice(0, shownAtMost);
}

/** Every word typed occurs somewhere; capitals and accents do not matter, nor does the star of `Botschafter*innen`. */
function found(choices: readonly Choice[], search: string): readonly Choice[] {
	const words = plain(search).split(/\s+/).filter(Boolean);
	if (words.length === 0) return choices;
	return choices.filter(({ text }) => words.every((word) => plain(text).includes(word)));
}

export function plain(text: string): string {
	return text
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[*:_](?=\p{L})/gu, '')
		.toLocaleLowerCase();
}
