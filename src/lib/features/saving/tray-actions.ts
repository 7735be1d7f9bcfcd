/** What one does with the tray. Nothing leaves it unasked, and a dismissed thing can be taken back. */
import { language } from '#lib/ui/language.svelte.ts';
import { notify } from '#lib/ui/notices.svelte.ts';
import { fileName, saveFile } from '#lib/ui/save-file.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';

export type TrayItem = WorkshopContext['tray'][number];

export interface TrayActions {
	/** Brings them in again; the ids of those that were refused once more. */
	retry(items: readonly TrayItem[]): ReadonlySet<string>;
	dismiss(item: TrayItem): void;
	exportAll(): void;
}

export function trayActions(context: WorkshopContext): TrayActions {
	const { tray } = context.session;
	return {
		retry(items) {
			const tried = items.filter((item) => item.kind !== 'words');
			const still = new Set(tried.filter((item) => !tray.retry(item.id).ok).map(({ id }) => id));
			const accepted = tried.length - still.size;
			if (accepted > 0) notify({ text: language.t.tray.accepted(accepted) });
			return still;
		},
		dismiss({ id }) {
			const dismissed = tray.dismiss(id);
			if (!dismissed) return;
			const undo = { label: language.t.common.undo, run: () => tray.restore(dismissed) };
			notify({ text: language.t.tray.discardedUndo, action: undo });
		},
		exportAll() {
			const title = context.view.about?.title ?? '';
			const name = fileName(`${title} ${language.t.tray.title}`, '.json');
			saveFile(tray.exportJson(), name, 'application/json');
		}
	};
}
