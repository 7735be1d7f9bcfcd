// A browser with a profile on the disk, as people have one: unlike a test's fresh context it can be killed and opened again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../chromium.mjs';
import { notePromises, type NotedPromises } from './promises.ts';

export interface Profile {
	readonly browser: Browser;
	readonly page: Page;
	readonly promises: NotedPromises;
}

export async function temporaryProfile(): Promise<AsyncDisposable & { readonly path: string }> {
	const path = await mkdtemp(join(tmpdir(), 'werktisch-profile-'));
	return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

export async function openProfile(path: string): Promise<Profile> {
	const context = await chromium.launchPersistentContext(path, {
		executablePath: findChromium(),
		args: chromiumArguments,
		...{ locale: 'de-DE', timezoneId: 'Europe/Berlin', viewport: { width: 1440, height: 900 } }
	});
	const browser = context.browser();
	if (!browser) throw new Error('a persistent context without a browser');
	const promises = await notePromises(context);
	return { browser, page: context.pages()[0] ?? (await context.newPage()), promises };
}
