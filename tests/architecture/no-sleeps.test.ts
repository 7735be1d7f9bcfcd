// A test that waits for a time instead of an event is slow on a good day and wrong on a bad one.
import { expect, test } from 'vitest';
import { filesBelow } from './project-files.ts';

const sleeps = [
	/waitForTimeout\s*\(/,
	/timers\/promises/,
	/setTimeout\(\s*(resolve|done|ok|r)\b/,
	/new Promise[^;{]*=>\s*setTimeout\(/
];

test('no journey sleeps', () => {
	const found = filesBelow(['tests/e2e'], /\.ts$/).flatMap(({ path, text }) =>
		text
			.split('\n')
			.map((line, index) => ({ line, place: `${path}:${index + 1}` }))
			.filter(({ line }) => sleepsIn(line))
			.map(({ place }) => place)
	);
	expect(found).toEqual([]);
});

test.each([
	'await page.waitForTimeout(500)',
	'await new Promise((r) => setTimeout(r, 5));',
	"import { setTimeout } from 'node:timers/promises';"
])('a sleep is found: %s', (line) => {
	expect(sleepsIn(line)).toBe(true);
});

function sleepsIn(line: string): boolean {
	return sleeps.some((sleep) => sleep.test(line));
}
