// A workshop as a file: everything is in it, it opens again as a workshop of its own, and a bad one is refused with a
// sentence that says where.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { Person } from '../pages/person.ts';
import { startServer } from '../server.ts';

const example = fileURLToPath(new URL('../../fixtures/ideenschmiede-a.werktisch.json', import.meta.url));
const original = JSON.parse(readFileSync(example, 'utf8')) as WorkshopFile;

interface WorkshopFile {
	readonly workshop: { readonly title: string };
	readonly participants: readonly { readonly id: string; readonly name: string }[];
	readonly meetings: readonly { readonly cards: readonly { readonly text: string; readonly author: string }[] }[];
	readonly plan: Readonly<Record<string, readonly unknown[]>>;
}

test('a workshop comes from a file, is shown to others with its people, and goes back into one', async ({
	browser
}) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	await moderator.createsFromFile(server.url, { path: example });
	await expect(moderator.page.getByRole('article')).toHaveCount(original.meetings[0]!.cards.length);
	await moderator.seesLight('saved');

	const guest = await Person.arrives(browser, 'Kammer Aachen', 'phone');
	await guest.joins(await moderator.participantLink());
	const author = original.participants.find(({ id }) => id === original.meetings[0]!.cards[0]!.author)!;
	await expect(guest.page.getByText(author.name).first()).toBeVisible();

	await moderator.goesTo('document');
	const copy = JSON.parse(
		new TextDecoder().decode(await moderator.downloads(de.document.formats.json.name))
	) as WorkshopFile;
	expect(copy.workshop.title).toBe(original.workshop.title);
	expect(copy.meetings[0]!.cards.map(({ text }) => text)).toEqual(original.meetings[0]!.cards.map(({ text }) => text));
	expect(copy.plan).toMatchObject(original.plan);
	for (const person of original.participants) expect(copy.participants).toContainEqual(expect.objectContaining(person));
});

test('a bad file is refused with a sentence that says where, and nothing is made', async ({ browser }) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	await moderator.page.goto(`${server.url}/new`);
	await moderator.choosesFile({ content: '{\n\t"format": "werktisch/workshop",\n\t"version": 1,,\n}' });
	await expect(moderator.page.getByText(/Zeile 3/)).toBeVisible();
	await moderator.choosesFile({
		content: JSON.stringify({
			format: 'werktisch/workshop',
			version: 1,
			workshop: { title: 'T' },
			meetings: [{ id: 'm', cards: [{ id: 'c' }] }]
		})
	});
	await expect(moderator.page.getByText(/meetings\[0\]\.cards\[0\]/)).toBeVisible();
	await moderator.page.goto(server.url);
	await expect(moderator.page.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(moderator.page.getByRole('link', { name: 'T', exact: true })).toHaveCount(0);
	expect(moderator.errors).toEqual([]);
});
