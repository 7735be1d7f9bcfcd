// Stands in for Vitest inside a page: runs a suite there and writes down what it expects. Nothing is judged in the page;
// whoever drives it holds each recorded expectation against the real `expect` (in-page-suite.ts).

/** One line `expect(actual).matcher(...expected)` of a suite. */
export interface Expectation {
	readonly actual: unknown;
	readonly matcher: string;
	readonly expected: readonly unknown[];
}

interface Case {
	readonly title: string;
	readonly body: () => unknown;
}

const cases: Case[] = [];
const titles: string[] = [];
let recorded: Expectation[] = [];

export function describe(title: string, body: () => void): void {
	titles.push(title);
	body();
	titles.pop();
}

export function test(title: string, body: () => unknown): void {
	cases.push({ title: [...titles, title].join(' › '), body });
}

export function expect(actual: unknown): object {
	return new Proxy({}, { get: (_, name) => (name === 'rejects' ? rejects(actual) : record(actual, String(name))) });
}

function record(actual: unknown, matcher: string) {
	return (...expected: readonly unknown[]) => void recorded.push({ actual, matcher, expected });
}

/** What the promise rejected with is expected by its message, because an error does not travel out of a page. */
function rejects(promise: unknown) {
	return {
		async toThrow(...expected: readonly unknown[]) {
			const message = await Promise.resolve(promise).then(
				() => 'nothing was thrown',
				(error: unknown) => (error instanceof Error ? error.message : String(error))
			);
			recorded.push({ actual: message, matcher: 'toContain', expected });
		}
	};
}

const suite = {
	titles: () => cases.map(({ title }) => title),
	/** Runs one case; what it expected, in order. A case that throws rejects. */
	async run(index: number): Promise<readonly Expectation[]> {
		recorded = [];
		await cases[index]!.body();
		return recorded;
	}
};
export type RecordedSuite = typeof suite;
Object.assign(globalThis, { recordedSuite: suite });
