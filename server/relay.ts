/**
 * The relay put together: HTTP interface, sync sockets and rooms over one store. It listens to nothing by itself; the
 * production server (`server.ts`), the development plugin and tests mount the same thing. Map: README.md beside this file.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { systemClock, type Clock } from '#lib/kernel/clock.ts';
import { FailedCodes } from './auth/codes.ts';
import { LinkTokens } from './auth/links.ts';
import type { HttpSettings } from './http/request.ts';
import { createRouter } from './http/router.ts';
import { createLog, type Log } from './observability/log.ts';
import { createMetrics, type Metrics } from './observability/metrics.ts';
import { createExaminer } from './rooms/examiner.ts';
import { WorkshopRegistry } from './rooms/workshop-registry.ts';
import { createSockets } from './socket/upgrade.ts';
import type { Storage } from './storage/storage.ts';
import { startUpkeep } from './upkeep.ts';

export interface RelayDeps {
	/** Closed by whoever opened it, after the relay. */
	readonly storage: Storage;
	readonly settings?: HttpSettings;
	readonly clock?: Clock;
	readonly log?: Log;
	readonly metrics?: Metrics;
	/** See `upkeep.ts`. */
	readonly eraseUnusedDays?: number;
	/** How long words in flight are taken after a right to write was taken back, milliseconds; 3000 unless told. */
	readonly accessGraceMs?: number;
}

export interface Relay {
	/** Answers and resolves to `true`, or leaves the request alone (but for security headers) and resolves to `false`. */
	handleRequest(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
	/** Takes the socket and gives `true`, or leaves it alone and gives `false`. */
	handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	/** Stops reading, waits for what is under way to be stored and acknowledged, closes all sockets with 4553. */
	close(): Promise<void>;
}

/** Longest wait for the store at the end, milliseconds; what is not stored by then is not acknowledged either. */
const lastCommitMs = 3000;

export function createRelay({
	storage,
	settings = {},
	clock = systemClock,
	log = createLog('warn'),
	eraseUnusedDays,
	metrics = createMetrics(),
	accessGraceMs = 3000
}: RelayDeps): Relay {
	const now = () => clock.now();
	const examiner = createExaminer();
	const registry = new WorkshopRegistry({ storage, now, log, metrics, accessGraceMs, examiner });
	const linkTokens = new LinkTokens();
	const failedCodes = new FailedCodes(now);
	const router = createRouter({ settings, storage, registry, linkTokens, failedCodes, now, log, metrics });
	const sockets = createSockets({ origin: settings.origin, storage, registry, now, log, metrics });

	const upkeep = startUpkeep({ storage, registry, now, log, metrics, eraseUnusedDays });

	return {
		handleRequest: (req, res) => router.handle(req, res),
		handleUpgrade: (req, socket, head) => sockets.handleUpgrade(req, socket, head),
		async close() {
			sockets.stopReading();
			upkeep.stop();
			void registry.noteUses();
			failedCodes.close();
			await settled(storage.probe(now()), lastCommitMs);
			await sockets.close();
			registry.close();
			await examiner.close();
		}
	};
}

/** The store answers in order: when this write is done, so is everything before it. Its failure changes nothing any more. */
async function settled(write: Promise<void>, within: number): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, within)));
	await Promise.race([write.catch(() => undefined), late]);
	clearTimeout(timer);
}
