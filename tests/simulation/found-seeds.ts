/** Seeds that find something that is not mended yet: left out of `npm test`, told in `npm run soak`. Should be empty. */
export const openSeeds: ReadonlySet<number> = new Set();

/**
 * Seeds that have found something, each with what it was and, when it takes a longer story than the others, how many
 * steps. They always run. A change of the simulator tells other stories for the same seeds; what such a seed once found
 * is then also held by a mutation (mutations.ts).
 */
export const foundSeeds: readonly (readonly [seed: number, what: string, steps?: number])[] = [
	[2, 'deletions that followed from own words were kept as if others had said them'],
	[44, 'a store that did not answer when a page was opened was never read'],
	[243, 'a document whose client id somebody else had used could not be disconnected any more'],
	[
		94,
		'while words of others had a gap, rows that build on refused ones stayed in the document and waited for ever',
		500
	],
	[462, 'the same, with what was written while the store did not take the refusal', 500],
	[1625, 'the same, in a tab that was sent an update before the relay had told it the rest', 500],
	[68, 'a card whose answer was lost was made anew after a refusal, without what others had written in it', 500],
	[481, 'a document opened while the store was failing: after its return an ACK covered what no disk had', 500],
	[1419, 'the same: what came to the disk unheard answered for what came after it', 500]
];
