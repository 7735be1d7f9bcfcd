/**
 * One open document: admit → append → commit → acknowledge → broadcast, in this order and no other. Nothing is sent to
 * anybody before it is on the disk. The room knows bounds, not content; what it may take is decided in `admission.ts`.
 * When the store fails, everything under way is forgotten, the room waits, reads its bounds anew and asks all clients.
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { DocumentState } from '../storage/storage.ts';
import { admitSync, admitUpdate, bringsOnlyDeletions, type Admitted, type Verdict } from './admission.ts';
import { CommitQueue } from './commit-queue.ts';
import { Compaction } from './compaction.ts';
import { DocumentBounds } from './document-bounds.ts';
import type { Peer } from './peer.ts';
import { Presence } from './presence.ts';
import type { RoomDeps } from './room-host.ts';
import { syncFrame } from './wire.ts';

/** A blocked client is asked again at most this often. */
const askAgainMs = 1000;

export class Room {
	readonly name: DocumentName;
	readonly peers = new Set<Peer>();
	readonly presence: Presence;
	readonly #deps: RoomDeps;
	readonly #compaction: Compaction;
	#bounds: DocumentBounds;
	readonly #commits: CommitQueue;
	#suspended = false;

	constructor(name: DocumentName, state: DocumentState, deps: RoomDeps) {
		this.name = name;
		this.#deps = deps;
		this.#bounds = new DocumentBounds(state);
		this.#commits = new CommitQueue(name, state.seq, deps, (...committed) => this.#committed(...committed));
		this.#compaction = new Compaction(name, state, deps, () => this.releaseIfIdle());
		this.presence = new Presence({
			now: deps.now,
			peers: () => this.peers,
			nameOf: (participant) => deps.host.nameOf(participant)
		});
	}

	get isIdle(): boolean {
		return this.peers.size === 0 && this.#commits.isIdle && !this.#compaction.isRunning;
	}

	join(peer: Peer): void {
		this.peers.add(peer);
		if (!this.#suspended) this.#ask(peer);
		const others = this.presence.all(peer);
		if (others) peer.socket.send(others);
	}

	leave(peer: Peer): void {
		if (this.peers.delete(peer)) this.presence.leave(peer);
		this.releaseIfIdle();
	}

	/** Sends what the client lacks. */
	async answerStep1(peer: Peer, stateVector: Uint8Array): Promise<void> {
		try {
			const { update } = await this.#deps.storage.readDocument(this.#deps.host.id, this.name, stateVector);
			if (this.peers.has(peer)) peer.socket.send(syncFrame('step2', update));
		} catch (error) {
			this.#deps.log.error('document.unreadable', { workshop: this.#deps.host.id, document: this.name, error });
			peer.socket.close(closeCode.restarting, 'this document cannot be read now');
		}
	}

	/** An update frame with its number. */
	receiveUpdate(peer: Peer, frame: number, update: Uint8Array): void {
		if (peer.superseded) return this.#refuse(peer, frame, 'superseded');
		if (update.byteLength > limits.updateBytes) return this.#refuse(peer, frame, 'size');
		if (this.#suspended || peer.sync === 'awaiting') return peer.ledger.park(frame);
		const verdict = admitUpdate(this.#bounds, this.#deps.host.senderFor(peer), update);
		switch (verdict.kind) {
			case 'known':
				return this.#commits.answerWhenDurable(peer, [frame]);
			case 'refused':
				return this.#refuse(peer, frame, verdict.code);
			case 'store':
				return this.#store(peer, frame, verdict.admitted, [frame]);
			case 'gap':
				peer.ledger.park(frame);
				this.#deps.metrics.gaps.increment();
				if (peer.sync === 'synced') this.#ask(peer);
		}
	}

	/** A SyncStep2 with its number: contains every frame that this connection sent before it. */
	async receiveStep2(peer: Peer, frame: number, update: Uint8Array): Promise<void> {
		if (peer.superseded) return this.#refuse(peer, frame, 'superseded');
		if (update.byteLength > limits.syncBytes) return this.#refuse(peer, frame, 'size');
		peer.ledger.park(frame);
		if (this.#suspended) return;
		let verdict = admitSync(this.#bounds, this.#deps.host.senderFor(peer), update);
		if (bringsOnlyDeletions(verdict) || (verdict.kind === 'refused' && verdict.code !== 'invalid')) {
			// Deletions may follow from what is known (the loser of two writes to one key): the store can tell.
			if (!(await this.#refreshDeletions()) || !this.peers.has(peer) || this.#suspended) return;
			verdict = admitSync(this.#bounds, this.#deps.host.senderFor(peer), update);
		}
		this.#settleStep2(peer, frame, verdict);
	}

	/** A counted frame that cannot even be taken apart. */
	receiveBroken(peer: Peer, frame: number): void {
		this.#refuse(peer, frame, 'invalid');
	}

	/** Lets the room go when nobody is in it and nothing is under way. */
	releaseIfIdle(): void {
		if (this.isIdle) this.#deps.host.roomEmptied(this.name);
	}

	/** The store has failed: nothing under way counts. Frames wait until `resume`. */
	suspend(): void {
		this.#suspended = true;
		this.#commits.abandon();
		for (const peer of this.peers) peer.sync = 'awaiting';
	}

	/** Reads the bounds anew and asks everybody for what is missing. */
	async resume(): Promise<void> {
		const { generation } = this.#commits;
		const state = await this.#deps.storage.openDocument(this.#deps.host.id, this.name);
		if (generation !== this.#commits.generation) return;
		this.#bounds = new DocumentBounds(state);
		this.#commits.resumeAt(state.seq);
		this.#deps.host.sizes.measured(this.name, state.seq, state.bytes);
		this.#suspended = false;
		for (const peer of this.peers) this.#ask(peer);
		this.releaseIfIdle();
	}

	close(): void {
		this.presence.close();
	}

	#settleStep2(peer: Peer, frame: number, verdict: Verdict): void {
		const contained = peer.ledger.parkedUpTo(frame);
		switch (verdict.kind) {
			case 'refused':
				return this.#refuse(peer, frame, verdict.code);
			case 'known':
				this.#commits.answerWhenDurable(peer, contained);
				break;
			case 'store':
				this.#store(peer, frame, verdict.admitted, verdict.complete ? contained : []);
				if (peer.superseded) return;
				if (!verdict.complete) return void (peer.sync = 'blocked');
				break;
			case 'gap':
				return void (peer.sync = 'blocked');
		}
		peer.sync = 'synced';
		// Updates that came while this one was looked at are not contained in it.
		if (peer.ledger.parkedUpTo(Infinity).some((number) => number > frame)) this.#ask(peer);
	}

	#store(peer: Peer, frame: number, admitted: Admitted, answers: readonly number[]): void {
		const { sizes } = this.#deps.host;
		const bytes = admitted.update.byteLength;
		if (!sizes.hasSpace(this.name, bytes)) return this.#refuse(peer, frame, 'full');
		for (const [client, clock] of admitted.clocks) this.#bounds.advance(client, clock);
		for (const client of admitted.claims) this.#bounds.claim(client, peer.participant);
		this.#bounds.addDeleted(admitted.deletes);
		sizes.grew(this.name, this.#commits.append(peer, admitted, answers), bytes);
	}

	#committed(seq: number, author: Peer, update: Uint8Array): void {
		const frame = syncFrame('update', update);
		for (const peer of this.peers) {
			if (peer === author) continue;
			peer.socket.send(frame);
			if (peer.sync === 'blocked') this.#askAgain(peer);
		}
		this.#compaction.grew(update.byteLength, seq);
		this.releaseIfIdle();
	}

	#refuse(peer: Peer, frame: number, code: Parameters<Peer['refuse']>[1]): void {
		this.#deps.metrics.refusals.increment(peer.superseded ? 'superseded' : code);
		peer.refuse(frame, code, () => this.#commits.durable);
	}

	/** Sends a SyncStep1: the client answers with everything it has beyond this state. */
	#ask(peer: Peer): void {
		if (peer.superseded) return;
		peer.sync = 'awaiting';
		peer.socket.send(syncFrame('step1', this.#bounds.stateVector()));
	}

	#askAgain(peer: Peer): void {
		const now = this.#deps.now();
		if (now - peer.askedAgainAt < askAgainMs) return;
		peer.askedAgainAt = now;
		this.#ask(peer);
	}

	/** Reads from the store which deletions hold, including those that follow from others. */
	async #refreshDeletions(): Promise<boolean> {
		const { generation } = this.#commits;
		try {
			const { deleted } = await this.#deps.storage.openDocument(this.#deps.host.id, this.name);
			if (generation !== this.#commits.generation) return false;
			this.#bounds.addDeleted(deleted.map(([client, from, length]) => ({ client, from, to: from + length })));
			return true;
		} catch (error) {
			this.#deps.log.error('document.unreadable', { workshop: this.#deps.host.id, document: this.name, error });
			return false;
		}
	}
}
