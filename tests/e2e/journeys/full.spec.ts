// A workshop whose bound on the relay is reached: whoever writes hears it at once, nothing is lost, reading goes on.
import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import * as Y from 'yjs';
import { de } from '#lib/i18n/messages/de.ts';
import { limits } from '#lib/protocol/limits.ts';
import { rawClient, request, tokenOf, until, type Member } from '../../integration/relay.ts';
import { Person } from '../pages/person.ts';
import { startServer } from '../server.ts';

/** Many people each bring a document of the largest size that fits, until not even a card does. */
async function fill(url: string, link: string): Promise<void> {
	let portion = limits.syncBytes - 64 * 1024;
	for (let i = 0; portion > 64; i++) {
		const { body } = await request<Member>(url, 'POST', '/api/session', { token: tokenOf(link), name: 'Gast' });
		using client = await rawClient(url, body, `board.fill-${i}`).opened();
		client.step2(updateOf(portion));
		await until('the portion is answered', () => client.acked > 0, 30_000);
		if (client.nacks.length > 0) portion = Math.floor(portion / 2);
	}
}

function updateOf(bytes: number): Uint8Array {
	const doc = new Y.Doc();
	doc.getText('text').insert(0, randomBytes(bytes / 2).toString('hex'));
	return Y.encodeStateAsUpdate(doc);
}

test('a workshop is full: the words lie in the tray with the reason, and what was there can still be read', async ({
	browser
}) => {
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const writer = await Person.arrives(browser, 'Kammer Berlin', 'phone');
	await moderator.creates(server.url, 'Ideenschmiede');
	const link = await moderator.participantLink();
	await writer.joins(link);
	await writer.writesCards(['Rechtzeitig']);
	await writer.seesLight('saved');
	await fill(server.url, link);

	await writer.page
		.getByRole('textbox', { name: /^Karte schreiben zu/ })
		.first()
		.fill('Zu spät');
	await writer.page.keyboard.press('Enter');
	await writer.seesLight('refused');
	await expect(writer.card('Rechtzeitig')).toBeVisible();
	await expect(writer.card('Zu spät')).toHaveCount(0);
	await writer.opensTray();
	const tray = writer.page.getByRole('dialog', { name: de.tray.title });
	await expect(tray.getByText('Zu spät')).toBeVisible();
	await expect(tray.getByText(de.tray.why(de.errors.refused.full))).toBeVisible();
	await writer.page.reload();
	await writer.opensTray();
	await expect(tray.getByText('Zu spät')).toBeVisible();
	await expect(moderator.card('Rechtzeitig')).toBeVisible();
});
