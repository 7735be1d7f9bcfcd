/**
 * What a document's connections are sent of it: updates as they are committed, and answers to SyncStep1. Who reads too
 * slowly is sent nothing more; the relay remembers their place in the log and goes on from there, out of the store, when
 * they have caught up. So a slow reader costs no memory, and there is never a hole. Presence and POLICY are made up for
 * by their own modules (`presence.ts`, `policy-sender.ts`).
 */
import { closeCode } from '#lib/protocol/close-codes.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Peer } from './peer.ts';
import type { RoomDeps } from './room-host.ts';
import { syncFrame } from './wire.ts';

/** Bytes of the log that are read at once for one connection. */
const chunkBytes = 256 * 1024;

export class Delivery {
	readonly #document: DocumentName;
	readonly #deps: RoomDeps;
	readonly #peers: ReadonlySet<Peer>;
	/** Last place of the log on the disk. */
	readonly #durable: () => number;

	constructor(document: DocumentName, deps: RoomDeps, peers: ReadonlySet<Peer>, durable: () => number) {
		this.#document = document;
		this.#deps = deps;
		this.#peers = peers;
		this.#durable = durable;
	}

	/** To everybody but its author, who has it. */
	broadcast(seq: number, author: Peer, update: Uint8Array): void {
		const frame = syncFrame('update', update);
		for (const peer of this.#peers) {
			if (peer === author || peer.missed.after !== undefined) continue;
			if (peer.muted || peer.socket.isCongested) peer.missed.after = seq - 1;
			else peer.socket.send(frame);
		}
	}

	/** Up to here everybody has the log; what is on the disk beyond was never broadcast. */
	goOnFrom(seq: number): void {
		for (const peer of this.#peers) {
			peer.missed.after ??= seq;
			void this.catchUp(peer);
		}
	}

	/** Sends what the client lacks; asked several times while it cannot be answered, it is answered once. */
	answerStep1(peer: Peer, stateVector: Uint8Array): Promise<void> {
		peer.missed.stateVector = stateVector;
		return this.catchUp(peer);
	}

	/** Goes on where this connection was left, for as long as it reads. */
	async catchUp(peer: Peer): Promise<void> {
		if (peer.catchesUp) return;
		peer.catchesUp = true;
		try {
			while (this.#canTake(peer) && (await this.#sendNext(peer)));
		} catch (error) {
			this.#deps.log.error('document.unreadable', { workshop: this.#deps.host.id, document: this.#document, error });
			await this.#deps.host.documentFailed(this.#document, error);
			peer.socket.close(closeCode.restarting, 'this document cannot be read now');
		} finally {
			peer.catchesUp = false;
		}
	}

	#canTake(peer: Peer): boolean {
		return this.#peers.has(peer) && !peer.muted && !peer.socket.isCongested;
	}

	/** `false` when there is nothing left to send. */
	async #sendNext(peer: Peer): Promise<boolean> {
		if (peer.missed.stateVector) await this.#sendDocument(peer, peer.missed.stateVector);
		else if (peer.missed.after !== undefined) await this.#sendRows(peer, peer.missed.after);
		else return false;
		return true;
	}

	async #sendDocument(peer: Peer, stateVector: Uint8Array): Promise<void> {
		const read = await this.#deps.storage.readDocument(this.#deps.host.id, this.#document, stateVector);
		if (!this.#canTake(peer)) return;
		if (peer.missed.stateVector === stateVector) peer.missed.stateVector = undefined;
		peer.socket.send(syncFrame('step2', read.update));
		this.#reached(peer, read.seq);
	}

	async #sendRows(peer: Peer, after: number): Promise<void> {
		const { host, storage } = this.#deps;
		const rows = await storage.readLog(host.id, this.#document, after, chunkBytes);
		if (rows) {
			for (const row of rows) {
				if (!this.#canTake(peer)) return;
				peer.socket.send(syncFrame('update', row.update));
				this.#reached(peer, row.seq);
			}
			if (rows.length === 0) throw new Error(`the log ends before ${this.#durable()}`);
			return;
		}
		// That far back there is only a snapshot by now.
		const read = await storage.readDocument(host.id, this.#document);
		if (!this.#canTake(peer)) return;
		peer.socket.send(syncFrame('update', read.update));
		this.#reached(peer, read.seq);
	}

	/** Has everything up to here; whoever has everything hears of the next update directly again. */
	#reached(peer: Peer, seq: number): void {
		const { after } = peer.missed;
		if (after === undefined) return;
		const reached = Math.max(after, seq);
		peer.missed.after = reached >= this.#durable() ? undefined : reached;
	}
}
