// What a page hears of its own life in a real browser. A browser without a screen hides and freezes nothing, so these events
// are given as browsers give them: at the document, where some of them stay.
import { expect, test } from '@playwright/test';
import { bundleForPage, openInPage } from './in-page-suite.ts';

test('[SYNC-3] [SYNC-2] a page hears that it is frozen, woken up, left, and without a network', async ({ context }) => {
	const page = await openInPage(context, await bundleForPage('page-life.page.ts'));
	const heard = () => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard.splice(0));
	await heard();
	await page.evaluate(() => {
		for (const type of ['freeze', 'resume']) document.dispatchEvent(new Event(type));
		for (const type of ['pagehide', 'pageshow']) dispatchEvent(new Event(type));
	});
	expect(await heard()).toEqual(['hide', 'show', 'hide', 'show']);
	await context.setOffline(true);
	await context.setOffline(false);
	expect(await heard()).toEqual(['offline', 'online']);
});
