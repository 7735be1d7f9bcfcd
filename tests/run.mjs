// `npm test`: everything that must hold, in one go, from a fresh clone. Each check of the code as it stands counts as
// one test. A failed step does not keep the others from running, so that one run shows all there is to repair.
// `npm test -- unit journeys` runs only the named steps. The last line is always `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, root, say, toolEnvironment } from '../server/bin/bootstrap.mjs';
import { ensureBuild } from '../server/bin/build.mjs';

const node = await bootstrap();
const results = mkdtempSync(join(tmpdir(), 'werktisch-results-'));
const environment = {};

const steps = [
	check('format', 'prettier', ['--check', '--log-level=warn', '.']),
	check('lint', 'eslint', ['.']),
	{ name: 'types', run: types },
	check('dependencies', 'depcruise', ['--config', 'tests/architecture/dependency-rules.cjs', 'src', 'server']),
	{ name: 'build', run: buildApp },
	{ name: 'unit', run: unit },
	{ name: 'journeys', run: journeys }
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
	say(`Unknown step: ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}.`);
	process.exit(1);
}

const rows = [];
for (const step of steps.filter((step) => wanted.length === 0 || wanted.includes(step.name))) {
	heading(step.name);
	const startedAt = performance.now();
	const outcome = await step.run().catch(brokeOff);
	rows.push({ name: step.name, ...outcome, seconds: (performance.now() - startedAt) / 1000 });
}
rmSync(results, { recursive: true, force: true });
report();

function check(name, command, options) {
	return { name, run: async () => asOneTest(await tool(command, options)) };
}

async function types() {
	if ((await tool('svelte-kit', ['sync'])) !== 0) return asOneTest(1);
	return asOneTest(
		await tool('svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'])
	);
}

async function buildApp() {
	environment.WERKTISCH_BUILD = await ensureBuild(node);
	return asOneTest(0);
}

/** Unit, contract, simulation, integration, golden and architecture tests: all that Vitest runs. */
async function unit() {
	const file = join(results, 'unit.json');
	const code = await tool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
	const suites = readJson(file)?.testResults ?? [];
	// A file that cannot even be loaded has no tests in it; it must not look like nothing happened.
	const unreadable = suites.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0).length;
	const tests = suites.flatMap((suite) => suite.assertionResults);
	return counted(code, {
		passed: tests.filter((test) => test.status === 'passed').length,
		failed: tests.filter((test) => test.status === 'failed').length + unreadable,
		ran: tests.length
	});
}

/** The journeys through the built app in a real browser. */
async function journeys() {
	const { ensureChromium } = await import('./chromium.mjs');
	environment.CHROMIUM_PATH = ensureChromium(say);
	const file = join(results, 'journeys.json');
	const code = await tool(
		'playwright',
		['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
		{
			PLAYWRIGHT_JSON_OUTPUT_NAME: file,
			PLAYWRIGHT_JSON_OUTPUT_FILE: file,
			FORCE_COLOR: '0'
		}
	);
	const stats = readJson(file)?.stats ?? { expected: 0, unexpected: 0, flaky: 0 };
	return counted(code, {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky,
		ran: stats.expected + stats.unexpected + stats.flaky
	});
}

// A tool that ends badly without naming a failed test (it crashed, it found no tests) counts as one failure.
function counted(code, { passed, failed, ran }) {
	return { passed, failed: failed + (code !== 0 && failed === 0 ? 1 : 0), ran };
}

function asOneTest(code) {
	return code === 0 ? { passed: 1, failed: 0, ran: 0 } : { passed: 0, failed: 1, ran: 0 };
}

function brokeOff(error) {
	say(error.stack ?? String(error));
	return { passed: 0, failed: 1, ran: 0 };
}

function readJson(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (error) {
		say(`No results were written (${error.message}).`);
		return undefined;
	}
}

// npm links the commands of all packages into one folder; running the linked file with our Node works on every system.
function tool(command, options, extra = {}) {
	const program = commandFile(command);
	return new Promise((resolve, reject) => {
		const child = spawn(node, [program, ...options], {
			cwd: root,
			env: toolEnvironment({ ...environment, ...extra }),
			stdio: ['ignore', 'inherit', 'inherit']
		});
		child.on('error', reject);
		child.on('exit', (code) => resolve(code ?? 1));
	});
}

function commandFile(command) {
	const packages = {
		prettier: 'prettier',
		eslint: 'eslint',
		'svelte-kit': '@sveltejs/kit',
		'svelte-check': 'svelte-check',
		depcruise: 'dependency-cruiser',
		vitest: 'vitest',
		playwright: '@playwright/test'
	};
	const folder = join(root, 'node_modules', packages[command]);
	const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

function heading(name) {
	process.stdout.write(`\n── ${name} ${'─'.repeat(Math.max(3, 60 - name.length))}\n`);
}

function report() {
	heading('result');
	for (const row of rows) {
		const mark = row.failed > 0 ? '✗' : '✓';
		process.stdout.write(
			`${mark} ${row.name.padEnd(14)}${String(row.passed).padStart(5)} passed ${String(row.failed).padStart(4)} failed ${row.seconds.toFixed(1).padStart(7)} s\n`
		);
	}
	const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
	const nothingRan = wanted.length === 0 && sum('ran') === 0;
	const failed = sum('failed') + (nothingRan && sum('failed') === 0 ? 1 : 0);
	if (nothingRan) say('Not a single test ran.');
	process.exitCode = failed > 0 ? 1 : 0;
	process.stdout.write(`${sum('passed')} passed, ${failed} failed\n`);
}
