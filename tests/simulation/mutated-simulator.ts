/** The simulator over a product with one fault: loads everything anew with one line exchanged, and leaves the files alone. */
import { fileURLToPath } from 'node:url';
import { createServer, createServerModuleRunner, type Plugin } from 'vite';
import { mutationPlugin } from './mutation-plugin.ts';
import type { Mutation } from './mutations.ts';
import type * as simulator from './run-seed.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface MutatedSimulator extends AsyncDisposable {
	readonly runSeed: typeof simulator.runSeed;
	/** The faulty line was part of what was loaded. */
	readonly isMutated: boolean;
}

export async function mutatedSimulator(mutation: Mutation): Promise<MutatedSimulator> {
	let isMutated = false;
	const fakeSockets: Plugin = {
		name: 'fake-sockets',
		enforce: 'pre',
		resolveId: (id) => (id === 'ws' ? here('./relay-socket.ts') : undefined)
	};
	const server = await createServer({
		configFile: false,
		root: here('../..'),
		logLevel: 'silent',
		plugins: [fakeSockets, mutationPlugin(mutation, () => (isMutated = true))],
		optimizeDeps: { noDiscovery: true },
		ssr: { noExternal: ['ws'] },
		server: { middlewareMode: true, hmr: false, ws: false, watch: null }
	});
	const runner = createServerModuleRunner(server.environments.ssr, { hmr: false });
	const { runSeed } = await runner.import<typeof simulator>(here('./run-seed.ts'));
	return {
		runSeed,
		get isMutated() {
			return isMutated;
		},
		async [Symbol.asyncDispose]() {
			await runner.close();
			await server.close();
		}
	};
}
