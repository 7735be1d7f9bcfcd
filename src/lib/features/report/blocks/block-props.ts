/** What the component of a block gets. */
import type { Component, Snippet } from 'svelte';
import type { Block, BlockKind, BlockOf, ReportWords } from '#lib/report/report.ts';

export interface BlockProps<Kind extends BlockKind> {
	readonly block: BlockOf<Kind>;
	readonly words: ReportWords;
	/** Shows blocks inside of this one. */
	readonly nested: Snippet<[readonly Block[]]>;
}

/** One component for every kind: a new kind does not compile until the preview shows it. */
export type BlockComponents = { readonly [Kind in BlockKind]: Component<BlockProps<Kind>> };
