// The journeys: real people's paths through the built app, in the machine's Chromium, one after the other.
// There is no shared server: every journey starts its own (server.ts), because some of them kill it.
import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumMissing, findChromium } from '../chromium.mjs';

const executablePath = findChromium();
if (!executablePath) throw new Error(chromiumMissing);

export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results',
	globalSetup: './build.ts',
	// A journey that passes only the second time has found something; it is not run again until it passes.
	retries: 0,
	workers: 1,
	fullyParallel: false,
	forbidOnly: Boolean(process.env.CI),
	timeout: 120_000,
	expect: { timeout: 10_000 },
	reporter: 'list',
	use: {
		browserName: 'chromium',
		launchOptions: { executablePath, args: chromiumArguments },
		actionTimeout: 15_000,
		locale: 'de-DE',
		timezoneId: 'Europe/Berlin',
		trace: 'retain-on-failure',
		screenshot: 'only-on-failure'
	}
});
