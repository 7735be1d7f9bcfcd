// Would the simulator notice? Each known fault is found within some seeds, and without a fault nothing is.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { patience } from '../soak/amount.ts';
import { mutatedSimulator } from './mutated-simulator.ts';
import { mutations, type Mutation } from './mutations.ts';

const withinSeeds = 60;
const steps = 200;

/** The first seed that notices, with what it says. */
async function firstFound(mutation: Mutation, within = withinSeeds): Promise<string | undefined> {
	await using simulator = await mutatedSimulator(mutation);
	for (const seed of [mutation.seed ?? 1, ...Array.from({ length: within }, (_, i) => i + 1)]) {
		const what = await simulator.runSeed(seed, steps).then(
			() => undefined,
			(error: unknown) => (error as Error).message.split('\n', 1)[0]
		);
		expect(simulator.isMutated, mutation.file).toBe(true);
		if (what !== undefined) return what;
	}
	return undefined;
}

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

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

describe('somebody else notices when', () => {
	test.each(mutations.filter(({ elsewhere }) => elsewhere))('$fault', ({ file, line, elsewhere }) => {
		expect(read(file).split(line)).toHaveLength(2);
		expect(read(elsewhere!.suite)).toContain(`test('${elsewhere!.rule}`);
	});
});
