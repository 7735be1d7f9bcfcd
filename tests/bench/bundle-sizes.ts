// How much script travels to a phone, as Chromium counts it: until each page can be used, in a browser that has never
// been here. What only some pages need (Tiptap, docx) is counted as what comes on top when it is first used.
import type { Browser, Page } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { budgets } from '../architecture/budgets.ts';
import { phoneGuest, type Language } from './guests.ts';
import { kilobytes, type Measurement } from './measurement.ts';
import { watchScripts, without, type Traffic } from './wire.ts';

export async function bundleSizes(browser: Browser, url: string, link: string): Promise<readonly Measurement[]> {
	const [first, ...later] = await pathOfParticipant(browser, link);
	return [
		row('start page', await firstPage(browser, url, 'de-DE', 'main a, main button')),
		first!,
		row('join page, in English', await firstPage(browser, link, 'en-GB', nameField), budgets.join),
		...later
	];
}

const nameField = 'input[name="name"]';

async function firstPage(browser: Browser, address: string, language: Language, ready: string): Promise<Traffic> {
	await using guest = await phoneGuest(browser, language);
	const scripts = await watchScripts(guest.page);
	await guest.page.goto(address);
	await guest.page.locator(ready).first().waitFor();
	await quiet(guest.page);
	return scripts();
}

async function pathOfParticipant(browser: Browser, link: string): Promise<readonly Measurement[]> {
	await using guest = await phoneGuest(browser);
	const { page } = guest;
	const scripts = await watchScripts(page);
	const rows: Measurement[] = [];
	let before: Traffic = { files: 0, bytes: 0, headers: 0 };
	const addition = async () => {
		await quiet(page);
		const all = scripts();
		const added = without(all, before);
		before = all;
		return { all, added };
	};

	await page.goto(link);
	await page.locator(nameField).fill('Kammer Erfurt');
	rows.push(row('join page', (await addition()).all, budgets.join));

	await page.getByRole('button', { name: de.join.enter }).click();
	await page.locator('textarea[data-composer]').first().waitFor();
	rows.push(row('board, from the link on', (await addition()).all, budgets.board));

	await page.locator('nav a[href$="/tables"]:visible').click();
	await page.locator('main a[href*="/tables/"]').first().click();
	// On a phone the note may lie behind a tab.
	await page.locator('.ProseMirror').waitFor({ state: 'attached' });
	rows.push(row('a table with its note, on top', (await addition()).added));

	await page.locator('nav a[href$="/document"]:visible').click();
	await page.getByRole('heading', { level: 1, name: de.document.title }).waitFor();
	rows.push(row('the document, on top', (await addition()).added));

	const saved = page.waitForEvent('download');
	await page.getByRole('button', { name: de.document.exportAs(de.document.formats.docx.name) }).click();
	await saved;
	rows.push(row('saving it as DOCX, on top', (await addition()).added));
	return rows;
}

function row(what: string, { bytes, headers, files }: Traffic, budget?: number): Measurement {
	const verdict =
		budget === undefined ? '' : `; at most ${kilobytes(budget)}: ${bytes <= budget ? 'kept' : 'MISSED <<<'}`;
	return {
		what,
		value: kilobytes(bytes),
		note: `${files} ${files === 1 ? 'file' : 'files'}, ${kilobytes(bytes - headers)} without headers${verdict}`
	};
}

async function quiet(page: Page): Promise<void> {
	await page.waitForLoadState('networkidle');
}
