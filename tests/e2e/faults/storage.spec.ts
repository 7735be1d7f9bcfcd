// The browser's storage is full, deleted, dead or not there at all: the light says so at once and in the right words, what
// was written stays on the screen, is kept as soon as that is possible again, and a file can be had meanwhile.
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import { Person, type Screen } from '../pages/person.ts';
import { startServer, type RunningServer } from '../server.ts';
import { openGate } from './gate.ts';

const { light } = de;

/** Opens what is behind the light. */
async function lightExplained(person: Person, state: 'cannot-save' | 'device') {
	await person.seesLight(state);
	await person.page.getByRole('button', { name: light.label(light.states[state].word) }).click();
	return person.page.getByRole('dialog', { name: light.label(light.states[state].word) });
}

/** The copy that is offered behind the light. */
async function copyOffered(person: Person): Promise<string> {
	const download = person.page.waitForEvent('download');
	await person.page.getByRole('dialog').getByRole('button', { name: light.exportNow }).click();
	return readFile(await (await download).path(), 'utf8');
}

/** Two megabytes for this origin; a browser looks at its bound only now and then, so call it before the page opens. */
async function limitStorage({ page }: Person, origin: string): Promise<void> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 });
}

/** Writes into a database of its own, ever smaller, until nothing at all fits in. */
async function fillStorage({ page }: Person): Promise<void> {
	await page.evaluate(async () => {
		const opening = indexedDB.open('filler', 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore('chunks', { autoIncrement: true });
		await new Promise((opened) => (opening.onsuccess = opened));
		const put = (bytes: number) =>
			new Promise<boolean>((settled) => {
				const transaction = opening.result.transaction('chunks', 'readwrite', { durability: 'strict' });
				transaction.objectStore('chunks').put(crypto.getRandomValues(new Uint8Array(bytes)));
				transaction.oncomplete = () => settled(true);
				transaction.onabort = () => settled(false);
			});
		for (let bytes = 65_536; bytes >= 64; bytes /= 2) while (await put(bytes));
		opening.result.close();
	});
}

const emptyStorage = ({ page }: Person) => page.evaluate(() => void indexedDB.deleteDatabase('filler'));

/** Deletes every database of this origin from a tab of its own. */
async function deleteDatabases(person: Person): Promise<void> {
	const other = await person.context.newPage();
	await other.goto(new URL('/', person.page.url()).href);
	await other.evaluate(async () => {
		for (const { name } of await indexedDB.databases()) {
			await new Promise((deleted, failed) => {
				const request = indexedDB.deleteDatabase(name!);
				request.onsuccess = deleted;
				request.onerror = failed;
			});
		}
	});
	await other.close();
}

async function clearStorage(person: Person): Promise<void> {
	const { page } = person;
	const devtools = await page.context().newCDPSession(page);
	const { origin } = new URL(page.url());
	await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
}

/** In a workshop with one card, without a way to the relay. */
async function alone(browser: Parameters<typeof Person.arrives>[0], server: RunningServer, screen?: Screen) {
	const gate = await openGate(server.url);
	const person = await Person.arrives(browser, 'Mara', screen);
	await limitStorage(person, gate.url);
	await person.creates(gate.url, 'Ideenschmiede');
	await person.writesCards(['vorher']);
	await person.seesLight('saved');
	await person.page.evaluate(async () => void (await navigator.serviceWorker.ready));
	gate.set(false);
	return { gate, person };
}

async function opensAgainWith(person: Person, texts: readonly string[]): Promise<void> {
	await person.page.reload();
	await person.seesCards(texts);
}

for (const screen of ['laptop', 'phone'] as const) {
	test(`a full storage is said at once on a ${screen}, a copy is offered, and with space everything is kept`, async ({
		browser
	}) => {
		await using server = await startServer();
		const { gate, person } = await alone(browser, server, screen);
		await using _gate = gate;
		await fillStorage(person);
		await person.writesCards(['auf vollem Speicher']);
		const explained = await lightExplained(person, 'cannot-save');
		await expect(explained).toContainText(light.reasons.full);
		expect(await copyOffered(person)).toContain('auf vollem Speicher');
		await emptyStorage(person);
		await person.seesLight('device');
		await opensAgainWith(person, ['vorher', 'auf vollem Speicher']);
	});
}

for (const { how, lose } of [
	{ how: 'deleted from another tab', lose: deleteDatabases },
	{ how: 'cleared with the browser’s own means', lose: clearStorage }
]) {
	test(`a storage ${how} while one writes is filled again`, async ({ browser }) => {
		await using server = await startServer();
		const { gate, person } = await alone(browser, server);
		await using _gate = gate;
		await person.writesCards(['noch nicht gesendet']);
		await person.seesLight('device');
		await lose(person);
		await person.writesCards(['danach']);
		await person.seesLight('device');
		await opensAgainWith(person, ['vorher', 'noch nicht gesendet', 'danach']);
		gate.set(true);
		await person.seesLight('saved');
		await person.page.goto(`${gate.url}/`);
		await expect(person.page.getByText('Ideenschmiede').first()).toBeVisible();
	});
}

test('a handle that has died without a word costs nothing', async ({ browser }) => {
	await using server = await startServer();
	const { gate, person } = await alone(browser, server);
	await using _gate = gate;
	await person.page.addInitScript(() => {
		const handles: IDBDatabase[] = [];
		const open = IDBFactory.prototype.open;
		IDBFactory.prototype.open = function (name, version) {
			const request = open.call(this, name, version);
			request.addEventListener('success', () => handles.push(request.result));
			return request;
		};
		Object.assign(globalThis, { closeHandles: () => handles.forEach((handle) => handle.close()) });
	});
	await person.page.reload();
	await person.writesCards(['vorerst']);
	await person.seesLight('device');
	await person.page.evaluate(() => (globalThis as unknown as { closeHandles(): void }).closeHandles());
	await person.writesCards(['nach dem Tod']);
	await person.seesLight('device');
	await opensAgainWith(person, ['vorher', 'vorerst', 'nach dem Tod']);
});

for (const screen of ['laptop', 'phone'] as const) {
	test(`a browser without storage says on a ${screen} that words stay only in the window, and offers a copy`, async ({
		browser
	}) => {
		await using server = await startServer();
		await using gate = await openGate(server.url);
		const person = await Person.arrives(browser, 'Mara', screen);
		await person.page.addInitScript(() => {
			Object.defineProperty(globalThis, 'indexedDB', {
				get() {
					throw new DOMException('not here', 'SecurityError');
				}
			});
		});
		await person.creates(gate.url, 'Ideenschmiede');
		gate.set(false);
		await person.writesCards(['nur hier']);
		const explained = await lightExplained(person, 'cannot-save');
		await expect(explained).toContainText(light.reasons.memory);
		expect(await copyOffered(person)).toContain('nur hier');
		gate.set(true);
		await person.seesLight('saved');
	});
}
