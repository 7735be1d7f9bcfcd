/**
 * The process: data folder, store, relay and the http server that carries them, with the pages beside. `main.ts` runs it
 * for good; integration tests run it on a free port.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { Clock } from '#lib/kernel/clock.ts';
import { defaultConfig, type Config } from './config.ts';
import { refuse, send } from './http/answer.ts';
import { createLog, type Log } from './observability/log.ts';
import { createMetrics, type Metrics } from './observability/metrics.ts';
import { createRelay, type Relay } from './relay.ts';
import { claimDataFolder } from './storage/data-folder.ts';
import { openSqliteStorage } from './storage/sqlite-storage.ts';
import type { Storage } from './storage/storage.ts';

/** Answers what is not the relay's; adapter-node's `handler` has this shape. */
export type Pages = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

export interface OpenRelay {
	readonly relay: Relay;
	readonly log: Log;
	/** Where the data lies. */
	readonly folder: string;
	/** Ends relay and store and frees the data folder. */
	close(): Promise<void>;
}

export interface RunningServer {
	/** For people on this machine. */
	readonly url: string;
	readonly port: number;
	readonly relay: Relay;
	readonly folder: string;
	close(): Promise<void>;
}

export interface OpenOptions {
	readonly config?: Partial<Config>;
	readonly clock?: Clock;
	/** Bounds the store's file, so that a test can fill the disk. */
	readonly maxPages?: number;
	/** See `RelayDeps`. */
	readonly accessGraceMs?: number;
}

export interface StartOptions extends OpenOptions {
	/** Without pages everything that is not the relay's is 404. */
	readonly pages?: Pages;
}

/** Data folder, store and relay without a server of their own; the development plugin mounts this. */
export async function openRelay(options: OpenOptions = {}): Promise<Result<OpenRelay, string>> {
	const config = { ...defaultConfig, ...options.config };
	const log = createLog(config.logLevel);
	const metrics = createMetrics();
	const folder = claimDataFolder(config.dataDir, config.port);
	if (!folder.ok) return folder;
	const { path, release } = folder.value;
	const onBatch = (size: number, seconds: number) => {
		metrics.commitSize.observe(size);
		metrics.commitSeconds.observe(seconds);
	};
	try {
		const storage = await openSqliteStorage({ folder: path, maxPages: options.maxPages, onBatch });
		await reportDamage(storage, log, metrics);
		const relay = createRelay({
			storage,
			settings: config,
			clock: options.clock,
			log,
			metrics,
			eraseUnusedDays: config.eraseUnusedDays,
			accessGraceMs: options.accessGraceMs
		});
		const close = async () => {
			await relay.close();
			await storage.close();
			release();
		};
		return ok({ relay, log, folder: path, close });
	} catch (error) {
		release();
		return refused(`The data in ${path} cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
	}
}

/** What the store found at its start; everything that is whole is served. */
async function reportDamage(storage: Storage, log: Log, metrics: Metrics): Promise<void> {
	const damage = await storage.listDamage();
	metrics.damage.set(damage.length);
	for (const { workshop, document, what } of damage) {
		log.error('store.damaged', { workshop, document, error: new Error(what) });
	}
}

/** Starts listening. Resolves when it serves; refuses with one sentence when it cannot. */
export async function startServer(options: StartOptions = {}): Promise<Result<RunningServer, string>> {
	const config = { ...defaultConfig, ...options.config };
	const opened = await openRelay(options);
	if (!opened.ok) return opened;
	const { relay, log, folder } = opened.value;

	const server = createServer((req, res) => {
		relay.handleRequest(req, res).then(
			(answered) => {
				if (answered) return;
				const absent = () => send(res, refuse('not_found'), req.method !== 'HEAD');
				if (options.pages) options.pages(req, res, absent);
				else absent();
			},
			(error: unknown) => {
				log.error('http.failed', { error });
				res.destroy();
			}
		);
	});
	server.on('upgrade', (req, socket, head) => {
		if (!relay.handleUpgrade(req, socket, head)) socket.destroy();
	});
	const listening = await listen(server, config.port, config.host);
	if (!listening.ok) {
		await opened.value.close();
		return listening;
	}
	const port = listening.value;
	return ok({
		url: `http://${displayHost(config.host)}:${port}`,
		port,
		relay,
		folder,
		async close() {
			server.close();
			await opened.value.close();
			server.closeAllConnections();
		}
	});
}

function listen(server: Server, port: number, host: string): Promise<Result<number, string>> {
	return new Promise((resolve) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE') resolve(refused(`Port ${port} is in use; set PORT to another one.`));
			else resolve(refused(`Cannot listen on ${host}:${port}: ${error.message}.`));
		});
		server.listen(port, host, () => resolve(ok((server.address() as AddressInfo).port)));
	});
}

/** What to type into a browser on this machine. */
function displayHost(host: string): string {
	if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
	return host.includes(':') ? `[${host}]` : host;
}
