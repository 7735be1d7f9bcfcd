/**
 * One document's connection to the relay: y-websocket's provider, unmodified, with our three messages handled, its frames
 * counted, and its close codes understood. A connection belongs to one Y.Doc and is thrown away with it.
 */
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import type { Awareness } from 'y-protocols/awareness';
import { writeUpdate } from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { encodeClaim, type Claim } from '#lib/protocol/claim.ts';
import { closeCode } from '#lib/protocol/close-codes.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { decodeRelayMessage, messageType, syncType, type Ack, type Nack, type Policy } from '#lib/protocol/messages.ts';
import type { ConnectionState, Ending } from '../sync-state.ts';
import { Attempt } from './attempt.ts';
import { countedSocket, type FrameWatch } from './counted-socket.ts';

export interface ConnectionEvents extends FrameWatch {
	onState(state: ConnectionState): void;
	onAck(ack: Ack): void;
	onNack(nack: Nack): void;
	/** The relay's SyncStep1: the state vector of what it has. Comes before the SyncStep2 that answers it. */
	onAsked(stateVector: Uint8Array): void;
	onPolicy(policy: Policy): void;
	/**
	 * An update or a SyncStep2 of the relay, as it came, right after it was applied. What Yjs tells of the change is not
	 * the same: that also holds deletions which follow from my own words, and those may still be refused.
	 */
	onReceived(update: Uint8Array): void;
	/** The relay will not have us again; nobody tries until `connect()`. */
	onEnd(ending: Ending): void;
}

export interface Connection {
	/** Transactions with this origin are not sent. */
	readonly origin: object;
	/** Sends an update as a frame of its own; nothing happens while the socket is not open. */
	send(update: Uint8Array): void;
	connect(): void;
	disconnect(): void;
	/** Ends it for good. */
	close(): void;
}

export interface ConnectionTarget {
	/** `wss://host/sync/<workshop>` */
	readonly url: string;
	/** What the address says after the document. */
	readonly params: Readonly<Record<string, string>>;
	readonly document: DocumentName;
	readonly doc: Y.Doc;
	readonly awareness: Awareness;
	readonly Socket: typeof WebSocket;
	/** Which client ids of this document are one's own, now. */
	readonly claim: () => Claim;
}

/** Longest pause between two attempts, milliseconds; spread, so that sixty people do not come back in the same moment. */
const longestPause = () => 2_500 + Math.random() * 1_500;

const endings: Readonly<Record<number, Ending>> = {
	[closeCode.unauthenticated]: 'unauthenticated',
	[closeCode.kicked]: 'kicked',
	[closeCode.erased]: 'erased',
	[closeCode.tooLarge]: 'too-large'
};

export function openConnection(target: ConnectionTarget, events: ConnectionEvents): Connection {
	const watch: FrameWatch = {
		onFrame(number, kind) {
			// Right before the SyncStep2, so that it says what waits at that moment.
			if (kind === 'sync') provider.ws?.send(encodeClaim(target.claim()));
			events.onFrame(number, kind);
		}
	};
	const provider: WebsocketProvider = new WebsocketProvider(target.url, target.document, target.doc, {
		awareness: target.awareness,
		connect: false,
		disableBc: true,
		params: { ...target.params },
		maxBackoffTime: longestPause(),
		WebSocketPolyfill: countedSocket(target.Socket, watch),
		shouldReconnect: ({ code }) => code !== closeCode.noAccess && !Object.hasOwn(endings, code)
	});
	for (const type of [messageType.ack, messageType.policy, messageType.nack]) {
		provider.messageHandlers[type] = (_encoder, decoder) => receive(decoder.arr, events);
	}
	const sync = provider.messageHandlers[messageType.sync]!;
	provider.messageHandlers[messageType.sync] = (encoder, decoder, ...rest) => {
		const { isQuestion, content } = readSync(decoder.arr);
		if (isQuestion) events.onAsked(content);
		try {
			sync(encoder, decoder, ...rest);
		} finally {
			if (!isQuestion) events.onReceived(content);
		}
	};
	let state: ConnectionState = 'none';
	const become = (next: ConnectionState) => {
		if (next === state) return;
		state = next;
		events.onState(next);
	};
	// Closing a socket that has not opened yet ends in its `close` event, and y-websocket tries anew.
	const attempt = new Attempt(() => provider.wsconnecting && provider.ws?.close());
	provider.on('status', ({ status }) => {
		if (status === 'connecting') attempt.begin();
		else attempt.end();
		if (status === 'disconnected') become(provider.shouldConnect ? 'connecting' : 'none');
		else become(status === 'connected' ? 'open' : 'connecting');
	});
	provider.on('sync', (isSynced) => {
		if (isSynced) become('synced');
	});
	provider.on('closed', ({ code }) => {
		if (code === closeCode.noAccess) become('paused');
		else events.onEnd(endings[code] ?? 'unauthenticated');
	});
	return {
		origin: provider,
		send(update) {
			if (!provider.wsconnected || !provider.ws) return;
			const encoder = createEncoder();
			writeVarUint(encoder, messageType.sync);
			writeUpdate(encoder, update);
			provider.ws.send(toUint8Array(encoder) as Uint8Array<ArrayBuffer>);
		},
		connect() {
			provider.wsUnsuccessfulReconnects = 0;
			provider.connect();
			attempt.hurry();
		},
		disconnect() {
			attempt.end();
			provider.disconnect();
			become('none');
		},
		close() {
			attempt.end();
			provider.destroy();
			become('none');
		}
	};
}

/** What a sync frame carries: a state vector as a question, else an update. */
function readSync(frame: Uint8Array): { readonly isQuestion: boolean; readonly content: Uint8Array } {
	const decoder = createDecoder(frame);
	readVarUint(decoder);
	return { isQuestion: readVarUint(decoder) === syncType.step1, content: readVarUint8Array(decoder).slice() };
}

function receive(frame: Uint8Array, events: ConnectionEvents): void {
	const message = decodeRelayMessage(frame);
	// What follows may end this connection; the provider is still in the middle of reading, so it happens right after.
	queueMicrotask(() => {
		if (message?.type === 'ack') events.onAck(message.ack);
		else if (message?.type === 'nack') events.onNack(message.nack);
		else if (message?.type === 'policy') events.onPolicy(message.policy);
	});
}
