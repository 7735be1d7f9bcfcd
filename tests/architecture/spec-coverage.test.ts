// What is promised is tested, and what is tested as a rule is promised: the ids of rules in SPEC.md and PROTOCOL.md
// (in bold and square brackets: CARD-1) and those at the beginning of the titles of tests are the same.
import { describe, expect, test } from 'vitest';
import { filesBelow } from './project-files.ts';

const ruleInSpec = /\*\*\[([A-Z]+-\d+)\]\*\*/g;
const ruleInTitle = /(?:^|\()\s*['"`]((?:\[[A-Z]+-\d+\]\s*)+)/gm;

const specs = filesBelow(['src/lib', 'server'], /(^|\/)(SPEC|PROTOCOL)\.md$/);
const tests = filesBelow(['src', 'server', 'tests'], /\.(test|contract|spec)\.ts$/);

describe('rules and tests', () => {
	test('the model, the protocol and sync have a list of rules', () => {
		for (const part of ['model', 'protocol', 'sync']) {
			const rules = specs
				.filter((spec) => spec.path.startsWith(`src/lib/${part}/`))
				.flatMap((spec) => idsInSpec(spec.text));
			expect(rules, part).not.toEqual([]);
		}
	});

	test('each id stands for one rule', () => {
		const all = specs.flatMap((spec) => idsInSpec(spec.text));
		expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
	});

	test('each rule has a test', () => {
		const tested = new Set(tests.flatMap((file) => idsInTitles(file.text)));
		const open = specs.flatMap((spec) =>
			idsInSpec(spec.text)
				.filter((id) => !tested.has(id))
				.map((id) => `${id} of ${spec.path}`)
		);
		expect(open).toEqual([]);
	});

	test('each id in a title is a rule', () => {
		const known = new Set(specs.flatMap((spec) => idsInSpec(spec.text)));
		const stray = tests.flatMap((file) =>
			idsInTitles(file.text)
				.filter((id) => !known.has(id))
				.map((id) => `${id} in ${file.path}`)
		);
		expect(stray).toEqual([]);
	});
});

function idsInSpec(text: string): string[] {
	return [...text.matchAll(ruleInSpec)].map((match) => match[1]!);
}

function idsInTitles(text: string): string[] {
	return [...text.matchAll(ruleInTitle)].flatMap((match) =>
		[...match[1]!.matchAll(/\[([A-Z]+-\d+)\]/g)].map((id) => id[1]!)
	);
}
