// The browser of the benchmark and who sits before it. Nobody has been here before: every guest has a context of their
// own, without a cache and without a service worker.
import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { chromiumArguments, chromiumMissing, findChromium } from '../chromium.mjs';
import { Person } from '../e2e/pages/person.ts';

export type Language = 'de-DE' | 'en-GB';

export interface Guest extends AsyncDisposable {
	readonly page: Page;
}

export function openBrowser(): Promise<Browser> {
	const executablePath = findChromium();
	if (!executablePath) throw new Error(chromiumMissing);
	return chromium.launch({ executablePath, args: chromiumArguments });
}

/** Somebody at a phone. */
export async function phoneGuest(browser: Browser, locale: Language = 'de-DE'): Promise<Guest> {
	const context = await browser.newContext({
		...surroundings,
		...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale }
	});
	return { page: await context.newPage(), [Symbol.asyncDispose]: () => context.close() };
}

/** The moderator of a new workshop, at a laptop, and the link for the others. */
export async function moderatorWithLink(browser: Browser, url: string, title: string) {
	const moderator = await Person.arrives(inOurSurroundings(browser), 'Akademie');
	await moderator.creates(url, title);
	return { moderator, link: await moderator.participantLink() };
}

/** The persons of the journeys take language and the rest from Playwright's configuration, which is not here. */
function inOurSurroundings(browser: Browser): Browser {
	const newContext = (options?: BrowserContextOptions) =>
		browser.newContext({ ...options, ...surroundings, locale: 'de-DE' });
	return Object.assign(Object.create(browser) as Browser, { newContext });
}

const surroundings = { serviceWorkers: 'block', timezoneId: 'Europe/Berlin' } as const;
