/**
 * From an admitted update to its acknowledgement: gives it the next place in the log, hands it to the store, and answers
 * frames once everything they depend on is on the disk. After a failure of the store all that was under way is void.
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Admitted } from './admission.ts';
import type { Peer } from './peer.ts';
import type { RoomDeps } from './room-host.ts';

/** Frames that can be answered as soon as the log is on the disk up to `seq`. */
interface Due {
	readonly seq: number;
	readonly peer: Peer;
	readonly frames: readonly number[];
}

export type OnCommitted = (seq: number, author: Peer, admitted: Admitted) => void;

export class CommitQueue {
	readonly #document: DocumentName;
	readonly #deps: RoomDeps;
	readonly #onCommitted: OnCommitted;
	/** Last place given out, and last place on the disk. */
	#seq: number;
	#durable: number;
	#due: Due[] = [];
	/** Rises with every failure: answers of the store that belong to an earlier one are void. */
	#generation = 0;

	constructor(document: DocumentName, seq: number, deps: RoomDeps, onCommitted: OnCommitted) {
		this.#document = document;
		this.#seq = this.#durable = seq;
		this.#deps = deps;
		this.#onCommitted = onCommitted;
	}

	get isIdle(): boolean {
		return this.#seq === this.#durable;
	}

	/** Last place given out. */
	get seq(): number {
		return this.#seq;
	}

	get durable(): number {
		return this.#durable;
	}

	get generation(): number {
		return this.#generation;
	}

	/** Stores an update and, when it is on the disk, answers `frames`. Gives its place in the log. */
	append(peer: Peer, admitted: Admitted, frames: readonly number[]): number {
		const { host, storage, now, metrics } = this.#deps;
		const { update, claims } = admitted;
		const { participant } = peer;
		const seq = ++this.#seq;
		const generation = this.#generation;
		const received = performance.now();
		if (frames.length > 0) this.#due.push({ seq, peer, frames });
		storage.append({ workshop: host.id, document: this.#document, seq, participant, update, at: now(), claims }).then(
			(result) => {
				if (generation !== this.#generation) return;
				if (!result.ok && result.reason === 'erased') return host.storeErased();
				if (!result.ok) return host.storeFailed(new Error('the log is not where the relay left it'));
				metrics.ackSeconds.observe((performance.now() - received) / 1000);
				metrics.updates.increment();
				this.#durable = seq;
				this.#answerDue();
				this.#onCommitted(seq, peer, admitted);
			},
			(error: unknown) => {
				if (generation === this.#generation) host.storeFailed(error);
			}
		);
		return seq;
	}

	/** Answers frames that brought nothing new: what they repeat may still be on its way to the disk. */
	answerWhenDurable(peer: Peer, frames: readonly number[]): void {
		this.#due.push({ seq: this.#seq, peer, frames });
		this.#answerDue();
	}

	/** The store has failed: whatever was under way is parked, without an answer. */
	abandon(): void {
		this.#generation++;
		for (const { peer, frames } of this.#due) for (const frame of frames) peer.ledger.park(frame);
		this.#due = [];
	}

	/** Goes on from what the store says it has. */
	resumeAt(seq: number): void {
		this.#seq = this.#durable = seq;
	}

	#answerDue(): void {
		while (this.#due[0] && this.#due[0].seq <= this.#durable) {
			const { peer, frames } = this.#due.shift()!;
			peer.acknowledge(frames, () => this.#durable);
		}
	}
}
