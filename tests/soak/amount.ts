/**
 * How long a test that repeats itself goes on: a short form in `npm test`, its full length in `npm run soak`. Both run
 * the same code with the same seeds; the short form is the beginning of the long one.
 */

/** True in `npm run soak`. */
export const isSoak = process.env.WERKTISCH_SOAK === '1';

/** Repetitions: how many in `npm test`, how many in `npm run soak`. */
export function amount(of: { readonly test: number; readonly soak: number }): number {
	return isSoak ? of.soak : of.test;
}

/** Longest duration of one such test, milliseconds; in a soak there is none. */
export function patience(milliseconds: number): number {
	return isSoak ? 0 : milliseconds;
}
