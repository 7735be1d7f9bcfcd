// Bundles a module of this folder for a page and opens it there, so that code which needs a real browser is tested in one
// without the app around it. The page has an address of its own and no server behind it.
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const address = 'http://localhost:9/';

/** The bundle of a page module, as one script. */
export async function bundleForPage(file: string): Promise<string> {
	const bundled = await build({
		...{ configFile: false, envFile: false, logLevel: 'error' },
		resolve: { alias: { vitest: here('recorded-vitest.ts') } },
		build: { write: false, minify: false, lib: { entry: here(file), formats: ['es'] } }
	});
	const [first] = Array.isArray(bundled) ? bundled : [bundled];
	const script = 'output' in first! ? first.output[0] : undefined;
	if (!script) throw new Error(`${file} was not bundled`);
	return script.code;
}

export async function openInPage(context: BrowserContext, code: string): Promise<Page> {
	const page = await context.newPage();
	await page.route(`${address}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
	await page.goto(address);
	await page.addScriptTag({ type: 'module', content: code });
	return page;
}
