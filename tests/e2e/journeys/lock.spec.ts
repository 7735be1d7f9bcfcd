// A moderator locks the cards while people write: nobody types into nowhere, nothing half typed is lost, everybody knows.
import { expect, test, type Page } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { Person } from '../pages/person.ts';
import { startServer } from '../server.ts';

const { lock } = de.moderation;

/** So long the relay still takes words in flight after a lock (and a little more), milliseconds. */
const graceMs = 3500;

const composerOf = (page: Page) => page.getByRole('textbox', { name: /^Karte schreiben zu/ }).first();

async function switchesLock({ page }: Person): Promise<void> {
	await page.getByRole('button', { name: de.shell.settings }).click();
	await page.getByRole('menuitemcheckbox', { name: lock.board }).click();
}

test('a lock comes while people write: what is begun is kept and goes on where it was once the lock is gone', async ({
	browser
}) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const writer = await Person.arrives(browser, 'Kammer Berlin', 'phone');
	const editor = await Person.arrives(browser, 'Betrieb Nord');
	await moderator.creates(server.url, 'Ideenschmiede');
	const link = await moderator.participantLink();
	for (const person of [writer, editor]) await person.joins(link);
	await writer.writesCards(['Betriebe']);
	await composerOf(writer.page).fill('Halb getippt');
	await editor.card('Betriebe').dblclick();
	const field = editor.page.getByRole('textbox', { name: de.board.card.textLabel });
	await field.press('End');
	await field.pressSequentially(' früh einbeziehen');
	await expect(moderator.card('Betriebe früh einbeziehen')).toBeVisible();

	await switchesLock(moderator);
	await expect(moderator.page.getByText(lock.now.board)).toBeVisible();
	await expect(writer.page.getByText(de.shell.begunKept)).toBeFocused();
	await expect(composerOf(writer.page)).toHaveCount(0);
	await expect(field).not.toBeEditable();
	await expect(field).toBeFocused();
	await editor.page.keyboard.type(' und mehr');
	await expect(field).toHaveValue('Betriebe früh einbeziehen');
	await expect(editor.page.getByText(de.errors.command.access)).toHaveCount(0);

	await moderator.page.getByRole('button', { name: lock.open }).click();
	await expect(moderator.page.getByText(lock.now.board)).toHaveCount(0);
	await expect(moderator.page.getByRole('heading', { level: 1 })).toBeFocused();
	await expect(composerOf(writer.page)).toHaveValue('Halb getippt');
	await expect(composerOf(writer.page)).toBeFocused();
	await expect(field).toBeEditable();
	await field.pressSequentially('!');
	await expect(moderator.card('Betriebe früh einbeziehen!')).toBeVisible();
	for (const person of [moderator, writer, editor]) expect(person.errors).toEqual([]);
});

test('words written offline come back to a locked board: a notice leads to the tray, and they go in after the lock', async ({
	browser
}) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const writer = await Person.arrives(browser, 'Kammer Berlin', 'phone');
	await moderator.creates(server.url, 'Ideenschmiede');
	await writer.joins(await moderator.participantLink());
	await writer.seesLight('saved');
	await writer.context.setOffline(true);
	await writer.writesCards(['Im Funkloch']);
	await writer.seesLight('device');
	await switchesLock(moderator);
	await expect(moderator.page.getByText(lock.now.board)).toBeVisible();
	const lockedAt = Date.now();
	await expect.poll(() => Date.now() - lockedAt, { timeout: 2 * graceMs }).toBeGreaterThan(graceMs);
	await writer.context.setOffline(false);

	await expect(writer.page.getByText(de.tray.arrived(1))).toBeVisible({ timeout: 20_000 });
	await writer.page.getByRole('button', { name: de.common.show }).click();
	const tray = writer.page.getByRole('dialog', { name: de.tray.title });
	await expect(tray.getByText('Im Funkloch')).toBeVisible();
	await moderator.page.getByRole('button', { name: lock.open }).click();
	await expect(moderator.page.getByText(lock.now.board)).toHaveCount(0);
	await expect(async () => {
		await tray.getByRole('button', { name: de.tray.again }).click({ timeout: 1000 });
		await expect(tray.getByText(de.tray.empty.title)).toBeVisible({ timeout: 1000 });
	}).toPass();
	await moderator.seesCards(['Im Funkloch']);
});
