/**
 * The tray on this device: its items in memory and in the local store. A refusal lays everything in here in the same step
 * that takes it out of the document; what could be brought in again is taken out afterwards.
 */
import { newId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { CommandRecord, Refusal } from '#lib/model/command.ts';
import { Listeners } from '#lib/model/listeners.ts';
import type { Json } from '#lib/model/schema/record.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { LocalStore } from './local-store/local-store.ts';
import type { StoreWriter } from './local-store/store-writer.ts';
import type { Tray, TrayItem } from './tray.ts';

const prefix = 't/';

export const trayKey = (item: TrayItem): string => prefix + item.id;

/** What it takes to bring something in again. */
export interface BringAgain {
	command(record: CommandRecord): Result<unknown, Refusal>;
	/** Puts paragraphs at the end of a note. */
	note(document: DocumentName, table: string, blocks: readonly Json[]): Result<undefined, Refusal>;
}

export class TrayShelf implements Tray {
	readonly #store: LocalStore;
	readonly #writer: StoreWriter;
	readonly #again: BringAgain;
	readonly #poke: () => void;
	readonly #listeners = new Listeners();
	#items: readonly TrayItem[] = [];
	/** The store has lost them, so what it says counts for nothing. */
	#isLost = false;

	/** `poke` tells other tabs to read again. */
	constructor(store: LocalStore, writer: StoreWriter, again: BringAgain, poke: () => void) {
		this.#store = store;
		this.#writer = writer;
		this.#again = again;
		this.#poke = poke;
	}

	get items(): readonly TrayItem[] {
		return this.#items;
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Reads what lies there; items that only this tab knows so far stay. */
	async read(): Promise<void> {
		await this.#writer.flush();
		const entries = await this.#store.entries(prefix);
		if (!entries.ok || this.#isLost) return;
		this.#set(entries.value.flatMap(([, value]) => (isItem(value) ? [value] : [])));
	}

	/** Shows items; they are in the store already, or `write` puts them there. */
	add(items: readonly TrayItem[], write: boolean): void {
		if (items.length === 0) return;
		if (write) this.#writer.queue({ put: items.map((item) => [trayKey(item), item]) }, this.#poke);
		const added = new Set(items.map((item) => item.id));
		this.#set([...this.#items.filter((item) => !added.has(item.id)), ...items]);
	}

	/** The store has lost them. */
	lose(): void {
		this.#isLost = true;
	}

	/** Puts them into the store that has lost them. */
	keepAgain(): void {
		this.#isLost = false;
		this.add(this.#items, true);
	}

	/** Takes items out, here and in the store; call it after their rows have been queued. */
	remove(items: readonly TrayItem[]): void {
		if (items.length === 0) return;
		const gone = new Set(items.map((item) => item.id));
		this.#writer.queue({ remove: items.map(trayKey) }, this.#poke);
		if (this.#items.some((item) => gone.has(item.id))) this.#set(this.#items.filter((item) => !gone.has(item.id)));
	}

	retry(id: string): Result<undefined, Refusal> {
		const item = this.#items.find((other) => other.id === id);
		if (!item) return refused('missing');
		const done = this.#bring(item);
		if (!done.ok) return done;
		this.remove([item]);
		return ok();
	}

	dismiss(id: string): TrayItem | undefined {
		const item = this.#items.find((other) => other.id === id);
		if (item) this.remove([item]);
		return item;
	}

	restore(item: TrayItem): void {
		this.add([item], true);
	}

	exportJson(): string {
		const items = this.#items.map((item) => ({ ...item, at: new Date(item.at).toISOString() }));
		return JSON.stringify({ format: 'werktisch/tray', version: 1, items }, null, '\t');
	}

	#bring(item: TrayItem): Result<unknown, Refusal> {
		if (item.kind === 'command') return this.#again.command({ name: item.name, input: item.input, at: item.at });
		if (item.kind === 'note') return this.#again.note(item.document, item.table, item.blocks);
		return refused('invalid');
	}

	#set(items: readonly TrayItem[]): void {
		this.#items = Object.freeze([...items].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)));
		this.#listeners.call();
	}
}

/** Fresh, sortable by nothing, never used twice. */
export const newTrayId = (): string => newId(16);

function isItem(value: unknown): value is TrayItem {
	const item = value as Partial<TrayItem> | undefined;
	return typeof item?.id === 'string' && typeof item.document === 'string' && typeof item.kind === 'string';
}
