import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsToShow, type Facts } from './box-facts.ts';
import type { Elector } from './boxes.ts';

const of = (...perspectives: string[]) => perspectives.map((perspective) => ({ perspective }));
const shown = (...perspectives: string[]) =>
	factsToShow(of(...perspectives), ['perspective'], 3).map((facts) => facts.perspective ?? '-');

describe('facts beside the entries of an anonymous box', () => {
	test('[BOX-6] are shown for groups of three and more', () => {
		expect(shown('a', 'a', 'a', 'b', 'b', 'b', 'b')).toEqual(['a', 'a', 'a', 'b', 'b', 'b', 'b']);
		expect(shown('a', 'a')).toEqual(['-', '-']);
	});

	test('[BOX-6] a group that is too small hides among others that are not shown either', () => {
		expect(shown('a', 'b', 'a', 'a', 'a')).toEqual(['-', '-', '-', '-', '-']);
		expect(shown('a', 'b', 'a', 'a', 'c', 'c', 'c', 'c')).toEqual(['-', '-', '-', '-', 'c', 'c', 'c', 'c']);
		expect(shown('a', 'b', 'c', 'd', 'd', 'd')).toEqual(['-', '-', '-', 'd', 'd', 'd']);
	});

	test('[BOX-6] several facts count as one combination', () => {
		const electors: Partial<Elector>[] = ['a', 'a', 'a', 'a', 'a', 'a'].map((perspective, i) => ({
			perspective,
			role: i < 5 ? 'participant' : 'moderator'
		}));
		expect(factsToShow(electors, ['role', 'perspective'], 3)).toEqual([{}, {}, {}, {}, {}, {}]);
		expect(factsToShow(electors, ['perspective'], 3)).toEqual(of('a', 'a', 'a', 'a', 'a', 'a'));
	});

	test('[BOX-6] nothing else is shown, and no group below three can be told apart', () => {
		const perspective = fc.constantFrom('a', 'b', 'c', 'd', undefined);
		fc.assert(
			fc.property(fc.array(perspective, { maxLength: 14 }), (perspectives) => {
				const electors = perspectives.map((known) => ({ participant: 'p', perspective: known }));
				const facts = factsToShow(electors, ['perspective'], 3);
				const open = facts.flatMap((fact, i) => (isEmpty(fact) && perspectives[i] !== undefined ? [] : [i]));
				for (const i of open) expect(facts[i]!.perspective).toBe(perspectives[i]);
				const sizes = Object.values(Object.groupBy(facts, (fact) => fact.perspective ?? '-')).map((g) => g!.length);
				expect(Math.min(...sizes, Infinity) >= 3 || sizes.length === 1 || sizes.length === 0).toBe(true);
			})
		);
	});
});

const isEmpty = (facts: Facts) => Object.keys(facts).length === 0;
