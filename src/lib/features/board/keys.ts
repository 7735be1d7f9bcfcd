/**
 * The board by keyboard. Never while typing in a field, never with a menu or a dialog open, and none of the keys a
 * screen reader reads with (it keeps those to itself before we see them).
 */
import { isCommandKey } from './keyboard.ts';
import { remove } from './board-actions.ts';
import type { Board } from './board.svelte.ts';

/** For the whole page. */
export function pageKeys(board: Board, event: KeyboardEvent): void {
	if (event.defaultPrevented || isBusy(event)) return;
	if (isCommandKey(event)) {
		const key = event.key.toLowerCase();
		if (key === 'z' && !event.shiftKey && board.workshop.undo.canUndo) board.workshop.undo.undo();
		else if ((key === 'y' || key === 'z') && board.workshop.undo.canRedo) board.workshop.undo.redo();
		else return;
		return event.preventDefault();
	}
	if (event.altKey) return;
	if (event.key === '?') board.asking = { kind: 'keys' };
	else if (event.key.toLowerCase() === 'n' && board.mayWrite) openComposer(board);
	else if (event.key === 'Escape' && board.selecting) board.stopSelecting();
	else return;
	event.preventDefault();
}

/** For a card that has the keyboard. */
export function cardKeys(board: Board, id: string, event: KeyboardEvent): void {
	if (event.target !== event.currentTarget || event.altKey || isCommandKey(event)) return;
	const card = event.currentTarget as HTMLElement;
	if (event.key.startsWith('Arrow')) {
		const next = cardBeside(card, event.key);
		if (!next) return;
		next.focus();
	} else if (!board.mayWrite) return;
	else if (event.key === 'Enter') board.edit(id);
	else if (event.key === ' ' || event.key === 'x') board.toggle(id);
	else if (event.key === 'g') board.asking = { kind: 'group', cards: chosenWith(board, id) };
	else if (event.key === 'm') board.asking = { kind: 'move', cards: chosenWith(board, id) };
	else if (event.key === 'Delete') remove(board, chosenWith(board, id));
	else return;
	event.preventDefault();
	event.stopPropagation();
}

/** All chosen cards when this one is among them, else this one alone. */
export function chosenWith(board: Board, id: string): readonly string[] {
	return board.selected.has(id) ? board.chosen : [id];
}

/** Left and right follow the reading order, up and down go to what is seen there. */
function cardBeside(card: HTMLElement, key: string): HTMLElement | undefined {
	const all = [...document.querySelectorAll<HTMLElement>('[data-card]')].filter((one) => one.offsetParent);
	const at = all.indexOf(card);
	if (key === 'ArrowRight') return all[at + 1];
	if (key === 'ArrowLeft') return all[at - 1];
	const here = card.getBoundingClientRect();
	const middle = here.left + here.width / 2;
	const candidates = all.map((one) => ({ one, box: one.getBoundingClientRect() }));
	const ahead = (box: DOMRect) => (key === 'ArrowDown' ? box.top - here.bottom : here.top - box.bottom);
	const aside = (box: DOMRect) => Math.max(0, Math.abs(box.left + box.width / 2 - middle) - box.width / 2);
	const distance = (box: DOMRect) => ahead(box) + 2 * aside(box);
	return candidates.filter(({ box }) => ahead(box) > -1).sort((a, b) => distance(a.box) - distance(b.box))[0]?.one;
}

function openComposer(board: Board): void {
	const section = board.active && board.placeOf(board.active)?.section;
	const inline = section && document.querySelector<HTMLElement>(`[data-composer="${CSS.escape(section)}"]`);
	const composer = inline || document.querySelector<HTMLElement>('[data-composer]');
	composer?.focus();
}

function isBusy(event: KeyboardEvent): boolean {
	const target = event.target as Element;
	return (
		target.closest('input, textarea, select, [contenteditable="true"], dialog, [role="menu"]') !== null ||
		document.querySelector('dialog:modal, [popover]:popover-open') !== null
	);
}
