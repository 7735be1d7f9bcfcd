/** What the menus of cards, clusters and sections hold. Made when a menu opens. */
import ArrowDown from '@lucide/svelte/icons/arrow-down';
import ArrowUp from '@lucide/svelte/icons/arrow-up';
import Combine from '@lucide/svelte/icons/combine';
import Archive from '@lucide/svelte/icons/archive';
import FolderInput from '@lucide/svelte/icons/folder-input';
import Gavel from '@lucide/svelte/icons/gavel';
import Group from '@lucide/svelte/icons/group';
import ListTodo from '@lucide/svelte/icons/list-todo';
import Pencil from '@lucide/svelte/icons/pencil';
import Trash from '@lucide/svelte/icons/trash-2';
import Ungroup from '@lucide/svelte/icons/ungroup';
import type { CardRecord } from '#lib/model/cards/card.ts';
import { language } from '#lib/ui/language.svelte.ts';
import type { MenuEntry } from '#lib/ui/menu.ts';
import * as act from './board-actions.ts';
import type { Board } from './board.svelte.ts';
import * as sections from './section-actions.ts';

export function cardMenu(board: Board, card: CardRecord): readonly MenuEntry[] {
	const t = language.t.board;
	const { id } = card;
	const place = board.placeOf(id);
	const mayPlan = board.workshop.mayWrite('plan');
	return [
		{ label: t.card.edit, icon: Pencil, key: key(t.keys.enter), onselect: () => board.edit(id) },
		{
			label: t.card.colourChoose,
			swatch: `var(--card-${card.colour ?? 'white'})`,
			onselect: () => (board.asking = { kind: 'colour', card: id })
		},
		{
			label: t.card.groupWith,
			icon: Group,
			key: key('G'),
			onselect: () => (board.asking = { kind: 'group', cards: [id] })
		},
		{
			label: t.card.moveTo,
			icon: FolderInput,
			key: key('M'),
			onselect: () => (board.asking = { kind: 'move', cards: [id] })
		},
		...(place?.cluster
			? [
					{
						label: t.card.leaveGroup,
						icon: Ungroup,
						onselect: () => act.move(board, [id], { section: place.section, at: 'end' })
					}
				]
			: []),
		...(mayPlan
			? ([
					'divider',
					{ label: t.card.makeMeasure, icon: ListTodo, onselect: () => act.makeMeasure(board, id, card.text) },
					{ label: t.card.makeDecision, icon: Gavel, onselect: () => act.makeDecision(board, id, card.text) }
				] as const)
			: []),
		'divider',
		{ label: t.card.setAside, icon: Archive, onselect: () => act.setAside(board, [id], true) },
		{
			label: t.card.delete,
			icon: Trash,
			key: key(t.keys.delete),
			danger: true,
			onselect: () => act.remove(board, [id])
		}
	];
}

export function clusterMenu(board: Board, id: string): readonly MenuEntry[] {
	const t = language.t.board;
	const title = board.cluster(id)?.title ?? '';
	const others = board.sections.flatMap(({ clusters }) => clusters).filter((cluster) => cluster.id !== id);
	return [
		{ label: language.t.common.rename, icon: Pencil, onselect: () => (board.naming = id) },
		{
			label: t.group.moveTo,
			icon: FolderInput,
			disabled: board.sections.length < 2,
			onselect: () => (board.asking = { kind: 'move-cluster', cluster: id })
		},
		{
			label: t.group.mergeWith,
			icon: Combine,
			disabled: others.length === 0,
			onselect: () => (board.asking = { kind: 'merge', cluster: id })
		},
		...(board.workshop.mayWrite('plan')
			? [{ label: t.group.makeMeasure, icon: ListTodo, onselect: () => act.makeMeasure(board, id, title) }]
			: []),
		'divider',
		{ label: t.group.dissolve, icon: Ungroup, onselect: () => act.dissolve(board, id) }
	];
}

export function sectionMenu(board: Board, id: string): readonly MenuEntry[] {
	const t = language.t.board.section;
	const at = board.sections.findIndex((section) => section.id === id);
	return [
		{ label: t.edit, icon: Pencil, onselect: () => (board.naming = id) },
		{ label: t.moveUp, icon: ArrowUp, disabled: at <= 0, onselect: () => sections.shift(board, id, -1) },
		{
			label: t.moveDown,
			icon: ArrowDown,
			disabled: at === board.sections.length - 1,
			onselect: () => sections.shift(board, id, 1)
		},
		'divider',
		{ label: t.delete, icon: Trash, danger: true, onselect: () => sections.remove(board, id) }
	];
}

/** Keys are shown where there is likely to be a keyboard. */
function key(name: string): string | undefined {
	return matchMedia('(any-hover: hover)').matches ? name : undefined;
}
