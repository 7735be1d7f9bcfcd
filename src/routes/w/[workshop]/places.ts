/** The places of a workshop that there are so far, and which of them is open. */
import BookText from '@lucide/svelte/icons/book-text';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import ListChecks from '@lucide/svelte/icons/list-checks';
import StickyNote from '@lucide/svelte/icons/sticky-note';
import type { language } from '#lib/ui/language.svelte.ts';
import type { Place } from '#lib/ui/place.ts';

type Words = typeof language.t.shell.places;

/** @param base address of the workshop, without a slash at the end */
export function placesOf(words: Words, base: string, path: string): readonly (Place & { readonly name: string })[] {
	const place = (name: string, icon: Place['icon'], label: string, shortLabel?: string) => {
		const href = `${base}/${name}`;
		return { name, href, icon, label, shortLabel, current: path === href || path.startsWith(`${href}/`) };
	};
	return [
		place('board', StickyNote, words.board),
		place('tables', LayoutGrid, words.tables, words.tablesShort),
		place('plan', ListChecks, words.plan),
		place('document', BookText, words.document, words.documentShort)
	];
}
