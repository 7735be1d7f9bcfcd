/**
 * Which of my rows went out in which frame of the living connection, and which of them the relay has answered. Exact
 * bookkeeping without I/O; the rules are SPEC.md [ACK-1] to [ACK-5].
 */
import type { Row } from '../local-store/row.ts';

interface Waiting {
	readonly row: Row;
	/** Number of the frame that carries it on this connection. */
	frame?: number;
	stored: boolean;
}

/** What a NACK takes with it. */
export interface Fallen {
	/** In the refused frame itself. */
	readonly guilty: readonly Row[];
	/** Written after it by the same document, so that they build on what was refused. */
	readonly superseded: readonly Row[];
}

export interface LedgerCounts {
	readonly waiting: number;
	readonly unstored: number;
	readonly sent: number;
	readonly awaitsAnswer: boolean;
}

export class FrameLedger {
	readonly #waiting = new Map<string, Waiting>();
	/** The row whose update is being sent in this very moment. */
	#current: string | undefined;
	#firstSync: number | undefined;
	#lastSync = 0;
	#answered = 0;

	add(row: Row, stored: boolean): void {
		this.#waiting.set(row.key, { row, stored });
		this.#current = row.key;
	}

	markStored(key: string): void {
		const entry = this.#waiting.get(key);
		if (entry) entry.stored = true;
	}

	/** The store has lost everything. */
	markUnstored(): void {
		for (const entry of this.#waiting.values()) entry.stored = false;
	}

	has(key: string): boolean {
		return this.#waiting.has(key);
	}

	/** The next update frame carries this row. */
	sending(key: string): void {
		this.#current = key;
	}

	/** A counted frame went out. */
	frame(number: number, kind: 'sync' | 'update'): void {
		if (kind === 'update') {
			const entry = this.#current === undefined ? undefined : this.#waiting.get(this.#current);
			if (entry) entry.frame ??= number;
		} else {
			// Frames before the first SyncStep2 are only counted by the relay; it contains them.
			const isFirst = this.#firstSync === undefined;
			this.#firstSync ??= number;
			this.#lastSync = number;
			for (const entry of this.#waiting.values()) if (isFirst || entry.frame === undefined) entry.frame = number;
		}
		this.#current = undefined;
	}

	/** The relay has answered the first `frames` frames; gives the rows it has now. */
	ack(frames: number): readonly Row[] {
		if (this.#firstSync === undefined || frames < this.#firstSync) return [];
		this.#answered = Math.max(this.#answered, frames);
		return this.#take((entry) => entry.frame !== undefined && entry.frame <= frames);
	}

	/** Takes out what a refused frame brings down. */
	nack(frame: number): Fallen {
		const inFrame = [...this.#waiting.values()].filter((entry) => entry.frame === frame);
		// A SyncStep2 that nobody is written down for carries what is older than this connection: all that waits.
		const guilty = inFrame.length > 0 ? inFrame : [...this.#waiting.values()];
		const instances = new Map<number, string>();
		for (const { row } of guilty) {
			const first = instances.get(row.instance);
			if (first === undefined || row.key < first) instances.set(row.instance, row.key);
		}
		const fell = new Set(guilty);
		const superseded = [...this.#waiting.values()].filter((entry) => {
			const first = instances.get(entry.row.instance);
			return !fell.has(entry) && first !== undefined && entry.row.key > first;
		});
		return { guilty: guilty.map(({ row }) => row), superseded: superseded.map(({ row }) => row) };
	}

	/** Rows that some other tab has brought to the relay, or has seen refused. */
	drop(keys: Iterable<string>): void {
		for (const key of keys) this.#waiting.delete(key);
	}

	/** The connection is gone: what it carried has to go again. */
	disconnected(): void {
		for (const entry of this.#waiting.values()) delete entry.frame;
		this.#firstSync = undefined;
		this.#lastSync = 0;
		this.#answered = 0;
		this.#current = undefined;
	}

	get rows(): readonly Row[] {
		return [...this.#waiting.values()].map(({ row }) => row);
	}

	/** Keys of waiting rows that are in the local store. */
	get storedKeys(): readonly string[] {
		return [...this.#waiting].flatMap(([key, entry]) => (entry.stored ? [key] : []));
	}

	/** The connection has sent what there was before it; from now on each row is a frame of its own. */
	get isPastSync(): boolean {
		return this.#firstSync !== undefined;
	}

	get counts(): LedgerCounts {
		let unstored = 0;
		let sent = 0;
		for (const { stored, frame } of this.#waiting.values()) {
			if (!stored) unstored++;
			if (frame !== undefined) sent++;
		}
		return { waiting: this.#waiting.size, unstored, sent, awaitsAnswer: this.#lastSync > this.#answered };
	}

	#take(fits: (entry: Waiting) => boolean): Row[] {
		const taken: Row[] = [];
		for (const [key, entry] of this.#waiting) {
			if (!fits(entry)) continue;
			this.#waiting.delete(key);
			taken.push(entry.row);
		}
		return taken;
	}
}
