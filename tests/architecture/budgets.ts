// What may travel to a phone before it can be used, in bytes: people in one room share one router. Checked here from the
// build's own list, and shown by `npm run bench` as a browser counts it.
const kB = 1000;

export const budgets = {
	/** All script of the page on which somebody says their name. */
	join: 70 * kB,
	/** All script from the link to the board, everything loaded on the way. */
	board: 170 * kB
} as const;

/** Each file travels with the header of its answer; many small files are no way around a budget. */
export const headerBytes = 600;
