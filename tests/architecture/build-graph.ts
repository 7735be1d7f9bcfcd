// What a page of the built app loads before anybody has clicked: the scripts of its layouts and of the page itself,
// with everything they import. Read from the list that Vite writes; what is loaded later by `import()` is not in it.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { currentBuild } from '../../server/bin/build.mjs';

interface Chunk {
	readonly file: string;
	readonly imports?: readonly string[];
	readonly dynamicImports?: readonly string[];
	readonly css?: readonly string[];
}

export interface Script {
	/** Path below the client folder. */
	readonly file: string;
	/** Bytes as they travel (brotli). */
	readonly bytes: number;
	readonly text: string;
}

export interface BuildGraph {
	readonly folder: string;
	readonly routes: readonly string[];
	/** The scripts that a route loads at once. A route is named without its groups: `/w/[workshop]/board`. */
	firstLoad(route: string): readonly Script[];
	/** These, and what the route and its layouts themselves load by `import()`: the workshop behind the board. */
	fullLoad(route: string): readonly Script[];
	/** All scripts of the build. */
	readonly scripts: readonly Script[];
}

/** Reads the build named by WERKTISCH_BUILD, else that of the present sources. */
export function readBuildGraph(): BuildGraph {
	const folder = process.env.WERKTISCH_BUILD ?? currentBuild();
	if (!folder || !existsSync(join(folder, 'graph'))) {
		throw new Error(
			'There is no build of the present sources: run `npm run build` first (npm test does it by itself).'
		);
	}
	const manifest = readJson<Record<string, Chunk>>(join(folder, 'graph', 'manifest.json'));
	const pages = withoutGroups(readJson<Record<string, readonly string[]>>(join(folder, 'graph', 'pages.json')));
	const entries = Object.keys(manifest).filter((key) => /client\/entry\.js$|client-optimized\/app\.js$/.test(key));
	const script = (key: string) => readScript(folder, chunkOf(manifest, key).file);
	const nodesOf = (route: string) => {
		const nodes = pages[route];
		if (!nodes) throw new Error(`There is no page ${route}; there are ${Object.keys(pages).join(', ')}.`);
		return nodes;
	};
	return {
		folder,
		routes: Object.keys(pages),
		firstLoad: (route) => [...closure(manifest, [...entries, ...nodesOf(route)])].map(script),
		fullLoad: (route) => {
			const nodes = nodesOf(route);
			const later = nodes.flatMap((node) => chunkOf(manifest, node).dynamicImports ?? []);
			return [...closure(manifest, [...entries, ...nodes, ...later])].map(script);
		},
		scripts: Object.keys(manifest)
			.filter((key) => chunkOf(manifest, key).file.endsWith('.js'))
			.map(script)
	};
}

/** Bytes that travel for these scripts, without headers. */
export function bytesOf(scripts: readonly Script[]): number {
	return scripts.reduce((sum, script) => sum + script.bytes, 0);
}

function closure(
	manifest: Readonly<Record<string, Chunk>>,
	keys: readonly string[],
	seen = new Set<string>()
): ReadonlySet<string> {
	for (const key of keys) {
		if (seen.has(key)) continue;
		seen.add(key);
		closure(manifest, chunkOf(manifest, key).imports ?? [], seen);
	}
	return seen;
}

function chunkOf(manifest: Readonly<Record<string, Chunk>>, key: string): Chunk {
	const chunk = manifest[key];
	if (!chunk) throw new Error(`The build's list does not know ${key}.`);
	return chunk;
}

function readScript(folder: string, file: string): Script {
	const path = join(folder, 'client', file);
	// Very small files are not compressed.
	const travelling = existsSync(`${path}.br`) ? `${path}.br` : path;
	return { file, bytes: statSync(travelling).size, text: readFileSync(path, 'utf8') };
}

function withoutGroups(pages: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
	return Object.fromEntries(
		Object.entries(pages).map(([route, nodes]) => [route.replace(/\/\([^)]*\)/g, '') || '/', nodes])
	);
}

function readJson<T>(file: string): T {
	return JSON.parse(readFileSync(file, 'utf8')) as T;
}
