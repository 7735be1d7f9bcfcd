// What the local store promises, over the IndexedDB of a real browser. The same suite runs in Node over memory and over a
// fake one: src/lib/sync/local-store/local-store.test.ts.
import { expect, test } from '@playwright/test';
import { bundleForPage, openInPage } from './in-page-suite.ts';
import type { Expectation, RecordedSuite } from './recorded-vitest.ts';

declare const recordedSuite: RecordedSuite;

test('[STORE-1] a real browser keeps the contract of the local store', async ({ context }) => {
	const page = await openInPage(context, await bundleForPage('local-store.page.ts'));
	const titles = await page.evaluate(() => recordedSuite.titles());
	expect(titles.length).toBeGreaterThan(4);
	for (const [index, title] of titles.entries()) {
		await test.step(title, async () => {
			const expectations = await page.evaluate((i) => recordedSuite.run(i), index);
			expect(expectations.length).toBeGreaterThan(0);
			for (const expectation of expectations) judge(expectation);
		});
	}
});

function judge({ actual, matcher, expected }: Expectation): void {
	const matchers = expect(actual) as unknown as Readonly<Record<string, (...expected: readonly unknown[]) => void>>;
	if (!matchers[matcher]) throw new Error(`${matcher} is not known here`);
	matchers[matcher](...expected);
}
