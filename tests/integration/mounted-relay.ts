/** A relay over a store that a test has in its hands, on a free loopback port and without a process around it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog } from '../../server/observability/log.ts';
import { createRelay } from '../../server/relay.ts';
import type { Storage } from '../../server/storage/storage.ts';

export async function mounted(storage: Storage): Promise<{ readonly url: string } & AsyncDisposable> {
	const relay = createRelay({ storage, log: createLog('silent') });
	const server = createServer((req, res) => void relay.handleRequest(req, res));
	server.on('upgrade', (req, socket, head) => relay.handleUpgrade(req, socket, head));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async [Symbol.asyncDispose]() {
			await relay.close();
			await storage.close();
			server.close();
		}
	};
}
