/** Runs another suite over a product with one fault: `WERKTISCH_MUTATION` names it. Used by mutations.test.ts. */
import { defineConfig } from 'vitest/config';
import { mutationPlugin } from './mutation-plugin.ts';
import { mutations } from './mutations.ts';

const mutation = mutations.find(({ fault }) => fault === process.env.WERKTISCH_MUTATION);
if (!mutation) throw new Error('WERKTISCH_MUTATION names no fault');

export default defineConfig({
	plugins: [mutationPlugin(mutation)],
	// A faulty line must not be kept for a later run.
	test: {
		fsModuleCache: false,
		root: new URL('../..', import.meta.url).pathname,
		include: ['src/**/*.test.ts', 'tests/{integration,simulation}/**/*.test.ts']
	}
});
