/** Which seeds a test file runs, and what it says when one has found something. */
import './world.ts';
import { amount, isSoak } from '../soak/amount.ts';
import { openSeeds } from './found-seeds.ts';
import { runSeed } from './run-seed.ts';

/** How many stories, and how long each. */
export const stories = amount({ test: 500, soak: 10_000 });
export const steps = Number(process.env.WERKTISCH_STEPS ?? amount({ test: 200, soak: 500 }));

/** So many found seeds are enough to stop. */
const enough = 3;

/** Only this seed, when somebody has asked for it. */
const asked = process.env.WERKTISCH_SEED === undefined ? undefined : Number(process.env.WERKTISCH_SEED);

/** The seeds with this remainder: test files run beside each other. Throws with the stories of those that found something. */
export async function runShare(remainder: number, of: number): Promise<number> {
	const found: string[] = [];
	let ran = 0;
	for (let seed = asked ?? 1; seed <= (asked ?? stories); seed++) {
		if (seed % of !== remainder || (openSeeds.has(seed) && asked === undefined && !isSoak)) continue;
		ran++;
		await runSeed(seed, steps).catch((error: unknown) => void found.push(String((error as Error).message)));
		if (found.length === enough) break;
	}
	if (found.length > 0) throw new Error(found.join('\n\n'));
	return ran;
}
