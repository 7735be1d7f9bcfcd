// One person in several tabs, and a browser that forgets: words meet whatever is closed, and whoever was in is in again
// as the same person as long as the browser has kept either its storage or its cookie.
import { expect, test, type Browser } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { Person } from '../pages/person.ts';
import { refusingLine } from '../pages/refusing-line.ts';
import { startServer, type RunningServer } from '../server.ts';

async function twoTabs(browser: Browser, server: RunningServer) {
	const one = await Person.arrives(browser, 'Mara');
	const line = await refusingLine(one.page, /^board\./);
	await one.creates(server.url, 'Ideenschmiede');
	const two = Person.at(await one.context.newPage(), 'Mara');
	await two.page.goto(one.page.url());
	await two.seesHeading(de.board.title);
	return { one, two, line };
}

/** Who this browser is for the relay, and how many people the workshop has. */
async function whoAmI({ page }: Person): Promise<{ readonly participant: string; readonly participants: number }> {
	return page.evaluate(async () => {
		const answer = await fetch(`/api/workshops/${location.pathname.split('/')[2]}`);
		const { participant, participants } = await answer.json();
		return { participant, participants };
	});
}

async function clearStorage({ page }: Person): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	const { origin } = new URL(page.url());
	await page.goto(`${origin}/healthz`);
	await devtools.send('Storage.clearDataForOrigin', {
		origin,
		storageTypes: 'indexeddb,service_workers,cache_storage'
	});
}

test('two tabs of one person meet offline, and closing either costs nothing', async ({ browser }) => {
	await using server = await startServer();
	const { one, two } = await twoTabs(browser, server);
	await one.context.setOffline(true);
	await one.writesCards(['im ersten Tab']);
	await two.seesCards(['im ersten Tab']);
	await two.writesCards(['im zweiten Tab']);
	await one.seesCards(['im ersten Tab', 'im zweiten Tab']);
	await one.card('im zweiten Tab').dblclick();
	const field = one.page.getByRole('textbox', { name: de.board.card.textLabel });
	await field.press('End');
	await field.pressSequentially(', im ersten ergänzt');
	await field.press('Escape');
	await expect(two.card('im zweiten Tab, im ersten ergänzt')).toBeVisible();
	await one.seesLight('device');
	await one.page.close();
	await one.context.setOffline(false);
	await two.seesLight('saved');
	const all = ['im ersten Tab', 'im zweiten Tab, im ersten ergänzt'];
	await two.seesCards(all);
	const other = Person.at(await one.context.newPage(), 'Mara');
	await other.page.goto(two.page.url());
	await two.page.close();
	await other.seesCards(all);
});

test('a frame refused in one tab builds the document anew in both, without a word doubled or lost', async ({
	browser
}) => {
	await using server = await startServer();
	const { one, two, line } = await twoTabs(browser, server);
	await two.writesCards(['gut']);
	await one.seesCards(['gut']);
	line.refuseNext('invalid');
	await one.writesCards(['zuerst abgelehnt', 'gleich danach']);
	await expect.poll(() => line.refused, { message: 'a frame was refused' }).toBeGreaterThan(0);
	await two.writesCards(['währenddessen']);
	const all = ['gut', 'zuerst abgelehnt', 'gleich danach', 'währenddessen'];
	for (const tab of [one, two]) {
		await tab.seesCards(all);
		await tab.seesLight('saved');
	}
	await two.page.reload();
	await two.seesCards(all);
});

test('a lost cookie is not noticed: the same person, without a question', async ({ browser }) => {
	await using server = await startServer();
	const person = await Person.arrives(browser, 'Mara');
	await person.creates(server.url, 'Ideenschmiede');
	await person.writesCards(['von mir']);
	await person.seesLight('saved');
	const before = await whoAmI(person);
	await person.context.clearCookies();
	await person.page.reload();
	await person.writesCards(['auch von mir']);
	await person.seesLight('saved');
	expect(await whoAmI(person)).toEqual(before);
	await person.seesCards(['von mir', 'auch von mir']);
});

test('a cleared storage with the cookie kept: the same person, and everything comes from the relay', async ({
	browser
}) => {
	await using server = await startServer();
	const host = await Person.arrives(browser, 'Akademie');
	const person = await Person.arrives(browser, 'Mara');
	await host.creates(server.url, 'Ideenschmiede');
	await person.joins(await host.participantLink());
	await person.writesCards(['von mir']);
	await person.seesLight('saved');
	const before = await whoAmI(person);
	const address = person.page.url();
	await clearStorage(person);
	await person.page.goto(address);
	await person.seesHeading(de.board.title);
	await person.seesCards(['von mir']);
	expect(await whoAmI(person)).toEqual(before);
	await person.writesCards(['danach']);
	await host.seesCards(['von mir', 'danach']);
	await expect(host.page.getByRole('article').getByText('Mara')).toHaveCount(2);
});

test('storage and cookie cleared: the address says what it takes, and the link leads in as somebody new', async ({
	browser
}) => {
	await using server = await startServer();
	const host = await Person.arrives(browser, 'Akademie');
	const person = await Person.arrives(browser, 'Mara');
	await host.creates(server.url, 'Ideenschmiede');
	const link = await host.participantLink();
	await person.joins(link);
	await person.writesCards(['von früher']);
	await person.seesLight('saved');
	const before = await whoAmI(person);
	const address = person.page.url();
	await clearStorage(person);
	await person.context.clearCookies();
	await person.page.goto(address);
	await expect(person.page.getByRole('alert')).toContainText(de.join.noLinkToken.text);
	await person.joins(link);
	await person.seesCards(['von früher']);
	const now = await whoAmI(person);
	expect(now.participant).not.toBe(before.participant);
	expect(now.participants).toBe(before.participants + 1);
});

test('the browser is asked to keep the storage when somebody has written for the first time, and once', async ({
	browser
}) => {
	await using server = await startServer();
	const host = await Person.arrives(browser, 'Akademie');
	await host.creates(server.url, 'Ideenschmiede');
	const person = await Person.arrives(browser, 'Mara');
	const asked: string[] = [];
	await person.context.exposeFunction('noteAsked', () => void asked.push('persist'));
	await person.context.addInitScript(() => {
		StorageManager.prototype.persist = async () => {
			(globalThis as unknown as { noteAsked(): void }).noteAsked();
			return false;
		};
	});
	await person.joins(await host.participantLink());
	await person.seesLight('saved');
	expect(asked).toEqual([]);
	await person.writesCards(['erste', 'zweite']);
	await person.seesLight('saved');
	expect(asked).toEqual(['persist']);
});
