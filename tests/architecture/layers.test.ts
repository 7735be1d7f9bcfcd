// The dependency rules themselves: a rule that never fires protects nothing. A small tree of one-line modules is
// written for each forbidden import and cruised with the real rules; a second list shows what has to stay allowed.
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import rules from './dependency-rules.cjs';

type Form = 'value' | 'type' | 'lazy';
type Edge = readonly [from: string, to: string, form?: Form];

const forbidden: Readonly<Record<string, readonly Edge[]>> = {
	'kernel-imports-only-what-is-below': [['src/lib/kernel/a.ts', 'src/lib/protocol/b.ts']],
	'protocol-imports-only-what-is-below': [['src/lib/protocol/a.ts', 'src/lib/model/b.ts']],
	'i18n-imports-only-what-is-below': [
		['src/lib/i18n/a.ts', 'src/lib/model/b.ts', 'type'],
		['src/lib/i18n/a2.ts', 'src/lib/protocol/b.ts']
	],
	'model-imports-only-what-is-below': [
		['src/lib/model/a.ts', 'src/lib/i18n/b.ts'],
		['src/lib/model/a2.ts', 'src/lib/sync/b.ts', 'type']
	],
	'report-imports-only-what-is-below': [
		['src/lib/report/a.ts', 'src/lib/writers/b.ts'],
		['src/lib/report/a2.ts', 'src/lib/protocol/b.ts']
	],
	'report-only-reads': [
		['src/lib/report/a3.ts', 'src/lib/model/cards/card-commands.ts'],
		['src/lib/report/a4.ts', 'src/lib/model/schema/b.ts']
	],
	'writers-imports-only-what-is-below': [['src/lib/writers/a.ts', 'src/lib/model/b.ts', 'type']],
	'writers-know-only-the-blocks': [['src/lib/writers/a2.ts', 'src/lib/report/b.ts']],
	'sync-imports-only-what-is-below': [
		['src/lib/sync/a.ts', 'src/lib/i18n/b.ts'],
		['src/lib/sync/a2.ts', 'src/lib/writers/b.ts']
	],
	'view-imports-only-what-is-below': [
		['src/lib/view/a.ts', 'src/lib/ui/b.ts'],
		['src/lib/view/a2.ts', 'src/lib/report/b.ts']
	],
	'ui-imports-only-what-is-below': [['src/lib/ui/a.ts', 'src/lib/model/b.ts', 'type']],
	'editor-imports-only-what-is-below': [
		['src/lib/editor/a.ts', 'src/lib/model/b.ts'],
		['src/lib/editor/a2.ts', 'src/lib/sync/b.ts']
	],
	'features-are-islands': [['src/lib/features/board/a.ts', 'src/lib/features/plan/b.ts', 'type']],
	'features-import-only-what-is-below': [
		['src/lib/features/board/a2.ts', 'src/lib/sync/b.ts'],
		['src/lib/features/board/a3.ts', 'src/routes/b.ts'],
		['src/lib/features/board/A.svelte', 'src/lib/sync/b.ts']
	],
	'only-the-report-feature-makes-documents': [['src/lib/features/board/a4.ts', 'src/lib/report/b.ts']],
	'routes-only-put-features-together': [
		['src/routes/a.ts', 'src/lib/model/b.ts'],
		['src/routes/a2.ts', 'src/lib/sync/b.ts']
	],
	'the-service-worker-stands-alone': [['src/service-worker/a.ts', 'src/lib/sync/b.ts']],
	'relay-is-document-blind': [['server/a.ts', 'src/lib/model/b.ts', 'type']],
	'relay-never-in-the-browser': [['src/lib/sync/a3.ts', 'server/b.ts', 'type']],
	'relay-touches-yjs-only-in-rooms-and-storage': [
		['server/http/a.ts', 'yjs'],
		['server/socket/a.ts', 'lib0/encoding']
	],
	'relay-runs-without-development-packages': [['server/http/a2.ts', 'docx']],
	'only-model-and-sync-touch-yjs': [
		['src/lib/ui/a4.ts', 'yjs', 'type'],
		['src/lib/features/board/a5.ts', 'y-protocols/awareness']
	],
	'view-and-editor-only-pass-yjs-on': [
		['src/lib/view/a3.ts', 'yjs'],
		['src/lib/editor/a3.ts', 'y-protocols/awareness']
	],
	'only-sync-touches-sockets-and-the-local-store': [
		['src/lib/model/a3.ts', 'y-websocket'],
		['src/lib/view/a4.ts', 'idb-keyval']
	],
	'only-the-editor-touches-tiptap': [['src/lib/features/board/a6.ts', '@tiptap/core', 'lazy']],
	'only-the-docx-writer-touches-docx': [['src/lib/writers/a3.ts', 'docx', 'lazy']],
	'writers-are-lazy': [['src/lib/features/report/a.ts', 'src/lib/writers/docx/b.ts']],
	'svelte-stays-above-sync': [['src/lib/sync/a4.ts', 'svelte/reactivity']],
	'no-node-in-the-browser': [['src/lib/model/a4.ts', 'node:fs']],
	'tests-stay-outside': [['src/lib/model/a5.ts', 'src/lib/model/testing/b.ts']],
	'no-cycles': [['src/lib/kernel/cycle-a.ts', 'src/lib/kernel/cycle-b.ts']],
	'no-orphans': [],
	'only-declared-packages': [['src/lib/ui/a2.ts', 'undeclared']],
	'everything-imported-exists': [['src/lib/ui/a3.ts', 'src/lib/ui/nowhere.ts']]
};

const allowed: readonly Edge[] = [
	['src/lib/model/ok.ts', 'src/lib/protocol/b.ts'],
	['src/lib/model/ok2.ts', 'yjs'],
	['src/lib/protocol/ok.ts', 'lib0/encoding'],
	['src/lib/report/ok.ts', 'src/lib/model/b.ts', 'type'],
	['src/lib/report/ok2.ts', 'src/lib/model/cards/card-selectors.ts'],
	['src/lib/writers/ok.ts', 'src/lib/report/b.ts', 'type'],
	['src/lib/writers/docx/ok.ts', 'docx'],
	['src/lib/features/report/ok.ts', 'src/lib/writers/docx/b.ts', 'lazy'],
	['src/lib/features/report/ok2.ts', 'src/lib/report/b.ts'],
	['src/lib/editor/collaboration.ts', 'yjs'],
	['src/lib/editor/ok.ts', 'src/lib/model/rich-text.ts'],
	['src/lib/editor/ok2.ts', '@tiptap/core'],
	['src/lib/view/ok.ts', 'src/lib/sync/b.ts'],
	['src/lib/view/ok2.ts', 'yjs', 'type'],
	['src/routes/ok.ts', 'src/lib/sync/open-session.ts'],
	['src/routes/ok3.ts', 'src/lib/sync/open-device.ts'],
	['src/routes/ok2.ts', 'src/lib/features/board/b.ts'],
	['src/lib/sync/ok.ts', 'y-websocket'],
	['src/lib/model/cards/card.test.ts', 'src/lib/sync/b.ts'],
	['server/rooms/ok.ts', 'yjs'],
	['server/ok.ts', 'src/lib/protocol/b.ts']
];

const packages = [
	'yjs',
	'y-protocols',
	'lib0',
	'y-websocket',
	'idb-keyval',
	'@tiptap/core',
	'docx',
	'svelte',
	'undeclared'
];
const development = new Set(['docx', '@tiptap/core', 'svelte', 'y-websocket', 'idb-keyval']);

const ruleSet = rules.forbidden ?? [];

let folder: string;
let found: ReadonlySet<string>;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'werktisch-layers-'));
	await writeTree();
	const result = await cruise(['src', 'server'], {
		...rules.options,
		ruleSet: { forbidden: ruleSet },
		validate: true,
		baseDir: folder
	});
	found = new Set(violations(result.output as ICruiseResult));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('dependency rules', () => {
	test('every rule has a forbidden import here that it has to find', () => {
		expect(Object.keys(forbidden).sort()).toEqual(ruleSet.map((rule) => rule.name).sort());
	});

	test.each(
		Object.entries(forbidden).flatMap(([rule, edges]) =>
			edges.map(([from, to, form]) => ({ rule, from, to, form: form ?? 'value' }))
		)
	)('$rule: $from must not import $to ($form)', ({ rule, from }) => {
		expect([...found]).toContain(`${rule} ${from}`);
	});

	test('no-orphans: a module without any tie is found', () => {
		expect([...found]).toContain('no-orphans src/lib/kernel/lonely.ts');
	});

	test.each(allowed.map(([from, to, form]) => ({ from, to, form: form ?? 'value' })))(
		'$from may import $to ($form)',
		({ from }) => {
			expect([...found].filter((violation) => violation.endsWith(` ${from}`))).toEqual([]);
		}
	);

	test('each rule says where the code belongs instead', () => {
		for (const rule of ruleSet) expect(rule.comment?.length ?? 0, rule.name).toBeGreaterThan(20);
	});
});

function violations(result: ICruiseResult): string[] {
	return result.summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`);
}

async function writeTree(): Promise<void> {
	const edges = [...Object.values(forbidden).flat(), ...allowed];
	const targets = edges.map(([, to]) => to).filter((to) => isOurs(to) && !to.includes('nowhere'));
	for (const to of targets)
		await write(to, "import '#lib/kernel/base.ts';\nexport const b = 1;\nexport type B = number;\n");
	for (const [from, to, form] of edges) await write(from, statement(from, to, form ?? 'value'));
	await write('src/lib/kernel/base.ts', 'export const base = 1;\n');
	await write('src/lib/kernel/lonely.ts', 'export const lonely = 1;\n');
	await write('src/lib/kernel/cycle-b.ts', "import './cycle-a.ts';\n");
	for (const name of packages) await writePackage(name);
	await write('package.json', JSON.stringify(manifest()));
}

function manifest(): object {
	const declared = packages.filter((name) => name !== 'undeclared');
	const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
	return {
		name: 'tree',
		type: 'module',
		imports: { '#lib/*': './src/lib/*' },
		dependencies: versions(declared.filter((name) => !development.has(name))),
		devDependencies: versions(declared.filter((name) => development.has(name)))
	};
}

async function writePackage(name: string): Promise<void> {
	const exports = { '.': './index.js', './*': './index.js' };
	await write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module', exports }));
	await write(`node_modules/${name}/index.js`, 'export const b = 1;\n');
}

function statement(from: string, to: string, form: Form): string {
	const script = scriptOf(from, to, form);
	return from.endsWith('.svelte') ? `<script lang="ts">\n${script}</script>\n<p>{a}</p>\n` : script;
}

function scriptOf(from: string, to: string, form: Form): string {
	const target = isOurs(to) ? path(from, to) : to;
	if (form === 'lazy') return `export const load = () => import('${target}');\n`;
	return form === 'type'
		? `import type { B } from '${target}';\nexport type A = B;\n`
		: `import { b } from '${target}';\nexport const a = b;\n`;
}

function path(from: string, to: string): string {
	if (to.startsWith('src/lib/')) return to.replace('src/lib/', '#lib/');
	const way = relative(dirname(from), to);
	return way.startsWith('.') ? way : `./${way}`;
}

function isOurs(target: string): boolean {
	return target.startsWith('src/') || target.startsWith('server/');
}

async function write(file: string, text: string): Promise<void> {
	await mkdir(dirname(join(folder, file)), { recursive: true });
	await writeFile(join(folder, file), text);
}
