/**
 * Which of my rows went out in which frame of the living connection, and which of them the relay has answered. Exact
 * bookkeeping without I/O; the rules are SPEC.md [ACK-1] to [ACK-5].
 */
import * as Y from 'yjs';
import type { NackCode } from '#lib/protocol/messages.ts';
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
	/** Up to where the relay has each client id's words. */
	#relayHas: ReadonlyMap<number, number> = new Map();

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

	/** The relay's SyncStep1, by client id: a SyncStep2 does not carry this again. */
	asked(clocks: ReadonlyMap<number, number>): void {
		this.#relayHas = clocks;
	}

	/** The relay has answered the first `frames` frames; gives the rows it has now. */
	ack(frames: number): readonly Row[] {
		if (this.#firstSync === undefined || frames < this.#firstSync) return [];
		this.#answered = Math.max(this.#answered, frames);
		return this.#take((entry) => entry.frame !== undefined && entry.frame <= frames);
	}

	/** What a refused frame brings down. What the relay has is not in it and waits on. */
	nack(frame: number, code: NackCode): Fallen {
		// Under somebody else's client id the clocks say nothing about my words.
		const arrived = code === 'owner' ? new Map<number, string>() : this.#lastArrived();
		const waiting = [...this.#waiting.values()];
		const open = waiting.filter(({ row }) => row.key > (arrived.get(row.instance) ?? ''));
		const inFrame = open.filter((entry) => entry.frame === frame);
		// A SyncStep2 that nobody is written down for carries what is older than this connection: all that waits.
		const inSync = inFrame.length > 0 ? inFrame : open;
		// When the relay has all words, it can only be a deletion.
		const guilty = inSync.length > 0 ? inSync : waiting.filter(({ row }) => !this.#hasArrived(row));
		const instances = new Map<number, string>();
		for (const { row } of guilty) {
			const first = instances.get(row.instance);
			if (first === undefined || row.key < first) instances.set(row.instance, row.key);
		}
		const fell = new Set(guilty);
		const superseded = open.filter((entry) => {
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
		this.#relayHas = new Map();
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

	/** Per Y.Doc the last row whose words the relay has; those before it came there with it or earlier. */
	#lastArrived(): ReadonlyMap<number, string> {
		const last = new Map<number, string>();
		for (const { row } of this.#waiting.values()) {
			if (row.key > (last.get(row.instance) ?? '') && this.#hasArrived(row)) last.set(row.instance, row.key);
		}
		return last;
	}

	/** Whether the relay has its words. A row that only deletes has none. */
	#hasArrived({ instance, update }: Row): boolean {
		const clock = this.#relayHas.get(instance);
		if (clock === undefined) return false;
		const ends = [...Y.parseUpdateMeta(update).to];
		return ends.length > 0 && ends.every(([client, end]) => client === instance && end <= clock);
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
