/**
 * `npm run dev`: the relay answers inside Vite's own server, so that development has one address and hot reload.
 * The relay is loaded by Node itself and not through Vite: it is the same code that `npm start` runs. A change of the
 * relay needs a new `npm run dev`; a change of the app does not.
 */
import type { Plugin, ViteDevServer } from 'vite';
import type * as config from './config.ts';
import type * as server from './server.ts';

interface Shared {
	relayInDevelopment?: { readonly opened: Promise<server.OpenRelay>; servers: number } | undefined;
}

// Vite bundles this file anew when a configuration changes, starts its next server and only then closes the last one.
// One data folder allows one relay, so that both share it.
const shared: Shared = ((globalThis as Record<symbol, Shared>)[Symbol.for('werktisch')] ??= {});

export function relayInDevelopment(): Plugin {
	return {
		name: 'werktisch-relay',
		apply: 'serve',
		config: () => ({ server: { watch: { ignored: ['**/data/**', '**/build/**', '**/test-results/**'] } } }),
		async configureServer(vite) {
			// Vitest makes a Vite server of its own, for files only.
			if (process.env.VITEST || !vite.httpServer) return;
			const entry = (shared.relayInDevelopment ??= { opened: open(vite), servers: 0 });
			const { relay, close } = await entry.opened;
			entry.servers += 1;

			vite.middlewares.use((req, res, next) => {
				relay.handleRequest(req, res).then((answered) => {
					if (!answered) next();
				}, next);
			});
			// Whatever is not the relay's here is Vite's own socket for hot reload.
			vite.httpServer.on('upgrade', (req, socket, head) => void relay.handleUpgrade(req, socket, head));
			vite.httpServer.once('close', () => {
				entry.servers -= 1;
				if (entry.servers > 0) return;
				shared.relayInDevelopment = undefined;
				void close();
			});
		}
	};
}

async function open(vite: ViteDevServer): Promise<server.OpenRelay> {
	const { readConfig }: typeof config = await import(beside('config.ts'));
	const { openRelay }: typeof server = await import(beside('server.ts'));
	const settings = readConfig({ ...process.env, PORT: String(vite.config.server.port) });
	if (!settings.ok) throw new Error(settings.reason);
	const opened = await openRelay({ config: settings.value });
	if (!opened.ok) throw new Error(opened.reason);
	vite.config.logger.info(`  the relay keeps its data in ${opened.value.folder}`);
	return opened.value;
}

// A variable address is left alone by the bundler that prepares Vite's configuration.
function beside(file: string): string {
	return new URL(file, import.meta.url).href;
}
