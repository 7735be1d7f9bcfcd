// `npm run soak`: the reliability tests at full length; hours, not minutes. `npm test` runs the beginning of each.
// `npm run soak -- simulation faults` runs only the named ones. Ends with 1 when anything was found.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bootstrap, root, say, toolEnvironment } from '../../server/bin/bootstrap.mjs';
import { ensureBuild } from '../../server/bin/build.mjs';
import { ensureChromium } from '../chromium.mjs';

const program = (path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));
const vitest = (folder) => () => run('vitest/vitest.mjs', ['run', `tests/${folder}/`]);

const suites = {
	simulation: vitest('simulation'),
	faults: vitest('faults'),
	attacks: vitest('attacks'),
	browser: async () =>
		run(
			'@playwright/test/cli.js',
			['test', '--config', 'tests/e2e/playwright.config.ts', '--timeout', '0', 'e2e/faults'],
			{ WERKTISCH_BUILD: await ensureBuild(node), CHROMIUM_PATH: ensureChromium(say) }
		)
};

const node = await bootstrap();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
	say(`Unknown: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`);
	process.exit(1);
}

let failed = 0;
for (const name of wanted.length > 0 ? wanted : Object.keys(suites)) {
	const startedAt = performance.now();
	const code = await suites[name]();
	if (code !== 0) failed++;
	say(
		`${name}: ${code === 0 ? 'nothing found' : 'FAILED'} in ${((performance.now() - startedAt) / 60_000).toFixed(1)} min`
	);
}
process.exitCode = failed > 0 ? 1 : 0;

function run(file, options, extra = {}) {
	const result = spawnSync(node, [program(file), ...options], {
		cwd: root,
		env: toolEnvironment({ WERKTISCH_SOAK: '1', ...extra }),
		stdio: 'inherit'
	});
	return result.status ?? 1;
}
