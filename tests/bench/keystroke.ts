// How long until the others see it: a key goes down in one browser, its letter (or the new card) has been painted in
// another. Compared with what the relay itself takes to hand one small update from one raw socket to another.
import type { Browser, Page } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import type { Person } from '../e2e/pages/person.ts';
import type { RunningServer } from '../e2e/server.ts';
import { phoneGuest } from './guests.ts';
import { median, milliseconds, quantile, times, type Measurement } from './measurement.ts';
import { RawClient, rawWorkshop } from './raw-client.ts';

const samples = 30;
/** Nobody types faster, and one letter must not wait for the one before. */
const pauseMs = 120;

export async function keystroke(
	browser: Browser,
	server: RunningServer,
	moderator: Person,
	link: string
): Promise<readonly Measurement[]> {
	await using guest = await phoneGuest(browser);
	await guest.page.goto(link);
	await guest.page.getByLabel(de.join.nameLabel).fill('Kammer Erfurt');
	await guest.page.getByRole('button', { name: de.join.enter }).click();
	await guest.page.locator('textarea[data-composer]').first().waitFor();
	await watchTexts(guest.page);
	await watchKeys(moderator.page);

	const relay = await handOverTimes(server);
	const letters = await letterTimes(moderator.page, guest.page);
	const cards = await cardTimes(moderator.page, guest.page);
	const reference = median(relay);
	return [
		{ what: 'relay: socket to socket', value: milliseconds(reference), note: `${relay.length} raw updates, median` },
		...rows('letter in a card', letters, reference),
		...rows('new card', cards, reference)
	];
}

function rows(what: string, found: readonly number[], reference: number): readonly Measurement[] {
	const note = (value: number) => `${times(value, reference)} socket to socket`;
	const [middle, high] = [median(found), quantile(found, 0.95)];
	return [
		{ what: `${what}, median`, value: milliseconds(middle), note: `${note(middle)}; ${found.length} keys` },
		{ what: `${what}, p95`, value: milliseconds(high), note: note(high) }
	];
}

async function handOverTimes(server: RunningServer): Promise<readonly number[]> {
	const workshop = await rawWorkshop(server);
	using writer = await RawClient.connect(workshop);
	using reader = await RawClient.connect(workshop);
	const found: number[] = [];
	for (let round = 0; round < samples; round++) {
		const heard = reader.hears();
		const startedAt = performance.now();
		const written = writer.write(`${round}`);
		await heard;
		found.push(performance.now() - startedAt);
		await written;
	}
	return found;
}

async function letterTimes(from: Page, to: Page): Promise<readonly number[]> {
	const composer = from.locator('textarea[data-composer]').first();
	await composer.fill('Karte 0');
	await composer.press('Enter');
	const card = from.getByRole('article', { name: de.board.card.label('Karte 0'), exact: true });
	await card.dblclick();
	const field = from.getByRole('textbox', { name: de.board.card.textLabel });
	await field.waitFor();
	const found: number[] = [];
	for (let text = 'Karte 0a'; found.length < samples; text += 'a') {
		found.push(await timeOf(from, to, 'a', text));
	}
	await field.press('Escape');
	return found;
}

async function cardTimes(from: Page, to: Page): Promise<readonly number[]> {
	const composer = from.locator('textarea[data-composer]').first();
	const found: number[] = [];
	while (found.length < samples) {
		const text = `Neue Karte ${found.length}.`;
		await composer.fill(text);
		found.push(await timeOf(from, to, 'Enter', text));
	}
	return found;
}

/** From the key in one page until the text stands in the other. Both clocks count from the same beginning. */
async function timeOf(from: Page, to: Page, key: string, text: string): Promise<number> {
	await from.waitForTimeout(pauseMs);
	const painted = to.evaluate((text) => (window as unknown as Watching).painted(text), text);
	await from.keyboard.press(key);
	const pressed = await from.evaluate(() => (window as unknown as Watching).keyAt);
	return (await painted) - pressed;
}

interface Watching {
	/** Since 1970, milliseconds with fractions. */
	keyAt: number;
	painted(text: string): Promise<number>;
}

async function watchKeys(page: Page): Promise<void> {
	await page.evaluate(() => {
		const watching = window as unknown as Watching;
		addEventListener('keydown', (event) => (watching.keyAt = performance.timeOrigin + event.timeStamp), {
			capture: true
		});
	});
}

async function watchTexts(page: Page): Promise<void> {
	await page.evaluate(() => {
		const isThere = (text: string) =>
			[...document.querySelectorAll('article p')].some((element) => element.textContent === text);
		(window as unknown as Watching).painted = (text) =>
			new Promise((resolve, reject) => {
				const tooLate = setTimeout(() => reject(new Error(`"${text}" did not arrive`)), 10_000);
				const look = () => {
					if (!isThere(text)) return;
					observer.disconnect();
					clearTimeout(tooLate);
					requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
				};
				const observer = new MutationObserver(look);
				observer.observe(document.body, { childList: true, characterData: true, subtree: true });
				look();
			});
	});
}
