/**
 * Which facts about their owners may stand beside the entries of an anonymous box. A combination of facts is shown only
 * when enough entries share it, and only while those left without facts are none or just as many: otherwise the one
 * group that is missing would be told apart by what everybody else shows.
 */
import type { BoxFact } from '#lib/protocol/http.ts';
import type { Elector } from './boxes.ts';

export type Facts = Pick<Partial<Elector>, BoxFact>;

/** One for each of `electors`, in their order; `{}` where nothing is shown. `least`: the smallest group, entries. */
export function factsToShow(
	electors: readonly Partial<Elector>[],
	attach: readonly BoxFact[],
	least: number
): readonly Facts[] {
	const facts = electors.map((elector) => pick(elector, attach));
	const keys = facts.map((fact) => JSON.stringify(attach.map((name) => fact[name] ?? null)));
	const sizes = new Map<string, number>();
	for (const key of keys) sizes.set(key, (sizes.get(key) ?? 0) + 1);
	// The smallest first; of equal ones by name, so that everybody who computes it finds the same.
	const groups = [...sizes].sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1));
	let withheld = 0;
	while (groups[0] && (groups[0][1] < least || (withheld > 0 && withheld < least))) withheld += groups.shift()![1];
	const shown = new Set(groups.map(([key]) => key));
	return facts.map((fact, i) => (shown.has(keys[i]!) ? fact : {}));
}

/** Nothing but what is asked for, and nothing that is empty. */
export function pick(elector: Partial<Elector>, attach: readonly BoxFact[]): Facts {
	return {
		...(attach.includes('role') && elector.role ? { role: elector.role } : {}),
		...(attach.includes('perspective') && elector.perspective ? { perspective: elector.perspective } : {})
	};
}
