/**
 * An attachment for a list that is a CSS grid: lays the items closely, column by column, while they keep their order in
 * the document for keyboard and screen reader. An item stays in its column for as long as there are as many columns, so
 * that one that comes, grows or goes moves only what stands below it. Without this the grid itself is the layout.
 */
import type { Attachment } from 'svelte/attachments';

export function masonry(gap: number): Attachment<HTMLElement> {
	return (list) => {
		const columnOf = new WeakMap<Element, number>();
		let columns = 0;

		const place = () => {
			// Columns come from the style sheet, also while no item stands in the grid.
			const now = getComputedStyle(list).gridTemplateColumns.split(' ').length;
			const isNew = now !== columns;
			columns = now;
			list.toggleAttribute('data-laid', columns > 1);
			if (columns < 2) return release();
			const items = [...(list.children as HTMLCollectionOf<HTMLElement>)];
			// All reading before all writing: each in turn would lay out the page once per item.
			const heights = items.map((item) => item.offsetHeight);
			const ends = new Array<number>(columns).fill(0);
			items.forEach((item, index) => {
				let column = isNew ? undefined : columnOf.get(item);
				column ??= ends.indexOf(Math.min(...ends));
				columnOf.set(item, column);
				put(item, column, ends[column]!);
				ends[column] = ends[column]! + heights[index]! + gap;
			});
			list.style.height = `${Math.max(gap, ...ends) - gap}px`;
		};

		/** Back to the grid's own layout. */
		const release = () => {
			list.style.removeProperty('height');
			for (const item of list.children as HTMLCollectionOf<HTMLElement>) {
				item.style.removeProperty('grid-column');
				item.style.removeProperty('top');
			}
		};

		const sizes = new ResizeObserver(place);
		sizes.observe(list);
		for (const item of list.children) sizes.observe(item);
		const items = new MutationObserver((changes) => {
			for (const change of changes) {
				for (const node of change.addedNodes) if (node instanceof Element) sizes.observe(node);
				for (const node of change.removedNodes) if (node instanceof Element) sizes.unobserve(node);
			}
			place();
		});
		items.observe(list, { childList: true });
		place();
		return () => {
			sizes.disconnect();
			items.disconnect();
		};
	};
}

function put({ style }: HTMLElement, column: number, top: number): void {
	const columns = `${column + 1} / ${column + 2}`;
	if (style.gridColumn !== columns) style.gridColumn = columns;
	if (style.top !== `${top}px`) style.top = `${top}px`;
}
