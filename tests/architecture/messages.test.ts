// Every language says everything, and nothing is said that nobody shows. That a key exists at all where it is used,
// and with the right parameters, is the compiler's business.
import { describe, expect, test } from 'vitest';
import { de } from '#lib/i18n/messages/de.ts';
import { en } from '#lib/i18n/messages/en.ts';
import { filesBelow } from './project-files.ts';

type Leaf = readonly [path: string, value: unknown];

const german = leavesOf(de);
const others = { en: leavesOf(en) };
const sources = filesBelow(['src'], /\.(ts|svelte)$/).filter(
	({ path }) => !/\.test\.ts$|^src\/lib\/i18n\/messages\//.test(path)
);
const words = new Set(sources.flatMap(({ text }) => text.match(/[A-Za-z_$][\w$]*/g) ?? []));

describe.each(Object.entries(others))('messages in %s', (_locale, leaves) => {
	test('are the same as in German', () => {
		expect(leaves.map(([path]) => path).sort()).toEqual(german.map(([path]) => path).sort());
	});

	test('are of the same kind: sentence or function', () => {
		const kinds = new Map(german.map(([path, value]) => [path, typeof value]));
		expect(leaves.filter(([path, value]) => typeof value !== kinds.get(path)).map(([path]) => path)).toEqual([]);
	});

	test('none is empty', () => {
		expect([...german, ...leaves].filter(([, value]) => value === '').map(([path]) => path)).toEqual([]);
	});
});

test('each message is used', () => {
	expect(german.map(([path]) => path).filter((path) => !isUsed(path))).toEqual([]);
});

// A message counts as used where its own name stands in the code, or where its group is looked up by a value
// (`messages.states[state]`).
function isUsed(path: string): boolean {
	const parts = path.split('.');
	if (words.has(parts.at(-1)!)) return true;
	return parts.slice(0, -1).some((group) => sources.some(({ text }) => text.includes(`.${group}[`)));
}

function leavesOf(value: unknown, path = ''): Leaf[] {
	if (typeof value !== 'object' || value === null) return [[path, value]];
	return Object.entries(value).flatMap(([key, child]) => leavesOf(child, path ? `${path}.${key}` : key));
}
