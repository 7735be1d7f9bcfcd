// A person with a browser of their own, and what people do in Werktisch, in its words. Every action ends when the person
// could see that it worked.
import { readFile } from 'node:fs/promises';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';

const sizes = {
	laptop: { viewport: { width: 1440, height: 900 } },
	phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
};

export type Screen = keyof typeof sizes;
export type PlaceName = 'board' | 'tables' | 'plan' | 'document';

export class Person {
	readonly name: string;
	readonly screen: Screen;
	readonly context: BrowserContext;
	readonly page: Page;
	/** Errors the browser reported; a journey expects none that it did not cause. */
	readonly errors: string[] = [];

	private constructor(name: string, screen: Screen, context: BrowserContext, page: Page) {
		this.name = name;
		this.screen = screen;
		this.context = context;
		this.page = page;
		page.on('pageerror', (error) => this.errors.push(error.message));
		page.on('console', (message) => {
			if (message.type() === 'error') this.errors.push(message.text());
		});
	}

	static async arrives(browser: Browser, name: string, screen: Screen = 'laptop'): Promise<Person> {
		const context = await browser.newContext({ ...sizes[screen], acceptDownloads: true });
		return new Person(name, screen, context, await context.newPage());
	}

	/** A page that was opened by another one. */
	static at(page: Page, name: string, screen: Screen = 'laptop'): Person {
		return new Person(name, screen, page.context(), page);
	}

	/** Makes a workshop from a template and waits until it is on the relay. */
	async creates(url: string, title: string, template: string = de.start.templates.ideas.title): Promise<void> {
		const { page } = this;
		await page.goto(`${url}/new`);
		await page.getByRole('radio', { name: template }).check();
		await page.getByLabel(de.start.new.titleLabel).fill(title);
		await page.getByLabel(de.start.new.nameLabel).fill(this.name);
		await page.getByRole('button', { name: de.start.new.create }).click();
		await this.seesHeading(de.board.title);
		await this.seesLight('saved');
	}

	/** Chooses a workshop file on the page for a new workshop. */
	async choosesFile(file: { readonly path: string } | { readonly content: string }): Promise<void> {
		await this.page.getByRole('radio', { name: de.start.fromFile }).check();
		await this.page
			.locator('input[type=file]')
			.setInputFiles(
				'path' in file
					? file.path
					: { name: 'x.werktisch.json', mimeType: 'application/json', buffer: Buffer.from(file.content) }
			);
	}

	async createsFromFile(url: string, file: { readonly path: string }): Promise<void> {
		await this.page.goto(`${url}/new`);
		await this.choosesFile(file);
		await this.page.getByRole('button', { name: de.start.new.create }).click();
		await this.seesHeading(de.board.title);
	}

	/** The link that lets participants in, from the invitation. */
	async participantLink(): Promise<string> {
		const { page } = this;
		await page.getByRole('button', { name: de.people.invite.title, exact: true }).click();
		const dialog = page.getByRole('dialog');
		const link = await dialog.getByRole('textbox', { name: de.people.invite.participantLink }).inputValue();
		await page.keyboard.press('Escape');
		await expect(dialog).toBeHidden();
		return link;
	}

	async joins(link: string): Promise<void> {
		const { page } = this;
		await page.goto(link);
		await page.getByLabel(de.join.nameLabel).fill(this.name);
		await page.getByRole('button', { name: de.join.enter }).click();
		await this.seesHeading(de.board.title);
	}

	async goesTo(place: PlaceName): Promise<void> {
		const names = { board: de.board.title, tables: de.tables.title, plan: de.plan.title, document: de.document.title };
		await this.page.locator(`nav a[href$="/${place}"]:visible`).click();
		await this.seesHeading(names[place]);
	}

	async seesHeading(text: string): Promise<void> {
		await expect(this.page.getByRole('heading', { level: 1, name: text })).toBeVisible();
	}

	/** Writes cards one after the other into the open composer, as one does: type, Enter, type, Enter. */
	async writesCards(texts: readonly string[]): Promise<void> {
		const composer = this.page.getByRole('textbox', { name: /^Karte schreiben zu/ }).first();
		for (const text of texts) {
			await composer.fill(text);
			await composer.press('Enter');
			await expect(composer).toHaveValue('');
		}
	}

	card(text: string) {
		return this.page.getByRole('article', { name: de.board.card.label(text), exact: true });
	}

	async seesCards(texts: readonly string[]): Promise<void> {
		await expect(this.page.getByRole('article')).toHaveCount(texts.length, { timeout: 20_000 });
		for (const text of texts) await expect(this.card(text)).toHaveCount(1);
	}

	/** The saving light; its word is always there, on a phone for screen readers. */
	async seesLight(state: 'device' | 'saved' | 'refused' | 'cannot-save'): Promise<void> {
		await expect(this.page.getByRole('button', { name: new RegExp(de.light.states[state].word) })).toBeVisible({
			timeout: 20_000
		});
	}

	/** Lays cards together under a title, by menu: the way that needs no drag. */
	async groups(texts: readonly string[], title: string): Promise<void> {
		const { page } = this;
		await page.getByRole('button', { name: de.board.select.start }).click();
		for (const text of texts)
			await page.getByRole('checkbox', { name: de.board.card.choose(text), exact: true }).check();
		await page.getByRole('button', { name: de.board.select.group, exact: true }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('button', { name: de.board.group.new }).click();
		await expect(dialog).toBeHidden();
		const field = page.getByRole('textbox', { name: de.board.group.titleLabel });
		await field.fill(title);
		await field.press('Enter');
		await expect(page.getByRole('heading', { level: 3, name: title })).toBeVisible();
	}

	/** Goes to the tables and opens one. */
	async opensTable(title: string): Promise<void> {
		await this.goesTo('tables');
		await this.page.getByRole('link', { name: title }).first().click();
		await this.seesHeading(title);
		if (this.screen === 'phone') await this.page.getByRole('radio', { name: de.tables.panes.note }).check();
		await expect(this.note).toBeVisible();
	}

	/** The shared note of the open table. */
	get note() {
		return this.page.getByRole('textbox', { name: de.note.label });
	}

	/** Locks or opens the board for participants, as a moderator's command does. */
	async setsBoardAccess(participant: 'read' | 'write'): Promise<void> {
		const status = await this.page.evaluate(async (level) => {
			const workshop = location.pathname.split('/')[2];
			const answer = await fetch(`/api/workshops/${workshop}/access`, {
				method: 'PUT',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ documents: { 'board.*': { participant: level, observer: 'read' } } })
			});
			return answer.status;
		}, participant);
		expect(status).toBe(200);
	}

	/** Takes somebody out of the workshop, as moderators do. */
	async removes(name: string): Promise<void> {
		const { page } = this;
		await page.getByTitle(de.people.title).click();
		await page.getByRole('button', { name: de.common.moreActions(name) }).click();
		await page.getByRole('menuitem', { name: de.people.remove }).click();
		await page
			.getByRole('dialog', { name: de.people.removeTitle(name) })
			.getByRole('button', { name: de.people.remove })
			.click();
		await expect(page.getByRole('dialog').getByText(name, { exact: true })).toHaveCount(0);
		await page.keyboard.press('Escape');
	}

	async opensTray(): Promise<void> {
		await this.page.getByRole('button', { name: new RegExp(de.light.states.refused.word) }).click();
		await this.page.getByRole('button', { name: /^Ablage öffnen/ }).click();
	}

	/** Puts the caret at the end or the beginning of the shared note. */
	async goesInNoteTo(place: 'Home' | 'End'): Promise<void> {
		await this.note.click();
		await this.page.keyboard.press(`Control+${place}`);
	}

	/** Types where the caret is, key by key. */
	async types(text: string): Promise<void> {
		await this.page.keyboard.type(text, { delay: 5 });
	}

	async addsMeasure(title: string, due: string): Promise<void> {
		const { page } = this;
		const line = page.getByRole('textbox', { name: de.plan.newMeasure });
		await line.fill(title);
		await line.press('Enter');
		await page.getByRole('button', { name: title, exact: true }).click();
		const field = page.getByRole('textbox', { name: de.plan.field.due });
		await field.fill(due);
		await field.press('Tab');
		const owners = page.getByRole('group', { name: de.plan.field.owners });
		await owners.getByLabel(de.plan.owner.kind).selectOption({ label: de.plan.owner.us });
		await owners.getByRole('button', { name: de.common.add }).click();
		const done = page.getByRole('button', { name: de.common.done });
		await done.click();
		await expect(done).toBeHidden();
		await expect(page.getByRole('row', { name: new RegExp(title) })).toContainText(de.plan.owner.us);
	}

	async addsDecision(text: string): Promise<void> {
		const line = this.page.getByRole('textbox', { name: de.plan.newDecision });
		await line.fill(text);
		await line.press('Enter');
		await expect(line).toHaveValue('');
	}

	/** Downloads the documentation and gives its bytes. */
	async downloads(format: string): Promise<Uint8Array> {
		const download = this.page.waitForEvent('download');
		await this.page.getByRole('button', { name: format }).click();
		return readFile(await (await download).path());
	}
}
