// How a tab ends when nobody asks it: closed, reloaded, crashed, its process killed, the whole browser killed. None of
// them gives the page a chance to write anything more than it has begun.
import type { Browser, Page } from '@playwright/test';

export const tabEndings = ['close', 'reload', 'crash', 'kill'] as const;
export type TabEnding = (typeof tabEndings)[number];

/** Ends a tab. Gives the page to go on with: the same one after a reload, else a new one. */
export async function endTab(page: Page, ending: TabEnding, browser: Browser): Promise<Page> {
	const context = page.context();
	if (ending === 'reload') {
		await page.reload({ waitUntil: 'commit' });
		return page;
	}
	if (ending === 'crash') await crash(page);
	if (ending === 'kill') await killRenderer(page, browser);
	await page.close();
	return context.newPage();
}

async function crash(page: Page): Promise<void> {
	const crashed = page.waitForEvent('crash');
	const devtools = await page.context().newCDPSession(page);
	// Nobody is left to answer.
	devtools.send('Page.crash').catch((error: unknown) => void error);
	await crashed;
}

/** SIGKILL for every renderer: no test of ours shares this browser. */
async function killRenderer(page: Page, browser: Browser): Promise<void> {
	const crashed = page.waitForEvent('crash');
	for (const pid of await processesOf(browser, 'renderer')) process.kill(pid, 'SIGKILL');
	await crashed;
}

/** SIGKILL for the browser itself, as when a laptop's battery is empty. */
export async function killBrowser(browser: Browser): Promise<void> {
	const gone = new Promise<void>((ended) => browser.once('disconnected', () => ended()));
	for (const pid of await processesOf(browser, 'browser')) process.kill(pid, 'SIGKILL');
	await gone;
}

async function processesOf(browser: Browser, type: 'renderer' | 'browser'): Promise<readonly number[]> {
	const devtools = await browser.newBrowserCDPSession();
	const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
	await devtools.detach();
	return processInfo.filter((info) => info.type === type).map(({ id }) => id);
}
