// The documents for newcomers name files. A map that shows streets that are gone is worse than none.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filesBelow, readProjectFile } from './project-files.ts';
import manifest from '../../package.json' with { type: 'json' };

const root = fileURLToPath(new URL('../..', import.meta.url));
const documents = [
	...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].map(readProjectFile),
	// What a test expects the writers to print is no document about the project.
	...filesBelow(['src', 'server', 'tests'], /\.md$/).filter(({ path }) => !path.startsWith('tests/golden/expected/'))
];

describe.each(documents)('$path', ({ path, text }) => {
	test('links lead somewhere', () => {
		const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1]!);
		expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
	});

	test('files that it names are there', () => {
		const named = [...text.matchAll(/`((?:src|server|tests|static)\/[\w./[\]-]+)`/g)].map((match) => match[1]!);
		expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
	});

	test('commands that it names are there', () => {
		const commands = [...text.matchAll(/npm run ([a-z0-9:]+)/g)].map((match) => match[1]!);
		expect(commands.filter((command) => !(command in manifest.scripts))).toEqual([]);
	});
});
