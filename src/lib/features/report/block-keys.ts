/**
 * A key for each block that stays the same while others come and go, so that the preview moves what is there instead of
 * drawing it anew: the heading it stands under, its kind, and how many of its kind stand before it there.
 */
import type { Block } from '#lib/report/report.ts';

export interface KeyedBlock {
	readonly key: string;
	readonly block: Block;
}

export function keyed(blocks: readonly Block[]): readonly KeyedBlock[] {
	let heading = '';
	const counts = new Map<string, number>();
	return blocks.map((block) => {
		if (block.kind === 'heading') heading = block.id;
		const place = `${heading}/${block.kind}`;
		const count = (counts.get(place) ?? 0) + 1;
		counts.set(place, count);
		return { key: `${place}/${count}`, block };
	});
}
