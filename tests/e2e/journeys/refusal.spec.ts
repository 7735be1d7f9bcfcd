// What the relay does not accept is not lost: the document is replaced under the mounted views, and every word is either
// in the document or in the tray.
import { expect, test, type Browser } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { Person } from '../pages/person.ts';
import { refusingLine } from '../pages/refusing-line.ts';
import { startServer, type RunningServer } from '../server.ts';

/** So long the relay still takes words in flight after a lock (and a little more), milliseconds. */
const graceMs = 3500;

const sentence = 'Die Betriebe werden von Anfang an einbezogen, auch die ganz kleinen.';

async function twoPeople(browser: Browser, server: RunningServer) {
	const moderator = await Person.arrives(browser, 'Akademie');
	const writer = await Person.arrives(browser, 'Kammer Berlin');
	const line = await refusingLine(writer.page, /^board\./);
	await moderator.creates(server.url, 'Ideenschmiede');
	await writer.joins(await moderator.participantLink());
	return { moderator, writer, line };
}

test('a frame refused while somebody types in a card costs no word, and the typing goes on', async ({ browser }) => {
	await using server = await startServer();
	const { moderator, writer, line } = await twoPeople(browser, server);
	await writer.writesCards(['Betriebe']);
	await writer.card('Betriebe').dblclick();
	const field = writer.page.getByRole('textbox', { name: de.board.card.textLabel });
	await field.fill('');
	for (const [i, letter] of [...sentence].entries()) {
		if (i === 20) line.refuseNext('invalid');
		await field.press(letter === ' ' ? 'Space' : letter, { delay: 8 });
	}
	await expect(field).toHaveValue(sentence);
	await expect(field).toBeFocused();
	await field.press('Escape');
	expect(line.refused, 'a frame was refused').toBeGreaterThan(0);
	await writer.seesLight('saved');
	await expect(writer.card(sentence)).toBeVisible();
	await expect(moderator.card(sentence)).toBeVisible();
	await writer.page.reload();
	await expect(writer.card(sentence)).toBeVisible();
});

test('a frame refused while somebody types in a shared note costs no word', async ({ browser }) => {
	await using server = await startServer();
	const { moderator, writer, line } = await twoPeople(browser, server);
	for (const person of [moderator, writer]) await person.opensTable('Transfer sichern');
	const field = writer.note;
	await field.click();
	for (const [i, letter] of [...sentence].entries()) {
		if (i === 25) line.refuseNext('invalid');
		await writer.page.keyboard.press(letter === ' ' ? 'Space' : letter, { delay: 8 });
	}
	await expect(field).toHaveText(sentence);
	expect(line.refused, 'a frame was refused').toBeGreaterThan(0);
	await writer.seesLight('saved');
	await expect(moderator.note).toHaveText(new RegExp(sentence));
});

test('a board locked while somebody is offline: the words lie in the tray and can be brought in again', async ({
	browser
}) => {
	await using server = await startServer();
	const { moderator, writer } = await twoPeople(browser, server);
	await writer.seesLight('saved');
	await writer.context.setOffline(true);
	await writer.writesCards(['Geschrieben im Funkloch']);
	await writer.seesLight('device');
	await moderator.setsBoardAccess('read');
	const lockedAt = Date.now();
	await expect.poll(() => Date.now() - lockedAt, { timeout: 2 * graceMs }).toBeGreaterThan(graceMs);
	await writer.context.setOffline(false);
	await writer.seesLight('refused');
	await expect(writer.page.getByRole('article')).toHaveCount(0);
	await writer.opensTray();
	const tray = writer.page.getByRole('dialog', { name: de.tray.title });
	await expect(tray.getByText('Geschrieben im Funkloch')).toBeVisible();

	await writer.page.reload();
	await writer.seesLight('refused');
	await moderator.setsBoardAccess('write');
	await writer.opensTray();
	await tray.getByRole('button', { name: de.tray.again, exact: true }).click();
	await writer.seesLight('saved');
	await moderator.seesCards(['Geschrieben im Funkloch']);
});

test('somebody is removed while offline: they hear why, keep their words, and can take them along as a file', async ({
	browser
}) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const writer = await Person.arrives(browser, 'Kammer Berlin', 'phone');
	await moderator.creates(server.url, 'Ideenschmiede');
	await writer.joins(await moderator.participantLink());
	await writer.writesCards(['Schon gesendet']);
	await writer.seesLight('saved');
	await writer.context.setOffline(true);
	await writer.writesCards(['Geschrieben im Funkloch']);
	await writer.seesLight('device');

	await moderator.removes(writer.name);
	await writer.context.setOffline(false);
	await expect(writer.page.getByText(de.ended.kicked.title)).toBeVisible();
	await writer.seesCards(['Schon gesendet', 'Geschrieben im Funkloch']);
	await writer.page.getByRole('button', { name: de.ended.whatIsLeft }).click();
	const file = await writer.downloads(de.ended.left.save);
	expect(Buffer.from(file).toString()).toContain('Geschrieben im Funkloch');
	await writer.page.reload();
	await expect(writer.page.getByText(de.ended.kicked.title)).toBeVisible();
	await writer.seesCards(['Schon gesendet', 'Geschrieben im Funkloch']);
	await moderator.seesCards(['Schon gesendet']);
});
