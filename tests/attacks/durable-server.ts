// A relay on a data folder that outlives it: what a fresh start serves is what was really stored.
import { startServer, type RunningServer, type StartOptions } from '../../server/server.ts';
import { temporaryFolder } from '../integration/relay.ts';

export interface DurableServer extends AsyncDisposable {
	/** Another one after `restart`. */
	readonly url: string;
	restart(): Promise<void>;
}

export async function durableServer(options: StartOptions = {}): Promise<DurableServer> {
	const folder = temporaryFolder();
	const start = async (): Promise<RunningServer> => {
		const config = { port: 0, dataDir: folder.path, logLevel: 'silent' as const, ...options.config };
		const started = await startServer({ ...options, config });
		if (!started.ok) throw new Error(started.reason);
		return started.value;
	};
	let running = await start();
	return {
		get url() {
			return running.url;
		},
		async restart() {
			await running.close();
			running = await start();
		},
		async [Symbol.asyncDispose]() {
			await running.close();
			folder[Symbol.dispose]();
		}
	};
}
