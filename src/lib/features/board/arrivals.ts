/**
 * Tells screen readers about cards that others have put down: grouped by section, at most one sentence every few
 * seconds, and only about cards written after this page was opened.
 */
import { announce } from '#lib/ui/notices.svelte.ts';
import { language } from '#lib/ui/language.svelte.ts';
import type { Board } from './board.svelte.ts';

const pause = 4_000;
/** Clocks of devices differ by this much without anybody noticing. */
const tolerance = 120_000;

/** Returns its stop. */
export function announceArrivals(board: Board): () => void {
	const { cards } = board.model;
	const since = Date.now() - tolerance;
	let known = new Set(cards.structure().map(({ id }) => id));
	let timer: ReturnType<typeof setTimeout> | undefined;

	const say = () => {
		timer = undefined;
		const before = known;
		known = new Set(cards.structure().map(({ id }) => id));
		const arrived = [...known].filter((id) => !before.has(id) && isNews(cards.get(id)));
		const sentences = board.sections.flatMap(({ id, clusters, loose }) => {
			const here = new Set([...clusters.flatMap((cluster) => cluster.cards), ...loose]);
			const count = arrived.filter((card) => here.has(card)).length;
			return count > 0 ? [language.t.board.newFromOthers(count, board.section(id)?.prompt ?? '')] : [];
		});
		if (sentences.length > 0) announce(sentences.join(' '));
	};
	const isNews = (card: ReturnType<typeof cards.get>) =>
		card !== undefined && card.author !== board.workshop.me && (card.at ?? 0) > since;

	const stop = cards.onStructure(() => (timer ??= setTimeout(say, pause)));
	return () => {
		stop();
		clearTimeout(timer);
	};
}
