/** Broken assumptions end loudly, with a sentence that says what was assumed. */

export function assert(condition: unknown, sentence: string): asserts condition {
	if (!condition) throw new Error(`Assumption broken: ${sentence}`);
}

/** The compiler's proof that a switch over a union has seen every case. */
export function unreachable(value: never): never {
	throw new Error(`Assumption broken: ${JSON.stringify(value)} is a case that does not exist`);
}
