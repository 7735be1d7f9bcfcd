/** A pasted list becomes several cards. */

const bullet = /^\s*(?:[-*•–·◦▪]|\d{1,3}[.)]|\[[ xX]?\])\s+/;

/** The items of a list of at least two lines, without their bullets and numbers; `undefined` for anything else. */
export function pastedList(text: string): readonly string[] | undefined {
	const items = text
		.split(/\r\n?|\n/)
		.map((line) => line.replace(bullet, '').replace(bullet, '').trim())
		.filter((line) => line !== '');
	return items.length > 1 ? items : undefined;
}
