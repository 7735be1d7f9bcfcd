// Builds the app when its sources changed. A build lies in `build/<hash of the sources>`: a running server keeps the
// files it was started with, a second start finds them again, and going back to an older state needs no new build.
// `node server/bin/build.mjs` (npm run build) prints the folder.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap, root, say, stop, toolEnvironment } from './bootstrap.mjs';
import { isAlive, withLock } from './lock.mjs';

const builds = join(root, 'build');
const sources = [
	'src',
	'static',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json',
	'package.json',
	'package-lock.json'
];
const kept = 3;

/** Returns the folder of the build that belongs to the present sources, building it first where needed. */
export async function ensureBuild(node) {
	const found = currentBuild();
	if (found) return found;
	return withLock(
		// `.svelte-kit` is shared by all builds of a clone, so that only one may run at a time.
		join(builds, '.build.lock'),
		() => say('Waiting for another build in this folder …'),
		async () => currentBuild() ?? build(node)
	);
}

/** The build of the present sources, or undefined when there is none yet. */
export function currentBuild() {
	const folder = join(builds, hashOfSources());
	if (!existsSync(join(folder, 'handler.js'))) return undefined;
	utimesSync(folder, new Date(), new Date());
	return folder;
}

/** Says that a process serves from this build, so that no later build removes it. */
export function markInUse(folder, pid) {
	const mark = join(folder, `.used-by-${pid}`);
	writeFileSync(mark, '');
	return () => rmSync(mark, { force: true });
}

function build(node) {
	const folder = join(builds, hashOfSources());
	const unfinished = `${folder}.unfinished`;
	say('Building …');
	const startedAt = performance.now();
	const result = spawnSync(
		node,
		[join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
		{
			cwd: root,
			env: toolEnvironment({ WERKTISCH_BUILD: relative(root, unfinished), NODE_ENV: 'production' }),
			stdio: ['ignore', 2, 2]
		}
	);
	if (result.status !== 0) stop('The build failed; the reason is above.');
	keepGraph(unfinished);
	remove(folder);
	renameSync(unfinished, folder);
	prune(folder);
	say(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
	return folder;
}

// What the build imports from what, and which page needs which parts: the first-load test and the benchmark read both.
function keepGraph(folder) {
	const kit = join(root, '.svelte-kit');
	mkdirSync(join(folder, 'graph'), { recursive: true });
	copyFileSync(join(kit, 'output', 'client', '.vite', 'manifest.json'), join(folder, 'graph', 'manifest.json'));
	const app = readFileSync(join(kit, 'generated', 'client-optimized', 'app.js'), 'utf8');
	const pages = /export const dictionary = (\{[\s\S]*?\});/.exec(app)?.[1];
	if (!pages) throw new Error('the list of pages was not found in what SvelteKit generated');
	writeFileSync(join(folder, 'graph', 'pages.json'), JSON.stringify(nodesOfPages(pages), null, '\t'));
}

// SvelteKit writes `{ "/route": [page, [layouts, with gaps]] }` as JavaScript; `~page` is one with a server part.
function nodesOfPages(javascript) {
	const pages = new Function(`return ${javascript}`)();
	const nodes = ([page, layouts = []]) => [
		0,
		1,
		...layouts.filter((layout) => layout !== undefined),
		page < 0 ? ~page : page
	];
	return Object.fromEntries(
		Object.entries(pages).map(([route, entry]) => [
			route,
			nodes(entry).map((node) => `.svelte-kit/generated/client-optimized/nodes/${node}.js`)
		])
	);
}

function prune(newest) {
	const named = readdirSync(builds).filter((name) => /^[0-9a-f]{12}(\.unfinished)?$/.test(name));
	// What is unfinished now belongs to a build that was broken off: we hold the lock.
	for (const name of named.filter((name) => name.endsWith('.unfinished'))) remove(join(builds, name));
	named
		.filter((name) => !name.endsWith('.unfinished'))
		.map((name) => join(builds, name))
		.filter((folder) => folder !== newest)
		.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
		.slice(kept - 1)
		.filter((folder) => !isInUse(folder))
		.forEach(remove);
}

function remove(folder) {
	rmSync(folder, { recursive: true, force: true });
}

function isInUse(folder) {
	return readdirSync(folder).some((name) => name.startsWith('.used-by-') && isAlive(Number(name.slice(9))));
}

function hashOfSources() {
	const hash = createHash('sha256');
	for (const file of sources.flatMap((path) => filesIn(join(root, path)))) {
		hash.update(`${relative(root, file).split(sep).join('/')}\0`);
		hash.update(readFileSync(file));
	}
	return hash.digest('hex').slice(0, 12);
}

// Tests and documents do not change what is served.
function filesIn(path) {
	if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return existsSync(path) ? [path] : [];
	return readdirSync(path, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => (/\.(test\.ts|md)$/.test(entry.name) ? [] : filesIn(join(path, entry.name))));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	process.stdout.write(`${relative(root, await ensureBuild(await bootstrap()))}\n`);
}
