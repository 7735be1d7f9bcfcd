import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { relayInDevelopment } from './server/vite-plugin.ts';

export default defineConfig({
	plugins: [sveltekit(), relayInDevelopment()],
	build: { target: 'es2022' },
	test: {
		include: [
			'src/**/*.test.ts',
			'server/**/*.test.ts',
			'tests/{architecture,integration,simulation,golden}/**/*.test.ts'
		],
		environment: 'node'
	}
});
