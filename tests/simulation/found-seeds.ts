/** Seeds that find something that is not mended yet: left out of `npm test`, told in `npm run soak`. Should be empty. */
export const openSeeds: ReadonlySet<number> = new Set();

/**
 * Seeds that have found something, each with what it was. They always run. A change of the simulator tells other stories
 * for the same seeds; what such a seed once found is then also held by a mutation (mutations.ts).
 */
export const foundSeeds: readonly (readonly [seed: number, what: string])[] = [
	[2, 'deletions that followed from own words were kept as if others had said them'],
	[44, 'a store that did not answer when a page was opened was never read'],
	[243, 'a document whose client id somebody else had used could not be disconnected any more']
];
