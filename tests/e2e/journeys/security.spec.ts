// The headers that pages carry, and that the app lives with them: a walk through every screen under a policy that allows
// nothing inline and nobody else, with a listener for whatever the browser has to block.
import { expect, test } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { guard } from '../pages/guard.ts';
import { Person } from '../pages/person.ts';
import { refusingLine } from '../pages/refusing-line.ts';
import { startServer } from '../server.ts';

const table = 'Transfer sichern';

/** As it comes from a word processor: with styles, colours, a script and a picture from elsewhere. */
const pasted =
	'<style>p { color: red }</style><p style="color: red" onclick="alert(1)">Aus <span style="font-weight: 700">Word</span></p>' +
	'<table style="width: 50%"><colgroup><col style="width: 20px"><col></colgroup><tr><td style="border: 1px">a</td><td>b</td></tr></table>' +
	'<script>alert(1)</script>';

test('pages allow no inline script, no inline style, no eval and no frame', async ({ browser, request }) => {
	await using server = await startServer();
	for (const path of ['/', '/new', '/join', '/w/irgendeine/board']) {
		const headers = (await request.get(server.url + path)).headers();
		const policy = headers['content-security-policy'] ?? '';
		expect(policy, path).toMatch(/script-src 'self' 'sha256-/);
		expect(policy, path).toMatch(/style-src 'self' 'sha256-/);
		expect(policy, path).not.toMatch(/unsafe|https?:|\*/);
		for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
			expect(policy, path).toContain(part);
		expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
		expect(headers).not.toHaveProperty('strict-transport-security');
	}
	await request.get(`${server.url}/verschrieben/GEHEIM`);
	expect(server.output()).not.toContain('GEHEIM');
	const visitor = await Person.arrives(browser, 'Neugierig');
	const seen = await guard(visitor.context);
	await visitor.page.goto(server.url);
	await expect(visitor.page.getByRole('heading', { level: 1 })).toBeVisible();
	const painted = await visitor.page.evaluate(() => {
		const probe = document.createElement('div');
		probe.setAttribute('style', 'color: rgb(1, 2, 3)');
		document.body.append(probe);
		return getComputedStyle(probe).color;
	});
	expect(painted, 'the listener and the policy are at work').not.toBe('rgb(1, 2, 3)');
	await expect.poll(() => seen.violations).toHaveLength(1);
});

test('the app needs nothing that its policy forbids, on no screen, and speaks to its server only', async ({
	browser
}) => {
	test.setTimeout(180_000);
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const guest = await Person.arrives(browser, 'Kammer Aachen', 'phone');
	const guards = [await guard(moderator.context), await guard(guest.context)];
	const line = await refusingLine(guest.page, /^board\./);
	const { page } = moderator;

	await test.step('start, new, join', async () => {
		await page.goto(server.url);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await guest.page.goto(`${server.url}/join`);
		await guest.seesHeading(de.join.codeTitle);
		await moderator.creates(server.url, 'Ideenschmiede');
		await guest.joins(await moderator.participantLink());
	});
	await test.step('board, people, invitation with its QR code', async () => {
		await guest.writesCards(['Eine', 'Zwei', 'Drei']);
		await moderator.seesCards(['Eine', 'Zwei', 'Drei']);
		await moderator.groups(['Eine', 'Zwei'], 'Beisammen');
		await page.getByTitle(de.people.title).click();
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: de.people.invite.title, exact: true }).click();
		await expect(page.getByRole('img', { name: /QR-Code/ })).toBeVisible();
		await page.keyboard.press('Escape');
	});
	await test.step('a note that two people write, with a table, and what is pasted, copied and cut', async () => {
		await moderator.opensTable(table);
		await guest.opensTable(table);
		await moderator.goesInNoteTo('End');
		await page.getByRole('button', { name: de.note.tableInsert }).click();
		await moderator.types('Zelle');
		await page.keyboard.press('Tab');
		await moderator.types('daneben');
		await expect(guest.note.locator('td, th').first()).toContainText('Zelle');
		await guest.note.locator('p').last().click();
		await guest.types('mit Marke');
		await moderator.goesInNoteTo('End');
		await paste(moderator, pasted);
		await expect(moderator.note.locator('strong', { hasText: 'Word' })).toBeVisible();
		await page.keyboard.press('Control+a');
		await page.keyboard.press('Control+c');
		await page.keyboard.press('ArrowRight');
		await moderator.seesLight('saved');
	});
	await test.step('plan and document, on the screen and on paper', async () => {
		await moderator.goesTo('plan');
		await moderator.addsMeasure('Schulung anbieten', '2023-Q1');
		await moderator.addsDecision('Wir machen weiter.');
		await moderator.goesTo('document');
		await expect(page.getByText('Schulung anbieten').first()).toBeVisible();
		await moderator.downloads(de.document.formats.docx.name);
		await page.emulateMedia({ media: 'print' });
		await expect(page.getByText('Schulung anbieten').first()).toBeVisible();
		await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
	});
	await test.step('the tray', async () => {
		await moderator.goesTo('board');
		await guest.page.goBack();
		await guest.goesTo('board');
		line.refuseNext('full');
		await guest.writesCards(['Zu viel']);
		await guest.seesLight('refused');
		await guest.opensTray();
		await expect(guest.page.getByRole('dialog', { name: de.tray.title }).getByText('Zu viel')).toBeVisible();
		await guest.page.keyboard.press('Escape');
	});
	await test.step('without a network, from the service worker', async () => {
		await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		await moderator.context.setOffline(true);
		await page.reload();
		await moderator.seesCards(['Eine', 'Zwei', 'Drei']);
		for (const place of ['tables', 'plan', 'document'] as const) await moderator.goesTo(place);
		await moderator.context.setOffline(false);
	});

	expect(guards.flatMap(({ violations }) => violations)).toEqual([]);
	for (const { hosts } of guards) expect([...hosts]).toEqual([new URL(server.url).host]);
	for (const person of [moderator, guest]) expect(person.errors.filter(isUnexpected), person.name).toEqual([]);
});

/** As if it had been copied in another program. */
async function paste(person: Person, html: string): Promise<void> {
	await person.note.evaluate((field, content) => {
		const data = new DataTransfer();
		data.setData('text/html', content);
		field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
	}, html);
}

/** Browsers report every request that fails while there is no network; those were caused on purpose. */
function isUnexpected(error: string): boolean {
	return !/ERR_INTERNET_DISCONNECTED|WebSocket connection to|Failed to fetch/.test(error);
}
