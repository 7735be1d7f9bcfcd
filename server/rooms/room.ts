/**
 * One open document: admit → append → commit → acknowledge → broadcast, in this order and no other. Nothing is sent to
 * anybody before it is on the disk. The room knows bounds, not content; what it may take is decided in `admission.ts`.
 * When the store fails, everything under way is forgotten, the room waits, reads its bounds anew and asks all clients.
 */
import type { CloseCode } from '#lib/protocol/close-codes.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { NackCode } from '#lib/protocol/messages.ts';
import type { DocumentState } from '../storage/storage.ts';
import { admitSync, admitUpdate, bringsOnlyDeletions, type Admitted, type Verdict } from './admission.ts';
import { CommitQueue } from './commit-queue.ts';
import { Compaction } from './compaction.ts';
import { Delivery } from './delivery.ts';
import { DocumentBounds } from './document-bounds.ts';
import { largeFrameBytes, type FrameKind } from './examiner.ts';
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
	readonly #delivery: Delivery;
	#suspended = false;

	constructor(name: DocumentName, state: DocumentState, deps: RoomDeps) {
		this.name = name;
		this.#deps = deps;
		this.#bounds = new DocumentBounds(state);
		this.#commits = new CommitQueue(name, state.seq, deps, (...committed) => this.#committed(...committed));
		this.#delivery = new Delivery(name, deps, this.peers, () => this.#commits.durable);
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
		const others = peer.muted ? undefined : this.presence.all(peer);
		if (others) peer.socket.send(others);
	}

	/** May not read any more; frames that were on their way are still taken. Until `unmute`. */
	mute(peer: Peer): void {
		peer.muted = true;
		this.presence.leave(peer);
	}

	unmute(peer: Peer): void {
		peer.muted = false;
		const others = this.presence.all(peer);
		if (others) peer.socket.send(others);
		this.caughtUp(peer);
	}

	/** The other end has read what was sent: it may have what it missed. */
	caughtUp(peer: Peer): void {
		this.presence.catchUp(peer);
		void this.#delivery.catchUp(peer);
	}

	leave(peer: Peer): void {
		clearTimeout(peer.askAgainTimer);
		if (this.peers.delete(peer)) this.presence.leave(peer);
		this.releaseIfIdle();
	}

	/** Sends what the client lacks. */
	answerStep1(peer: Peer, stateVector: Uint8Array): Promise<void> {
		return this.#delivery.answerStep1(peer, stateVector);
	}

	/** An update frame with its number. */
	receiveUpdate(peer: Peer, frame: number, update: Uint8Array): void | Promise<void> {
		if (peer.superseded) return this.#refuse(peer, frame, 'superseded');
		if (update.byteLength > limits.updateBytes) return this.#refuse(peer, frame, 'size');
		if (this.#suspended || peer.sync === 'awaiting') return peer.ledger.park(frame);
		if (update.byteLength > largeFrameBytes) return this.#receiveLargeUpdate(peer, frame, update);
		this.#settleUpdate(peer, frame, admitUpdate(this.#bounds, this.#deps.host.senderFor(peer), update));
	}

	async #receiveLargeUpdate(peer: Peer, frame: number, update: Uint8Array): Promise<void> {
		peer.ledger.park(frame);
		const verdict = await this.#examine('update', peer, update);
		if (verdict) this.#settleUpdate(peer, frame, verdict);
	}

	#settleUpdate(peer: Peer, frame: number, verdict: Verdict): void {
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
		const { seq } = this.#commits;
		let verdict = await this.#examine('sync', peer, update);
		if (!verdict) return;
		if (bringsOnlyDeletions(verdict) || (verdict.kind === 'refused' && verdict.code !== 'invalid')) {
			// Deletions may follow from what is known (the loser of two writes to one key): the store can tell.
			if (!(await this.#refreshDeletions()) || !this.peers.has(peer) || this.#suspended) return;
			verdict = await this.#examine('sync', peer, update);
			if (!verdict) return;
		}
		const hasGrown = this.#commits.seq !== seq;
		this.#settleStep2(peer, frame, verdict);
		// What was missing, or left for others to bring, may have come while this was looked at.
		if (!hasGrown) return;
		peer.asideGrows ||= peer.aside.size > 0;
		this.#askAgain(peer);
	}

	/** `undefined` when it is of no use any more: the peer has gone, or everybody will be asked anew. */
	async #examine(kind: FrameKind, peer: Peer, update: Uint8Array): Promise<Verdict | undefined> {
		const { host, examiner } = this.#deps;
		if (update.byteLength <= largeFrameBytes) {
			return (kind === 'sync' ? admitSync : admitUpdate)(this.#bounds, host.senderFor(peer), update);
		}
		const bounds = this.#bounds;
		let then: { readonly refusal?: NackCode; readonly isModerator?: boolean } = {};
		const { verdict, bases } = await examiner.examine(() => {
			const { claims, ...sender } = host.senderFor(peer);
			then = sender;
			return { kind, bounds: bounds.plain, sender: { ...sender, claims: claims?.plain }, update };
		});
		if (bounds !== this.#bounds || !this.peers.has(peer) || this.#suspended || peer.superseded) return undefined;
		if (verdict.kind !== 'store') return verdict;
		const now = host.senderFor(peer);
		if (now.refusal !== undefined && now.refusal !== then.refusal) return { kind: 'refused', code: now.refusal };
		if (then.isModerator && !now.isModerator) return this.#examine(kind, peer, update);
		const isFree = verdict.admitted.claims.every((client) => bounds.owner(client) === undefined);
		// Somebody was quicker: the client is asked for what is missing by now.
		const stillHolds = isFree && bases.entries().every(([client, clock]) => bounds.clock(client) === clock);
		return stillHolds ? verdict : { kind: 'gap' };
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
		if (!this.#suspended) return;
		const { generation } = this.#commits;
		const state = await this.#deps.storage
			.openDocument(this.#deps.host.id, this.name)
			.catch((error: unknown) => this.#givenUp(error));
		if (generation !== this.#commits.generation) return;
		const { durable } = this.#commits;
		if (!state) {
			// Nothing is under way here any more; whoever comes when it can be read again opens it anew.
			this.#commits.resumeAt(durable);
			return this.releaseIfIdle();
		}
		this.#bounds = new DocumentBounds(state);
		this.#commits.resumeAt(state.seq);
		if (state.seq > durable) this.#delivery.goOnFrom(durable);
		this.#deps.host.sizes.measured(this.name, state.seq, state.bytes);
		this.#suspended = false;
		for (const peer of this.peers) this.#ask(peer);
		this.releaseIfIdle();
	}

	/** Sends everybody away: the document cannot be read. */
	closePeers(code: CloseCode, reason: string): void {
		for (const peer of [...this.peers]) peer.socket.close(code, reason);
	}

	close(): void {
		this.presence.close();
	}

	/** A document that cannot be read must not keep the others from going on; a store that cannot be read must. */
	async #givenUp(error: unknown): Promise<undefined> {
		await this.#deps.host.documentFailed(this.name, error);
		if (!this.#deps.host.isUnreadable(this.name)) throw error;
	}

	#settleStep2(peer: Peer, frame: number, verdict: Verdict): void {
		const contained = peer.ledger.parkedUpTo(frame);
		switch (verdict.kind) {
			case 'refused':
				return this.#refuse(peer, frame, verdict.code);
			case 'known':
				peer.aside = new Set(verdict.aside);
				this.#commits.answerWhenDurable(peer, contained);
				break;
			case 'store':
				peer.aside = new Set(verdict.aside);
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
		if (!sizes.hasSpace(this.name, bytes) || this.#hasTooManyDeletions(admitted)) {
			return this.#refuse(peer, frame, 'full');
		}
		this.#bounds.take(admitted, peer.participant);
		for (const other of this.peers) {
			if (other !== peer) other.asideGrows ||= [...other.aside].some((client) => admitted.clocks.has(client));
		}
		sizes.grew(this.name, this.#commits.append(peer, admitted, answers), bytes);
	}

	/** Each separate range is kept in memory, for as long as the document is open. */
	#hasTooManyDeletions({ deletes }: Admitted): boolean {
		return deletes.length > 0 && this.#bounds.deletedRanges + deletes.length > limits.deleteRangesPerDocument;
	}

	#committed(seq: number, author: Peer, { update, clocks }: Admitted): void {
		this.#bounds.committed(clocks);
		this.#delivery.broadcast(seq, author, update);
		for (const peer of this.peers) if (peer !== author) this.#askAgain(peer);
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
		peer.socket.send(syncFrame('step1', this.#bounds.durableStateVector()));
	}

	/** The document has grown: whoever was held back by what was missing is asked, at most once a second. */
	#askAgain(peer: Peer): void {
		if (peer.sync !== 'blocked' && !peer.asideGrows) return;
		const wait = peer.askedAgainAt + askAgainMs - this.#deps.now();
		if (wait > 0) {
			// What grows in this second may be the last thing that was missing.
			peer.askAgainTimer ??= setTimeout(() => {
				peer.askAgainTimer = undefined;
				if (this.peers.has(peer) && !this.#suspended) this.#askAgain(peer);
			}, wait);
			return;
		}
		peer.askedAgainAt = this.#deps.now();
		peer.asideGrows = false;
		this.#ask(peer);
	}

	/**
	 * Reads from the store which deletions hold, including those that follow from others. `false`: the store has failed
	 * meanwhile, and everybody will be asked anew. Rejects when the document cannot be read, which ends the connection.
	 */
	async #refreshDeletions(): Promise<boolean> {
		const { generation } = this.#commits;
		try {
			const { deleted } = await this.#deps.storage.openDocument(this.#deps.host.id, this.name);
			if (generation !== this.#commits.generation) return false;
			this.#bounds.addDeleted(deleted.map(([client, from, length]) => ({ client, from, to: from + length })));
			return true;
		} catch (error) {
			this.#deps.log.error('document.unreadable', { workshop: this.#deps.host.id, document: this.name, error });
			await this.#deps.host.documentFailed(this.name, error);
			throw error;
		}
	}
}
