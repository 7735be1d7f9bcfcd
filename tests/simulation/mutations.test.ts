// Would the simulator notice? Each known fault is found within some seeds, and without a fault nothing is.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { patience } from '../soak/amount.ts';
import { mutatedSimulator } from './mutated-simulator.ts';
import { mutations, type Mutation } from './mutations.ts';

const withinSeeds = 60;
const usualSteps = 200;

/** The first seed that notices, with what it says. */
async function firstFound(mutation: Mutation, within = withinSeeds): Promise<string | undefined> {
	await using simulator = await mutatedSimulator(mutation);
	for (const seed of [mutation.seed ?? 1, ...Array.from({ length: within }, (_, i) => i + 1)]) {
		const what = await simulator.runSeed(seed, mutation.steps ?? usualSteps).then(
			() => undefined,
			(error: unknown) => (error as Error).message.split('\n', 1)[0]
		);
		expect(simulator.isMutated, mutation.file).toBe(true);
		if (what !== undefined) return what;
	}
	return undefined;
}

/** Runs the rule's test of another suite in a process of its own, over the faulty product. */
function suiteOver({ fault, elsewhere }: Mutation) {
	const { suite, rule } = elsewhere!;
	const config = fileURLToPath(new URL('mutated.config.ts', import.meta.url));
	const named = rule.replace(/[[\]]/g, '\\$&');
	const folder = mkdtempSync(join(tmpdir(), 'werktisch-'));
	const results = join(folder, 'results.json');
	const options = ['run', '--config', config, '--reporter=json', `--outputFile=${results}`, '-t', named, suite];
	const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
	spawnSync(process.execPath, [vitest, ...options], {
		cwd: fileURLToPath(new URL('../..', import.meta.url)),
		env: { ...process.env, WERKTISCH_MUTATION: fault }
	});
	const found = JSON.parse(readFileSync(results, 'utf8')) as { readonly numFailedTests: number };
	rmSync(folder, { recursive: true });
	return found;
}

test(
	'without a fault, the simulator over exchanged lines finds nothing',
	async () => {
		const { file, line } = mutations[0]!;
		expect(await firstFound({ fault: 'none', file, line, wrong: line, seed: 2 }, 0)).toBeUndefined();
	},
	patience(120_000)
);

describe('the simulator notices when', () => {
	test.each(mutations.filter(({ elsewhere }) => !elsewhere))(
		'$fault',
		async (mutation) => {
			const what = await firstFound(mutation);
			if (process.env.WERKTISCH_TELL) console.log(`${mutation.fault}: ${what}`);
			expect(what).toBeDefined();
		},
		patience(600_000)
	);
});

describe('a test of its own notices when', () => {
	test.each(mutations.filter(({ elsewhere }) => elsewhere))(
		'$fault',
		(mutation) => expect(suiteOver(mutation).numFailedTests).toBeGreaterThan(0),
		patience(120_000)
	);
});
