/**
 * My entry of one box in this tab: changed at once, merged into its row in the local store in one step, so that tabs and
 * the relay's answers (bring-entry.ts) meet there. What can happen to a row is in entry-row.ts.
 */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { Listeners } from '#lib/model/listeners.ts';
import type { Json } from '#lib/model/schema/record.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { LocalStore } from '../local-store/local-store.ts';
import type { EntryRefusal, EntryState, MyEntry } from './boxes.ts';
import { encodeEntry } from './entry-bytes.ts';
import { entryKey, isSettled, lateItems, newRow, notTakenOut, parseRow, written, type EntryRow } from './entry-row.ts';
import { noItems, sameItems, type Items } from './items.ts';

export interface EntryPorts {
	readonly store: LocalStore;
	/** Why this participant may not change it now. */
	readonly refusal: () => EntryRefusal | undefined;
	/** What is to be said of an entry that waits. */
	readonly standing: () => EntryState;
	/** Changes of mine have been kept: there may be something to send, and something to read for other tabs. */
	readonly kept: () => void;
	/** Every write's outcome. */
	readonly told: (isStored: boolean) => void;
	/** Something that can be seen has changed. */
	readonly changed: () => void;
}

/** Pause after a write that failed, milliseconds. */
const writeAgainMs = 1_500;

export class LocalEntry implements MyEntry {
	readonly box: string;
	readonly whenRead: Promise<unknown>;
	readonly #ports: EntryPorts;
	readonly #listeners = new Listeners();
	#row = newRow();
	#items: Items = noItems;
	/** The items of the row as this tab last saw it. */
	#seen: Items = noItems;
	#state: EntryState = { place: 'loading' };
	#isRead = false;
	#made = 0;
	#stored = 0;
	#writing = 0;
	#sending = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(box: string, ports: EntryPorts) {
		this.box = box;
		this.#ports = ports;
		this.whenRead = this.step().then(() => {
			this.#isRead = true;
			this.look();
		});
	}

	get items(): Items {
		return this.#items;
	}

	get row(): EntryRow {
		return this.#row;
	}

	get state(): EntryState {
		return this.#state;
	}

	/** Changes that are in no store. */
	get unstored(): boolean {
		return this.#stored < this.#made;
	}

	get isSending(): boolean {
		return this.#sending;
	}

	/** Says what goes on; for bring-entry's owner. */
	sending(now: boolean): void {
		this.#sending = now;
		this.look();
	}

	change(edit: (items: Items) => Items): Result<undefined, EntryRefusal> {
		const refusal = this.#row.closed ?? this.#ports.refusal();
		if (refusal) return refused(refusal);
		const next = new Map(edit(this.#items));
		if (sameItems(next, this.#items)) return ok();
		if (isTooLarge(this.#row.mark, next)) return refused('too_large');
		this.#items = next;
		this.#made++;
		if (this.#writing === 0) void this.step();
		this.look(true);
		return ok();
	}

	put(id: string, item: Json): Result<undefined, EntryRefusal> {
		return this.change((items) => new Map(items).set(id, item));
	}

	remove(id: string): Result<undefined, EntryRefusal> {
		return this.change((items) => new Map([...items].filter(([other]) => other !== id)));
	}

	withdraw(): Result<undefined, EntryRefusal> {
		return this.change(() => noItems);
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Writes what is not written yet: the page may be about to be closed. */
	hurry(): void {
		if (this.unstored) void this.step();
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	/**
	 * One step in the store: what this tab has changed goes into the row, then `then` does its part. Gives the row as it
	 * is now; when the store does not write, as it would be.
	 */
	async step(then: (row: EntryRow) => EntryRow = (row) => row): Promise<EntryRow> {
		clearTimeout(this.#timer);
		const before = { seen: this.#seen, items: this.#items };
		let made = this.#made;
		this.#writing++;
		const key = entryKey(this.box);
		const done = await this.#ports.store.transform([key], (found) => {
			made = this.#made;
			const kept = parseRow(found.find(([name]) => name === key)?.[1]);
			const next = then(written(kept ?? this.#row, this.#seen, this.#items));
			this.#take(next, next.items);
			return next === (kept ?? this.#row) && (kept || next.items.size === 0) ? {} : { put: [[key, next]] };
		});
		this.#writing--;
		if (!done.ok) this.#take(then({ ...this.#row, items: this.#items }), before.seen);
		this.#wrote(done.ok, made);
		this.look(!sameItems(before.items, this.#items));
		return this.#row;
	}

	/** Says anew where it is; listeners hear of it when that is something else than before, or `items` are. */
	look(itemsChanged = false): void {
		const next = this.#judge();
		const isSame = next.place === this.#state.place && next.reason === this.#state.reason;
		if (!isSame) this.#state = next;
		if (isSame && !itemsChanged) return;
		this.#listeners.call();
		this.#ports.changed();
	}

	#take(row: EntryRow, seen: Items): void {
		this.#row = row;
		if (!sameItems(this.#items, row.items)) this.#items = row.items;
		this.#seen = seen;
	}

	#wrote(isStored: boolean, made: number): void {
		const hadNews = this.#stored < made;
		this.#ports.told(isStored);
		if (isStored) this.#stored = Math.max(this.#stored, made);
		else this.#timer = setTimeout(() => void this.step(), writeAgainMs);
		// Sent even if it could not be stored: then at least the relay has it.
		if (hadNews) this.#ports.kept();
		if (isStored && this.unstored && this.#writing === 0) void this.step();
	}

	#judge(): EntryState {
		const { closed } = this.#row;
		if (!this.#isRead) return { place: 'loading' };
		if (closed) {
			const isLate = lateItems(this.#row).size > 0 || notTakenOut(this.#row).length > 0;
			return { place: isLate ? 'late' : 'closed', reason: closed };
		}
		const standing = this.#ports.standing();
		if (this.unstored && standing.place !== 'cannot-save') return { place: 'loading' };
		if (standing.reason !== 'unshared' && isSettled(this.#row))
			return { place: this.#items.size === 0 ? 'empty' : 'saved' };
		if (this.#items.size === 0 && this.#row.held === undefined) return { place: 'empty' };
		return this.#sending ? { place: 'sent' } : standing;
	}
}

function isTooLarge(mark: string, items: Items): boolean {
	return items.size > limits.boxEntryItems || encodeEntry({ mark, items }).byteLength > limits.boxEntryBytes;
}
