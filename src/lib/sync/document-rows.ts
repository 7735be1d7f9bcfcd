/**
 * The rows of one document as this tab knows them: which are in the store, which wait for the relay, and up to where the
 * store has been read. Writes rows; reading them into a Y.Doc and sending them is the keeper's.
 */
import type * as Y from 'yjs';
import type { Clock } from '#lib/kernel/clock.ts';
import { isCommandOrigin } from '#lib/model/command.ts';
import type { Claim } from '#lib/protocol/claim.ts';
import { askToPersist } from './local-store/ask-to-persist.ts';
import type { DocumentContent, DocumentLog, News } from './local-store/document-log.ts';
import { OwnIds } from './local-store/own-ids.ts';
import { refill, unmix } from './local-store/refill.ts';
import { firstHead, settledPrefix, storedRow, waitingPrefix, type Head, type Row } from './local-store/row.ts';
import type { StoreWriter } from './local-store/store-writer.ts';
import { FrameLedger } from './transport/frame-ledger.ts';

export interface RowPorts {
	readonly log: DocumentLog;
	readonly writer: StoreWriter;
	readonly clock: Clock;
	readonly nextKey: (at: number) => string;
	/** Shared by all documents of a session, because one command may write several: how often it is brought in again. */
	readonly attempt: { now: number };
	/** Tells other tabs that this document has news in the store. */
	readonly poke: () => void;
	/** The ledger counts something else than before. */
	readonly counted: () => void;
}

export class DocumentRows {
	readonly #ports: RowPorts;
	readonly #waitingAt: string;
	readonly #settledAt: string;
	readonly #known = new Set<string>();
	readonly #ids: OwnIds;
	ledger = new FrameLedger();
	head: Head = firstHead;
	/** Rows in the store that may be folded into the snapshot. */
	settled = 0;
	/** The store has lost this document and was not filled again: what it says counts for nothing. */
	isLost = false;

	constructor(ports: RowPorts) {
		this.#ports = ports;
		this.#waitingAt = waitingPrefix(ports.log.name);
		this.#settledAt = settledPrefix(ports.log.name);
		this.#ids = new OwnIds(ports.log.name);
	}

	/** Which client ids in this document are one's own, as the relay is to be told (SPEC.md [BACK-1]). */
	get claim(): Claim {
		const unsaved = [...new Set(this.ledger.rows.map((row) => row.instance))];
		return { unsaved, settled: this.#ids.all.filter((id) => !unsaved.includes(id)) };
	}

	/** Reads which client ids this participant has used here before. */
	readIds(): Promise<void> {
		return this.#ids.read(this.#ports.log.store);
	}

	/** The first reading of the store; rows that were made before it was done stay what they are. */
	begin(content: DocumentContent): void {
		for (const row of content.waiting) if (!this.ledger.has(row.key)) this.ledger.add(row, true);
		this.#read(content);
	}

	/** Begins anew with what the store holds; rows that have not reached it yet stay, except the fallen. */
	adopt(content: DocumentContent, fallen: ReadonlyMap<string, Row>): void {
		const unstored = this.unstored;
		this.ledger = new FrameLedger();
		for (const row of content.waiting) if (!fallen.has(row.key)) this.ledger.add(row, true);
		for (const row of unstored) if (!fallen.has(row.key)) this.ledger.add(row, false);
		this.#read(content);
	}

	/** A change of mine: kept at once, and waiting. */
	keepOwn(update: Uint8Array, origin: unknown, instance: number): void {
		const { clock, nextKey, attempt, writer, counted, poke } = this.#ports;
		const at = clock.now();
		const key = nextKey(at);
		const command = isCommandOrigin(origin) ? { name: origin.name, input: origin.input, at: origin.at } : undefined;
		const row: Row = { key, update, own: true, instance, attempt: attempt.now, at, ...(command && { command }) };
		this.#known.add(key);
		this.#ids.use(instance, at, writer);
		this.ledger.add(row, false);
		writer.queue({ put: [[this.#waitingAt + key, storedRow(row)]] }, () => {
			this.ledger.markStored(key);
			askToPersist();
			counted();
			poke();
		});
		counted();
	}

	/** A change of somebody else, which the relay has. */
	keepForeign(update: Uint8Array): void {
		const at = this.#ports.clock.now();
		const key = this.#ports.nextKey(at);
		const row = storedRow({ key, update, own: false, instance: 0, attempt: 0, at });
		this.#known.add(key);
		this.settled++;
		this.#ports.writer.queue({ put: [[this.#settledAt + key, row]] }, this.#ports.poke);
	}

	/** The relay has answered so many frames: what they carried need not be brought in again and waits no more. */
	acknowledge(frames: number): void {
		const rows = this.ledger.ack(frames);
		if (rows.length === 0) return;
		const put = rows.map(({ command: _done, ...row }) => [this.#settledAt + row.key, storedRow(row)] as const);
		this.#ports.writer.queue({ put, remove: rows.map((row) => this.#waitingAt + row.key) }, this.#ports.poke);
		this.settled += rows.length;
	}

	/** Takes rows out for good, also out of a write that is still to come. */
	discard(keys: Iterable<string>): void {
		this.#ports.writer.queue({ remove: [...keys].map((key) => this.#waitingAt + key) });
	}

	async readNews(): Promise<News | undefined> {
		const stored = this.ledger.storedKeys;
		const read = await this.#ports.log.news(this.#known, this.head);
		if (!read.ok || this.isLost) return undefined;
		const { waitingKeys } = read.value;
		// What was stored before and waits no more was brought to the relay by another tab – or refused there, and then
		// the generation is another one, and these rows do not count any more.
		if (read.value.head.generation === this.head.generation)
			this.ledger.drop(stored.filter((key) => !waitingKeys.has(key)));
		return read.value;
	}

	takeNews({ head, settled, waiting }: News): void {
		this.#ids.learn([...settled, ...waiting], this.#ports.writer);
		this.head = head;
		for (const row of [...settled, ...waiting]) this.#known.add(row.key);
		this.settled += settled.length;
	}

	/** The store has lost what was in it: nothing that waits is kept anywhere but here. */
	lose(): void {
		this.isLost = true;
		this.ledger.markUnstored();
	}

	/** Puts the living document into the store again; `met` when another tab was faster: then there is news to read. */
	async refill(doc: Y.Doc): Promise<'alone' | 'met' | undefined> {
		const { rows } = this.ledger;
		const filled = await refill(this.#ports.log, doc, this.head, rows);
		if (!filled.ok) return undefined;
		this.isLost = false;
		this.#ids.keepAgain(this.#ports.writer);
		for (const { key } of rows) this.ledger.markStored(key);
		if (filled.value.met) return 'met';
		this.head = filled.value.head;
		this.settled = 0;
		return 'alone';
	}

	/** Once nothing waits, a snapshot that held waiting rows is an ordinary one. */
	async unmix(): Promise<void> {
		await this.#ports.writer.flush();
		this.head = (await unmix(this.#ports.log)) ?? this.head;
	}

	/** Folds settled rows into the snapshot; `true` when other tabs should know. */
	async fold(): Promise<boolean> {
		const folded = await this.#ports.log.fold();
		if (!folded.ok || !folded.value) return false;
		this.head = folded.value;
		return true;
	}

	/** Waiting rows that have not reached the store. */
	get unstored(): readonly Row[] {
		const stored = new Set(this.ledger.storedKeys);
		return this.ledger.rows.filter((row) => !stored.has(row.key));
	}

	/** Updates of this content that this tab has not seen. */
	unknownIn({ snapshot, settled, waiting }: DocumentContent): readonly Uint8Array[] {
		const rows = [...settled, ...waiting].filter((row) => !this.#known.has(row.key));
		return [...(snapshot ? [snapshot] : []), ...rows.map((row) => row.update)];
	}

	#read({ head, settled, waiting }: DocumentContent): void {
		this.#ids.learn([...settled, ...waiting], this.#ports.writer);
		for (const row of [...settled, ...waiting]) this.#known.add(row.key);
		this.head = head;
		this.settled = settled.length;
	}
}
