// The door stays closed: whatever the relay says, there is a sentence on the screen, and nobody waits for nothing.
import { expect, test } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { errorStatus } from '#lib/protocol/http.ts';
import { Person } from '../pages/person.ts';
import { startServer } from '../server.ts';

const { join, errors } = de;

/** What is said, and whether the form stays for another try. */
const said = {
	full: { ...join.closed.full, again: true },
	rate: { ...join.closed.rate, again: true },
	unavailable: { ...join.closed.unavailable, again: true },
	link_expired: { ...errors.relay.link_expired, again: false },
	link_revoked: { ...errors.relay.link_revoked, again: false },
	link_used: { ...errors.relay.link_used, again: false },
	erased: { ...errors.relay.erased, again: false },
	kicked: { ...errors.relay.kicked, again: false },
	unauthenticated: { ...join.linkUnknown, again: false },
	not_found: { ...errors.relay.not_found, again: false },
	forbidden: { ...errors.relay.forbidden, again: false }
} as const;

test('every refusal at the door is a sentence and not an endless wait', async ({ browser }) => {
	await using server = await startServer();
	const guest = await Person.arrives(browser, 'Kammer Aachen', 'phone');
	const { page } = guest;
	for (const [code, { title, text, again }] of Object.entries(said)) {
		await page.route('**/api/session', (route) =>
			route.fulfill({ status: errorStatus[code as keyof typeof said], json: { error: { code, message: code } } })
		);
		await page.goto(`${server.url}/w/irgendeine-${code}#${'x'.repeat(22)}`);
		const enter = page.getByRole('button', { name: join.enter });
		await page.getByLabel(join.nameLabel).fill(guest.name);
		await enter.click();
		await expect(page.getByText(title).first(), code).toBeVisible();
		await expect(page.getByText(text).first(), code).toBeVisible();
		if (again) await expect(enter, code).toBeEnabled();
		else await expect(page.getByRole('link', { name: join.toStart }), code).toBeVisible();
		await page.unroute('**/api/session');
	}
});
