/** What moderators do with one table. */
import DoorClosed from '@lucide/svelte/icons/door-closed';
import DoorOpen from '@lucide/svelte/icons/door-open';
import Pencil from '@lucide/svelte/icons/pencil';
import Trash from '@lucide/svelte/icons/trash-2';
import type { TableRecord } from '#lib/model/tables/table.ts';
import { language } from '#lib/ui/language.svelte.ts';
import type { MenuEntry } from '#lib/ui/menu.ts';
import { isBlank, remove, setState } from './table-actions.ts';
import type { Tables } from './tables.svelte.ts';

/** @param onremoved after the table was deleted from its own page */
export function tableMenu(
	tables: Tables,
	table: TableRecord,
	onedit: () => void,
	onremoved?: () => void
): readonly MenuEntry[] {
	const t = language.t.tables;
	const door: MenuEntry =
		table.state === 'open'
			? { label: t.close, icon: DoorClosed, onselect: () => setState(tables, table, 'closed') }
			: { label: t.reopen, icon: DoorOpen, onselect: () => setState(tables, table, 'open') };
	const entries: MenuEntry[] = [{ label: t.edit, icon: Pencil, onselect: onedit }, door];
	if (!isBlank(tables, table.id)) return entries;
	const clear = () => {
		remove(tables, table);
		onremoved?.();
	};
	return [...entries, 'divider', { label: t.delete, icon: Trash, danger: true, onselect: clear }];
}
