import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { relayInDevelopment } from './server/vite-plugin.ts';

/**
 * Few and larger scripts instead of dozens of small ones: each part is what its module needs, and on the way to a phone
 * every file costs its own header and its own round in the queue. What comes first takes; nothing of the workshop may
 * get into the parts before it (tests/architecture/first-load.test.ts).
 */
const parts = [
	{ name: 'base', test: /src\/routes\/\+(layout|error)\.(svelte|ts)$|kit\/src\/runtime\/client\/entry\.js$/ },
	{ name: 'door', test: /src\/lib\/features\/lobby\/door\.ts$|src\/routes\/entrance\.ts$/ },
	{ name: 'start', test: /src\/lib\/features\/start\/index\.ts$/ },
	{ name: 'workshop', test: /\[workshop\]\/WorkshopFrame\.svelte$|src\/lib\/sync\/open-session\.ts$/ }
].map((part, index, all) => ({ ...part, priority: all.length - index }));

/** Kit hides its announcer by a style attribute, which our Content-Security-Policy forbids; ui/base.css does it instead. */
const announcerWithoutStyle: Plugin = {
	name: 'werktisch-announcer',
	enforce: 'pre',
	transform: {
		filter: { id: /\/generated\/root\.svelte$/ },
		handler: (code) => code.replace(/(<div id="svelte-announcer"[^>]*?) style="[^"]*"/, '$1')
	}
};

export default defineConfig(({ isSsrBuild }) => ({
	plugins: [announcerWithoutStyle, sveltekit(), relayInDevelopment()],
	build: { target: 'es2022', rolldownOptions: isSsrBuild ? {} : { output: { codeSplitting: { groups: parts } } } },
	test: {
		include: [
			'src/**/*.test.ts',
			'server/**/*.test.ts',
			'tests/{architecture,integration,simulation,faults,attacks,golden}/**/*.test.ts'
		],
		environment: 'node',
		// Most of these tests wait for a disk or a socket now and then: no core is kept free.
		maxWorkers: '100%'
	}
}));
