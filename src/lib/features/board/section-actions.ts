/** What moderators do with sections. The stage is not part of the undo stack, so a removal carries its own way back. */
import { orderKeyBetween } from '#lib/kernel/order-key.ts';
import { addSection, sectionCommands } from '#lib/model/cards/section-commands.ts';
import { language } from '#lib/ui/language.svelte.ts';
import { announce, notify } from '#lib/ui/notices.svelte.ts';
import type { Board } from './board.svelte.ts';

export function add(board: Board, prompt: string): boolean {
	const { workshop, meeting, table } = board;
	if (!workshop.run(addSection, { meeting, table, prompt })) return false;
	announce(language.t.board.section.added(prompt));
	return true;
}

/** One place up or down among the sections on this screen. */
export function shift(board: Board, id: string, by: -1 | 1): void {
	const order = board.sections.map((section) => board.section(section.id)?.order);
	const at = board.sections.findIndex((section) => section.id === id);
	const [before, after] = by < 0 ? [order[at - 2], order[at - 1]] : [order[at + 1], order[at + 2]];
	board.workshop.run(sectionCommands.patch, { id, values: { order: orderKeyBetween(before, after) } });
}

export function remove(board: Board, id: string): void {
	const { workshop } = board;
	const gone = board.section(id);
	if (!gone || !workshop.run(sectionCommands.remove, { id })) return;
	const { meeting = board.meeting, table, prompt, order } = gone;
	const bringBack = () => {
		workshop.run(addSection, { id, meeting, table, prompt });
		workshop.run(sectionCommands.patch, { id, values: { order } });
	};
	notify({
		text: language.t.board.section.deleted(prompt || language.t.common.untitled),
		action: { label: language.t.common.undo, run: bringBack }
	});
}
