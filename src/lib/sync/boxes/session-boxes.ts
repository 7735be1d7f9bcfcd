/**
 * The sealed boxes of a session as features use them: my entries (entry-post.ts), what has been opened (opened-boxes.ts),
 * and the boxes that are only on this device (boxes-here.ts). Rules: ../SPEC.md [BOXES-1] and following.
 */
import { newId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { Listeners } from '#lib/model/listeners.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { RelayFailure } from '../relay-http.ts';
import type { OutboxCounts } from '../sync-state.ts';
import { BoxesHere } from './boxes-here.ts';
import type { BoxRequest, BoxResult, LateItem, MyEntry, OpenedEntry, SealedBoxes, SessionBox } from './boxes.ts';
import { EntryPost, type PostPorts } from './entry-post.ts';
import { dealtWith } from './entry-row.ts';
import { noItems } from './items.ts';
import { lateOf } from './late.ts';
import { OpenedBoxes, type KeptEntry } from './opened-boxes.ts';

export interface BoxesPorts extends PostPorts {
	/** Brings an update into a document, as one who may write everything; resolves when it is kept. */
	readonly apply: (document: DocumentName, update: Uint8Array) => Promise<void>;
	/** Boxes that are only here have changed. */
	readonly here: (boxes: readonly SessionBox[]) => void;
	readonly count: (counts: OutboxCounts) => void;
}

export class SessionBoxes implements SealedBoxes {
	readonly #ports: BoxesPorts;
	readonly #here: BoxesHere;
	readonly #opened: OpenedBoxes;
	readonly #post: EntryPost;
	readonly #listeners = new Listeners();
	#late: readonly LateItem[] = [];

	constructor(ports: BoxesPorts) {
		this.#ports = ports;
		this.#here = new BoxesHere(ports.store);
		this.#opened = new OpenedBoxes(ports.store, ports.apply);
		this.#post = new EntryPost(ports, this.#here, this.#opened, () => this.#changed());
	}

	/** Reads what lies here: on start, and when another tab has written. */
	async read(): Promise<void> {
		await this.#here.read();
		await this.#post.read();
		this.#changed();
	}

	mine(box: string): MyEntry {
		return this.#post.entry(box);
	}

	get late(): readonly LateItem[] {
		return this.#late;
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	async make(box: BoxRequest): Promise<Result<string, RelayFailure>> {
		if (!this.#moderates) return refused('forbidden');
		const relay = this.#post.relay();
		if (relay) return relay.make({ ...box, id: newId() });
		const made = await this.#here.make(box);
		this.#changedHere();
		return made;
	}

	async admit(box: string, participant: string): Promise<Result<undefined, RelayFailure>> {
		if (!this.#moderates) return refused('forbidden');
		const relay = this.#post.relay();
		return relay && !this.#here.has(box) ? relay.admit(box, participant) : refused('not_found');
	}

	async open(box: string): Promise<Result<undefined, RelayFailure>> {
		if (!this.#moderates) return refused('forbidden');
		if (this.#here.has(box)) return this.#openHere(box);
		const relay = this.#post.relay();
		if (!relay) return refused('not_found');
		await this.#post.bringNow(box, relay);
		return relay.open(box);
	}

	async entries(box: string): Promise<Result<readonly OpenedEntry[], RelayFailure>> {
		if (this.#here.has(box)) return this.#entriesHere(box);
		const read = await this.#opened.entries(box, this.#post.relay());
		return read.ok ? ok(read.value.map((entry) => this.#withOwner(box, entry))) : read;
	}

	async settle(box: string, result: BoxResult): Promise<Result<BoxResult, RelayFailure>> {
		if (!this.#moderates) return refused('forbidden');
		if (!this.#here.has(box)) return this.#opened.settle(box, result, this.#post.relay());
		const settled = await this.#here.settle(box, result);
		if (settled.ok) await this.#ports.apply(settled.value.document, settled.value.update);
		return settled;
	}

	async result(box: string): Promise<Result<BoxResult, RelayFailure>> {
		if (!this.#here.has(box)) return this.#opened.result(box, this.#post.relay());
		const result = this.#here.get(box)?.result;
		return result ? ok(result) : refused('not_found');
	}

	async dealWith(items: readonly LateItem[]): Promise<void> {
		for (const entry of this.#post.entries) {
			const ids = items.filter(({ box }) => box === entry.box).map(({ id }) => id);
			if (ids.length > 0) await entry.step((row) => dealtWith(row, ids));
		}
		this.#changed();
		this.#ports.poke();
	}

	/** Whether there is a way to the relay. */
	want(wanted: boolean): void {
		this.#post.want(wanted);
	}

	/** Asks for what my other devices have brought. */
	lookAround(): void {
		this.#post.lookAround();
	}

	/** The relay has said something about boxes. */
	heard(): void {
		this.#post.heard();
		this.look();
	}

	/** Something has changed on which depends where entries are. */
	look(): void {
		for (const entry of this.#post.entries) entry.look();
	}

	/** The store was deleted under us: puts back what lives here. */
	async keepAgain(): Promise<void> {
		await this.#here.keepAgain();
		await Promise.all(this.#post.entries.map((entry) => entry.step()));
	}

	/** Resolves when every change is in the local store, or could not be written. */
	flush(): Promise<void> {
		return this.#post.flush();
	}

	/** Writes what is not written yet: the page may be about to be closed. */
	hurry(): void {
		for (const entry of this.#post.entries) entry.hurry();
	}

	close(): Promise<void> {
		return this.#post.close();
	}

	get #moderates(): boolean {
		return this.#ports.me().role === 'moderator';
	}

	#withOwner(box: string, kept: KeptEntry): OpenedEntry {
		const { mark: _mark, ...entry } = kept;
		return { ...entry, isMine: this.#post.isMine(box, kept) };
	}

	async #openHere(box: string): Promise<Result<undefined, RelayFailure>> {
		const entry = this.#post.entry(box);
		const { items } = await entry.step();
		const opened = await this.#here.open(box, items);
		if (opened.ok) await this.#post.closeAs(entry, 'opened', items);
		this.#changedHere();
		return opened;
	}

	#entriesHere(box: string): Result<readonly OpenedEntry[], RelayFailure> {
		const { opened, anonymous } = this.#here.get(box)!;
		if (!opened) return refused('conflict');
		const { participant, role } = this.#ports.me();
		const whose = anonymous ? {} : { participant, role };
		return ok(opened.size === 0 ? [] : [{ entry: box, ...whose, items: opened, isReadable: true, isMine: true }]);
	}

	#changedHere(): void {
		this.#changed();
		this.#ports.poke();
	}

	#changed(): void {
		this.#ports.count(this.#post.counts);
		this.#ports.here(this.#here.summaries((box) => this.#post.known(box)?.items ?? noItems));
		this.#late = lateOf(this.#post.entries, this.#late);
		this.#listeners.call();
	}
}
