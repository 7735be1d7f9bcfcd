// A workshop is erased, or the server loses it. Nobody loses a word by that without having been asked, and what was erased
// does not come back.
import { readFile, rm } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { Person } from '../pages/person.ts';
import { startServer, type RunningServer } from '../server.ts';

const { ended, start } = de;

/** A moderator's command, for everybody. */
async function erases({ page }: Person): Promise<void> {
	const status = await page.evaluate(async () => {
		const answer = await fetch(`/api/workshops/${location.pathname.split('/')[2]}`, { method: 'DELETE' });
		return answer.status;
	});
	expect(status).toBe(204);
}

async function seesErased({ page }: Person): Promise<void> {
	await expect(page.getByRole('dialog', { name: ended.erased.title })).toBeVisible({ timeout: 20_000 });
}

function press({ page }: Person, name: string): Promise<void> {
	return page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
}

const addressOf = ({ page }: Person) => `/w/${new URL(page.url()).pathname.split('/')[2]}`;

/** The server comes back with nothing: a disk was exchanged, and there was no backup. */
async function losesEverything(server: RunningServer): Promise<void> {
	await server.kill();
	await rm(server.dataDir, { recursive: true });
	await server.restart();
}

test('a workshop is erased: whoever is there, and whoever comes back later, can keep what lies on their device', async ({
	browser
}) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const chamber = await Person.arrives(browser, 'Kammer Berlin');
	const company = await Person.arrives(browser, 'Betrieb Nord', 'phone');
	await moderator.creates(server.url, 'Ideenschmiede');
	const link = await moderator.participantLink();
	await chamber.joins(link);
	await company.joins(link);
	await chamber.writesCards(['Betriebe einbeziehen']);
	await chamber.seesLight('saved');
	await company.seesCards(['Betriebe einbeziehen']);
	await company.context.setOffline(true);
	await company.writesCards(['Geschrieben im Funkloch']);
	await company.seesLight('device');

	await erases(moderator);
	await seesErased(moderator);

	// The chamber was there: it saves a copy, and only then is the workshop taken from its device.
	await seesErased(chamber);
	const address = addressOf(chamber);
	const downloading = chamber.page.waitForEvent('download');
	await press(chamber, ended.left.save);
	const file = await readFile(await (await downloading).path(), 'utf8');
	expect(JSON.parse(file)).toMatchObject({ format: 'werktisch/workshop', workshop: { title: 'Ideenschmiede' } });
	expect(file).toContain('Betriebe einbeziehen');
	await expect(chamber.page.getByRole('dialog', { name: ended.left.savedTitle })).toBeVisible();
	await press(chamber, ended.left.remove);
	await expect(chamber.page).toHaveURL(`${server.url}/`);
	await expect(chamber.page.getByText(start.removed('Ideenschmiede'))).toBeVisible();
	await expect(chamber.page.getByRole('link', { name: 'Ideenschmiede' })).toHaveCount(0);
	for (const way of [`${address}/board`, new URL(link).pathname + new URL(link).hash]) {
		await chamber.page.goto(server.url + way);
		await chamber.seesHeading(de.errors.relay.erased.title);
	}
	await chamber.page.reload();
	const databases = await chamber.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
	expect(databases).toEqual(['werktisch']);

	// The company was away: its words are there, before and after it hears of it, and nothing goes by itself.
	await expect(company.card('Geschrieben im Funkloch')).toBeVisible();
	await company.context.setOffline(false);
	await seesErased(company);
	await press(company, ended.left.later);
	await company.context.setOffline(true);
	await company.page.reload();
	await seesErased(company);
	await press(company, ended.left.later);
	await expect(company.card('Geschrieben im Funkloch')).toBeVisible();
	await company.page.goto(server.url);
	await expect(company.page.getByText(ended.badge.erased)).toBeVisible();
	await company.page.getByRole('link', { name: 'Ideenschmiede' }).click();
	await seesErased(company);
	await press(company, ended.left.remove);
	await press(company, ended.left.keep);
	await press(company, ended.left.remove);
	await press(company, ended.left.sure);
	await expect(company.page).toHaveURL(`${server.url}/`);
	await expect(company.page.getByText(ended.badge.erased)).toHaveCount(0);
	await company.context.setOffline(false);
	await company.page.goto(`${server.url}${address}/board`);
	await company.seesHeading(de.errors.relay.erased.title);
});

test('the server has lost everything: a moderator brings the workshop back, and the others come again with all they have', async ({
	browser
}) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const chamber = await Person.arrives(browser, 'Kammer Berlin', 'phone');
	await moderator.creates(server.url, 'Ideenschmiede');
	await chamber.joins(await moderator.participantLink());
	await chamber.writesCards(['Betriebe einbeziehen']);
	await chamber.seesLight('saved');
	await moderator.seesCards(['Betriebe einbeziehen']);

	await losesEverything(server);
	for (const person of [moderator, chamber]) {
		await expect(person.page.getByText(ended.unknown.title)).toBeVisible({ timeout: 20_000 });
		await person.seesLight('device');
	}
	await chamber.writesCards(['Trotzdem weitergeschrieben']);

	await moderator.page.getByRole('button', { name: ended.back.action }).click();
	await press(moderator, ended.back.action);
	await moderator.seesLight('saved');
	await chamber.page.goto(await moderator.participantLink());
	await chamber.seesHeading(de.board.title);
	await chamber.seesLight('saved');
	for (const person of [moderator, chamber])
		await person.seesCards(['Betriebe einbeziehen', 'Trotzdem weitergeschrieben']);
	await expect(moderator.card('Betriebe einbeziehen')).toContainText('Kammer Berlin');
});
