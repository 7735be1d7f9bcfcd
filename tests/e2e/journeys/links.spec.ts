// Who gets in: links with an end, for so many people, with a moderator's yes; and revoked ones, which end at once.
import { expect, test, type Locator } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { Person } from '../pages/person.ts';
import { startServer } from '../server.ts';

const t = de.people.links;

async function opensLinks(moderator: Person): Promise<Locator> {
	await moderator.page.getByRole('button', { name: de.people.invite.title, exact: true }).click();
	const dialog = moderator.page.getByRole('dialog').first();
	await dialog.getByText(t.title).click();
	await expect(dialog.getByRole('listitem').first()).toBeVisible();
	return dialog;
}

test('a link for one person with approval, used up by the first; a revoked link puts people out', async ({
	browser
}) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const first = await Person.arrives(browser, 'Kammer Berlin', 'phone');
	const second = await Person.arrives(browser, 'Betrieb Nord', 'phone');
	const guest = await Person.arrives(browser, 'Schule Süd');
	await moderator.creates(server.url, 'Ideenschmiede');
	const openLink = await moderator.participantLink();
	await guest.joins(openLink);

	const dialog = await opensLinks(moderator);
	await dialog.getByLabel(t.number).selectOption({ label: t.numbers(1) });
	await dialog.getByLabel(t.askApproval).check();
	await dialog.getByRole('button', { name: t.make }).click();
	const row = dialog.getByRole('listitem').filter({ hasText: t.approval });
	await expect(row).toContainText(t.uses(1));
	await row.getByRole('button', { name: t.show }).click();
	await expect(dialog.getByText(de.people.invite.code)).toHaveCount(0);
	await moderator.context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await row.getByRole('button', { name: t.copy }).click();
	const link = await moderator.page.evaluate(() => navigator.clipboard.readText());

	await first.page.goto(link);
	await first.page.getByLabel(de.join.nameLabel).fill(first.name);
	await first.page.getByRole('button', { name: de.join.enter }).click();
	await expect(first.page.getByText(de.join.waiting.title)).toBeVisible();
	await moderator.page.keyboard.press('Escape');
	await expect(dialog).toHaveCount(0);
	await moderator.page.getByTitle(de.people.title).click();
	await moderator.page.getByRole('button', { name: de.people.waiting.approveNamed(first.name) }).click();
	await first.seesHeading(de.board.title);
	await first.writesCards(['Hereingelassen']);
	await first.seesLight('saved');
	await moderator.page.keyboard.press('Escape');
	await expect(moderator.page.getByRole('dialog')).toHaveCount(0);

	await second.page.goto(link);
	await second.page.getByLabel(de.join.nameLabel).fill(second.name);
	await second.page.getByRole('button', { name: de.join.enter }).click();
	await expect(second.page.getByText(de.errors.relay.link_used.title)).toBeVisible();

	const again = await opensLinks(moderator);
	const rows = again.getByRole('listitem').filter({ hasText: de.shell.role.participant });
	await expect(rows).toHaveCount(1);
	const code = await again.getByText(/^[0-9A-Z]{3} [0-9A-Z]{3}$/).textContent();
	await rows.getByRole('button', { name: t.revoke }).click();
	await moderator.page.getByRole('dialog', { name: t.revokeTitle }).getByRole('button', { name: t.revoke }).click();
	await expect(guest.page.getByText(de.ended.revoked.title)).toBeVisible();
	await expect(again.getByText(/^[0-9A-Z]{3} [0-9A-Z]{3}$/)).not.toHaveText(code!);
	expect(await again.getByRole('textbox', { name: de.people.invite.participantLink }).inputValue()).not.toBe(openLink);
	await first.writesCards(['Noch da']);
	await first.seesLight('saved');
});

test('somebody who waits at the door is turned away, in words of their own, and is not asked in again', async ({
	browser
}) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const stranger = await Person.arrives(browser, 'Unbekannt', 'phone');
	await moderator.creates(server.url, 'Ideenschmiede');
	const dialog = await opensLinks(moderator);
	await dialog.getByLabel(t.askApproval).check();
	await dialog.getByRole('button', { name: t.make }).click();
	const row = dialog.getByRole('listitem').filter({ hasText: t.approval });
	await moderator.context.grantPermissions(['clipboard-read', 'clipboard-write']);
	await row.getByRole('button', { name: t.copy }).click();
	const link = await moderator.page.evaluate(() => navigator.clipboard.readText());
	await moderator.page.keyboard.press('Escape');

	await stranger.page.goto(link);
	await stranger.page.getByLabel(de.join.nameLabel).fill(stranger.name);
	await stranger.page.getByRole('button', { name: de.join.enter }).click();
	await expect(stranger.page.getByText(de.join.waiting.title)).toBeVisible();
	await stranger.page.goto(server.url);
	await expect(stranger.page.getByText(de.start.atDoorBadge)).toBeVisible();
	await stranger.page.getByRole('link', { name: de.start.atDoor }).click();
	await expect(stranger.page.getByText(de.join.waiting.title)).toBeVisible();

	const { waiting } = de.people;
	await moderator.page.getByTitle(de.people.title).click();
	await moderator.page.getByRole('button', { name: waiting.declineNamed(stranger.name) }).click();
	const asked = moderator.page.getByRole('dialog', { name: waiting.declineTitle(stranger.name) });
	await asked.getByRole('button', { name: waiting.decline }).click();
	await stranger.seesHeading(de.join.declined.title);
	await stranger.page.goto('about:blank');
	await stranger.page.goto(link);
	await stranger.seesHeading(de.join.declined.title);
	await expect(stranger.page.getByRole('link', { name: de.join.openLocalCopy })).toHaveCount(0);
});
