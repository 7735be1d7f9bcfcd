/**
 * Order keys: strings that sort between any two others, so that moving one thing changes one field of one record.
 * Fractional indexing after Figma ("Realtime editing of ordered sequences", 2017), base 62, with a random tail against
 * two people inserting at the same place at once. Equal keys are ordered by id wherever lists are read.
 */

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base = digits.length;
const tailLength = 3;

/** A key strictly between `before` and `after`; leave one out for the start or the end of the list. */
export function orderKeyBetween(before?: string, after?: string, random: () => number = Math.random): string {
	const left = clean(before);
	const right = clean(after);
	const upper = right !== undefined && (left === undefined || left < right) ? right : undefined;
	let key = midpoint(left ?? '', upper);
	for (let i = 0; i < tailLength; i++) key += digits.charAt(Math.floor(random() * base));
	// A key may never end in the lowest digit: nothing would fit before it.
	return key + digits.charAt(1 + Math.floor(random() * (base - 1)));
}

/** Sorts by key, then by id; code units, so that every device agrees whatever its language. */
export function byOrder(a: { readonly order: string; readonly id: string }, b: typeof a): number {
	if (a.order !== b.order) return a.order < b.order ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Keys from outside: never ending in the lowest digit (nothing fits before it), of a sane length. */
function clean(key: string | undefined): string | undefined {
	return key !== undefined && /^[0-9A-Za-z]{0,200}[1-9A-Za-z]$/.test(key) ? key : undefined;
}

/** The shortest string above `left` and, with the tail that follows, below `right`. */
function midpoint(left: string, right: string | undefined): string {
	let prefix = '';
	for (let i = 0; ; i++) {
		const low = i < left.length ? digits.indexOf(left.charAt(i)) : 0;
		const high = right === undefined ? base : i < right.length ? digits.indexOf(right.charAt(i)) : 0;
		if (high - low > 1)
			return prefix + digits.charAt(low + Math.max(1, right === undefined && i < left.length ? 1 : (high - low) >> 1));
		prefix += digits.charAt(low);
		if (high > low) right = undefined;
	}
}
