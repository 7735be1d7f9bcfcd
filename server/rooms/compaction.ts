/**
 * When a document's log has grown long, its store is asked to put a snapshot in place of it. Log rows younger than the
 * history window stay. Done in the store's reader thread; the room goes on meanwhile.
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { DocumentState } from '../storage/storage.ts';
import type { RoomDeps } from './room-host.ts';

/** Rows or bytes since the last snapshot that make a new one worth while. */
export const compactionRows = 500;
export const compactionBytes = 1024 * 1024;

/** How long rows are kept although a snapshot covers them: 30 days, milliseconds. */
export const historyWindowMs = 30 * 24 * 60 * 60 * 1000;

export class Compaction {
	readonly #document: DocumentName;
	readonly #deps: RoomDeps;
	#rows: number;
	#bytes: number;
	#seq: number;
	#running = false;
	readonly #onDone: () => void;

	constructor(
		document: DocumentName,
		state: Pick<DocumentState, 'seq' | 'tailRows' | 'tailBytes'>,
		deps: RoomDeps,
		onDone: () => void
	) {
		this.#onDone = onDone;
		this.#document = document;
		this.#deps = deps;
		this.#seq = state.seq;
		this.#rows = state.tailRows;
		this.#bytes = state.tailBytes;
	}

	get isRunning(): boolean {
		return this.#running;
	}

	/** A row more is on the disk, at place `seq`. */
	grew(bytes: number, seq: number): void {
		this.#seq = seq;
		this.#rows++;
		this.#bytes += bytes;
		if (this.#running || (this.#rows < compactionRows && this.#bytes < compactionBytes)) return;
		this.#running = true;
		this.#rows = 0;
		this.#bytes = 0;
		void this.#run(seq);
	}

	async #run(seq: number): Promise<void> {
		const { host, storage, now, log, metrics } = this.#deps;
		const startedAt = performance.now();
		try {
			const done = await storage.compact(host.id, this.#document, now() - historyWindowMs);
			if (done) host.sizes.measured(this.#document, this.#seq, done.bytes + this.#bytes);
			metrics.compactionSeconds.observe((performance.now() - startedAt) / 1000);
		} catch (error) {
			// The log is untouched, so nothing is lost; the next round tries again.
			metrics.compactionFailures.increment();
			log.error('document.not_compacted', { workshop: host.id, document: this.#document, seq, error });
		} finally {
			this.#running = false;
			this.#onDone();
		}
	}
}
