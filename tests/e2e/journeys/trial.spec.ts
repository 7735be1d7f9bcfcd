// A moderator sees for themselves what participants see: in a tab of its own, as somebody else, from the door on.
import { expect, test } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { Person } from '../pages/person.ts';
import { startServer } from '../server.ts';

test('a moderator tries the participants’ view beside their own, and leaves nobody behind', async ({ browser }) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	await moderator.creates(server.url, 'Ideenschmiede');
	await moderator.page.getByRole('button', { name: de.shell.settings }).click();
	const opened = moderator.context.waitForEvent('page');
	await moderator.page.getByRole('menuitem', { name: de.moderation.trial.begin }).click();
	const page = await opened;
	const trial = Person.at(page, 'Probe');

	await page.getByLabel(de.join.nameLabel).fill('Probe');
	await page.getByRole('button', { name: de.join.enter }).click();
	await trial.seesHeading(de.board.title);
	expect(page.url()).not.toContain('#');
	const banner = page.getByRole('complementary', { name: de.moderation.trial.title });
	await expect(banner).toBeVisible();
	await expect(page.getByRole('button', { name: de.people.invite.title, exact: true })).toHaveCount(0);
	await trial.writesCards(['Von der Probe']);
	await trial.seesLight('saved');
	await moderator.seesCards(['Von der Probe']);

	await moderator.page.getByRole('button', { name: de.shell.settings }).click();
	await moderator.page.getByRole('menuitemcheckbox', { name: de.moderation.lock.board }).click();
	await expect(page.getByText(de.shell.locked)).toBeVisible();
	await expect(page.getByRole('textbox', { name: /^Karte schreiben zu/ })).toHaveCount(0);
	await expect(moderator.page.getByRole('textbox', { name: /^Karte schreiben zu/ }).first()).toBeVisible();
	await page.reload();
	await expect(banner).toBeVisible();
	await expect(page.getByText('Von der Probe')).toBeVisible();
	await moderator.page.reload();
	await expect(moderator.page.getByRole('button', { name: de.people.invite.title, exact: true })).toBeVisible();

	await page.getByRole('button', { name: de.moderation.trial.end }).click();
	await expect(page.getByRole('button', { name: de.people.invite.title, exact: true })).toBeVisible();
	await expect(banner).toHaveCount(0);
	await moderator.page.getByTitle(de.people.title).click();
	await expect(moderator.page.getByRole('dialog').getByText('Probe', { exact: true })).toHaveCount(0);
	await expect(moderator.card('Von der Probe')).toHaveCount(1);
	expect([...moderator.errors, ...trial.errors]).toEqual([]);
});
