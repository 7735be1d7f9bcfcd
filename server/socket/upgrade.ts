/**
 * From an upgrade request to a connection. Everything is decided before the handshake; a refusal still finishes it and
 * then closes with a code, because a browser learns nothing from a refused handshake.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { parseId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { closeCode, type CloseCode } from '#lib/protocol/close-codes.ts';
import { parseDocumentName, type DocumentName } from '#lib/protocol/documents.ts';
import { limits } from '#lib/protocol/limits.ts';
import { checkOrigin, readCredential } from '../auth/credentials.ts';
import { resolveSession } from '../auth/sessions.ts';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Room } from '../rooms/room.ts';
import type { WorkshopRegistry } from '../rooms/workshop-registry.ts';
import type { Workshop } from '../rooms/workshop.ts';
import type { SessionRecord, Storage } from '../storage/storage.ts';
import { Connection } from './connection.ts';
import { RateLimits, type Allowance } from './rate-limit.ts';

export interface SocketDeps {
	readonly origin?: string;
	readonly storage: Storage;
	readonly registry: WorkshopRegistry;
	readonly now: () => number;
	readonly log: Log;
	readonly metrics: Metrics;
}

const beatMs = 5000;
const sweepMs = 60_000;
/** Twice a whole document: what lies between is refused by a NACK, which says more than a closed socket. */
const frameBytes = 2 * limits.syncBytes;
const refusedCloseWithinMs = 1000;

interface Entrance {
	readonly workshop: Workshop;
	readonly room: Room;
	readonly session: SessionRecord;
	readonly allowance: Allowance;
}

export interface Sockets {
	/** `false` when the address is not a document's. */
	handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
	/** Reads nothing more from anybody. */
	stopReading(): void;
	/** Closes every connection and takes no new one. */
	close(): Promise<void>;
}

export function createSockets(deps: SocketDeps): Sockets {
	const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: frameBytes });
	const connections = new Set<Connection>();
	const rates = new RateLimits();
	let closed = false;
	deps.metrics.bufferedBytes.follow(() => connections.values().reduce((sum, open) => sum + open.waitingBytes, 0));
	deps.metrics.laggingConnections.follow(
		() =>
			connections
				.values()
				.filter((open) => open.lags)
				.toArray().length
	);
	const heart = setInterval(() => connections.forEach((connection) => connection.beat(deps.now())), beatMs);
	const sweeper = setInterval(() => rates.sweep(), sweepMs);
	let whenEmpty: (() => void) | undefined;

	const shake = (req: IncomingMessage, socket: Duplex, head: Buffer, use: (ws: WebSocket) => void) => {
		server.handleUpgrade(req, socket, head, (ws) => {
			nameOversizeAsTerminal(ws);
			use(ws);
		});
	};

	const turnAway = (ws: WebSocket, code: CloseCode) => {
		ws.on('error', (error) => deps.log.debug('socket.failed', { error }));
		const timer = setTimeout(() => ws.terminate(), refusedCloseWithinMs);
		ws.on('close', () => clearTimeout(timer));
		ws.close(code, reasons[code]);
	};

	const enter = (ws: WebSocket, { workshop, room, session, allowance }: Entrance) => {
		const key = `${workshop.id}/${session.participant}`;
		const connection: Connection = new Connection({
			...{ ws, workshop, room, allowance, now: deps.now, log: deps.log },
			identity: { participant: session.participant, link: session.link },
			onClosed: () => {
				rates.release(key);
				connections.delete(connection);
				deps.metrics.connections.add(-1);
				if (connections.size === 0) whenEmpty?.();
			}
		});
		connections.add(connection);
		deps.metrics.connections.add(1);
	};

	const upgrade = async (req: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on('error', (error) => deps.log.debug('socket.failed', { error }));
		const entrance = await admit(req, deps, rates).catch((error: unknown): Result<Entrance, CloseCode> => {
			deps.log.error('socket.not_admitted', { error });
			return refused(closeCode.restarting);
		});
		if (socket.destroyed || closed) {
			if (entrance.ok) {
				rates.release(`${entrance.value.workshop.id}/${entrance.value.session.participant}`);
				entrance.value.room.releaseIfIdle();
			}
			socket.destroy();
			return;
		}
		shake(req, socket, head, (ws) => (entrance.ok ? enter(ws, entrance.value) : turnAway(ws, entrance.reason)));
	};

	return {
		handleUpgrade(req, socket, head) {
			if (!req.url?.startsWith('/sync/')) return false;
			void upgrade(req, socket, head);
			return true;
		},
		stopReading() {
			closed = true;
			for (const connection of connections) connection.stopReading();
		},
		async close() {
			closed = true;
			clearInterval(heart);
			clearInterval(sweeper);
			const emptied = connections.size === 0 ? undefined : new Promise<void>((resolve) => (whenEmpty = resolve));
			for (const connection of connections) connection.close(closeCode.restarting, reasons[closeCode.restarting]);
			await emptied;
			server.close();
		}
	};
}

/** Who comes, where to, and whether they may. The room comes last: nothing may wait between it and the handshake. */
async function admit(req: IncomingMessage, deps: SocketDeps, rates: RateLimits): Promise<Result<Entrance, CloseCode>> {
	const target = parseTarget(req.url ?? '');
	if (!target) return refused(closeCode.unauthenticated);
	const found = await deps.registry.get(target.workshop);
	if (!found.ok) return refused(closeFor[found.reason]);
	const workshop = found.value;
	const credential = readCredential(req, workshop.id);
	// A foreign page can open a WebSocket with our cookie, so the cookie alone proves nothing.
	const isFromElsewhere = credential?.via === 'cookie' && checkOrigin(req, deps.origin) !== 'same';
	if (!credential || isFromElsewhere) return refused(closeCode.unauthenticated);
	const session = await resolveSession(deps.storage, credential.token, workshop.id);
	if (!session.ok) {
		deps.metrics.authFailures.increment();
		if (session.reason === 'unauthenticated') return refused(closeCode.unauthenticated);
		return refused(session.reason === 'erased' ? closeCode.erased : closeCode.kicked);
	}
	const person = workshop.person(session.value.participant);
	if (!person) return refused(closeCode.kicked);
	if (person.waiting || !workshop.mayEnter(person, target.document)) return refused(closeCode.noAccess);
	if (workshop.isUnreadable(target.document)) return refused(closeCode.noAccess);
	const key = `${workshop.id}/${person.id}`;
	const allowance = rates.acquire(key, deps.now());
	if (!allowance) return refused(closeCode.slowDown);
	try {
		const room = await workshop.room(target.document);
		return ok({ workshop, room, session: session.value, allowance });
	} catch (error) {
		rates.release(key);
		await workshop.documentFailed(target.document, error);
		if (workshop.isUnreadable(target.document)) return refused(closeCode.noAccess);
		throw error;
	}
}

function parseTarget(url: string): { workshop: string; document: DocumentName } | undefined {
	const [path = ''] = url.split('?', 1);
	const [, , first = '', second = '', ...rest] = path.split('/');
	const workshop = parseId(first);
	const document = parseDocumentName(second);
	return workshop && document && rest.length === 0 ? { workshop, document } : undefined;
}

/** ws closes a frame beyond `maxPayload` with 1009, which y-websocket takes for a hiccup and tries again for ever. */
function nameOversizeAsTerminal(ws: WebSocket): void {
	const close = ws.close.bind(ws);
	ws.close = (code, reason) =>
		code === 1009 ? close(closeCode.tooLarge, reasons[closeCode.tooLarge]) : close(code, reason);
}

/** Why there is no workshop to enter; a damaged one may be put back by whoever runs the relay. */
const closeFor = {
	not_found: closeCode.unauthenticated,
	erased: closeCode.erased,
	unavailable: closeCode.restarting
} as const;

const reasons: Readonly<Record<CloseCode, string>> = {
	[closeCode.unauthenticated]: 'no valid session',
	[closeCode.kicked]: 'removed from the workshop, or the link was revoked',
	[closeCode.erased]: 'the workshop was erased',
	[closeCode.tooLarge]: 'the frame is too large',
	[closeCode.slowDown]: 'too many connections',
	[closeCode.noAccess]: 'no access to this document now',
	[closeCode.restarting]: 'the relay restarts'
};
