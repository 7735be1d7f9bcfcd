/**
 * Keeps one document: loads it from the local store, has every change to it stored and sent, and builds it anew after a
 * refusal. Its rows are in document-rows.ts, its connection in transport/, what a refusal means in refusal/. Promises:
 * SPEC.md.
 */
import * as Y from 'yjs';
import type { Result } from '#lib/kernel/result.ts';
import type { CommandRecord, Refusal } from '#lib/model/command.ts';
import { migrate } from '#lib/model/schema/migrate.ts';
import type { Claim } from '#lib/protocol/claim.ts';
import { documentKind, type DocumentName } from '#lib/protocol/documents.ts';
import type { Ack, Nack, NackCode, Policy } from '#lib/protocol/messages.ts';
import { applyUpdates, forgetUnknownDeletions, hasPending } from './apply-updates.ts';
import { DocumentRows, type RowPorts } from './document-rows.ts';
import { readGathered } from './local-store/gather-rows.ts';
import type { Row } from './local-store/row.ts';
import { planRebuild, type Refused } from './refusal/plan-rebuild.ts';
import { settleRefusal } from './refusal/settle-refusal.ts';
import { ReplaceableDocument } from './replaceable-document.ts';
import { SteadyAwareness } from './steady-awareness.ts';
import type { ConnectionState, Ending, SyncEvent } from './sync-state.ts';
import type { TrayShelf } from './tray-shelf.ts';
import type { TrayItem } from './tray.ts';
import type { Connection, ConnectionEvents } from './transport/connection.ts';

export interface KeeperPorts extends Omit<RowPorts, 'counted'> {
	readonly shelf: TrayShelf;
	readonly dispatch: (event: SyncEvent) => void;
	readonly connect: (
		doc: Y.Doc,
		awareness: SteadyAwareness,
		events: ConnectionEvents,
		claim: () => Claim
	) => Connection;
	/** Runs `work` with its rows marked as brought in again for the `attempt`th time. */
	readonly marked: <Value>(attempt: number, work: () => Value) => Value;
	readonly runAgain: (record: CommandRecord) => Result<unknown, Refusal>;
	readonly onPolicy: (policy: Policy) => void;
	readonly onEnd: (ending: Ending) => void;
	/** Whether this participant may write the document, as far as is known. */
	readonly mayWrite: () => boolean;
	/** Runs `work` unless another tab is at it. */
	readonly alone: (work: () => Promise<void>) => Promise<void>;
}

/** Settled rows that are folded into the snapshot together. */
const foldAfter = 300;
/** Pause before a document that sent too fast connects again, and before a store that failed is asked again. */
const pauseMs = 1_500;
/** So many bytes are never more structs than a frame may have. */
const surelyOneFrame = 16 * 1024;
/** Pause before a document whose content was refused as a whole is offered again, milliseconds. */
const blockedMs = 20_000;
const fromStore = { by: 'store' } as const;
type Later = 'read' | 'rebuild' | 'refill' | 'connect';
/** Of what was made elsewhere; it is no command, so it cannot be undone. */
const broughtFrom = { by: 'result' } as const;

export class DocumentKeeper {
	readonly handle: ReplaceableDocument;
	readonly awareness: SteadyAwareness;
	readonly whenLoaded: Promise<void>;
	readonly #ports: KeeperPorts;
	readonly #name: DocumentName;
	readonly #rows: DocumentRows;
	#connection: Connection | undefined;
	#wanted = false;
	#released = false;
	#loaded = false;
	/** The store has answered at least once. */
	#isRead = false;
	#applying = false;
	/** What is being received right now brings something new. */
	#hasNews = false;
	#falling = false;
	#blocked = false;
	#closed = false;
	/** A frame that was refused only because of another. */
	#superseded: number | undefined;
	#work: Promise<void> = Promise.resolve();
	/** One for each kind of thing that is to be tried again. */
	readonly #timers = new Map<Later, ReturnType<typeof setTimeout>>();
	#oneByOne: readonly TrayItem[] = [];

	constructor(ports: KeeperPorts) {
		this.#ports = ports;
		this.#name = ports.log.name;
		this.#rows = new DocumentRows({ ...ports, counted: () => this.#count() });
		this.handle = new ReplaceableDocument(this.#name);
		this.awareness = new SteadyAwareness(this.handle.doc);
		this.handle.doc.on('update', this.#onUpdate);
		ports.dispatch({ type: 'opened', document: this.#name });
		this.whenLoaded = this.#inTurn(() => this.#load());
	}

	/** Whether this document shall be connected, as far as the session is concerned. */
	want(wanted: boolean): void {
		this.#wanted = wanted;
		if (wanted) this.#connect();
		else this.#connection?.disconnect();
	}

	/** Something about access has changed: what was paused may try again. */
	resume(): void {
		this.#blocked = false;
		this.#connect();
	}

	retain(): void {
		this.#released = false;
		this.#connect();
	}

	release(): void {
		this.#released = true;
		this.#letGo();
	}

	/**
	 * Applies an update that was made elsewhere and may be larger than a frame: then it goes out with the SyncStep2 of a new
	 * connection. One that is here already changes nothing.
	 */
	bring(update: Uint8Array): Promise<void> {
		return this.#inTurn(async () => {
			if (update.byteLength > surelyOneFrame) this.#connection?.disconnect();
			applyUpdates(this.handle.doc, [update], broughtFrom);
			this.#connect();
		});
	}

	/** The store has lost what was in it. */
	lose(): void {
		this.#rows.lose();
		this.#count();
	}

	/** Puts everything that lives here into the store that has lost it. */
	refill(): Promise<void> {
		return this.#inTurn(() => this.#refill());
	}

	/** Another tab has written. */
	catchUp(): Promise<void> {
		return this.#inTurn(() => this.#readNews());
	}

	async close(): Promise<void> {
		this.#closed = true;
		this.#dropConnection();
		await this.#work;
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.handle.doc.off('update', this.#onUpdate);
		this.awareness.destroy();
	}

	async #load(): Promise<void> {
		const [read] = await Promise.all([readGathered(this.#ports.log), this.#rows.readIds()]);
		if (read.ok) {
			const { snapshot, settled, waiting } = read.value;
			this.#rows.begin(read.value);
			if (read.value.gathered) this.#ports.poke();
			this.#apply(this.handle.doc, [
				...(snapshot ? [snapshot] : []),
				...[...settled, ...waiting].map((row) => row.update)
			]);
			// A tab that ended in the middle of a refusal may leave rows behind that build on refused ones.
			if (hasPending(this.handle.doc) && waiting.length > 0) await this.#rebuild(undefined);
			else forgetUnknownDeletions(this.handle.doc);
			this.#wasRead();
		} else {
			this.#readAgain();
		}
		this.#loaded = true;
		this.#count();
		this.#connect();
		this.#foldSometimes();
	}

	readonly #onUpdate = (update: Uint8Array, origin: unknown, doc: Y.Doc): void => {
		if (this.#applying) return;
		if (!this.#connection || origin !== this.#connection.origin)
			return this.#rows.keepOwn(update, origin, doc.clientID);
		this.#hasNews = true;
	};

	/** What came is kept as it came, when it brought anything (or waits for something). */
	#onReceived(update: Uint8Array): void {
		this.awareness.follow();
		const isWorthIt = this.#hasNews || hasPending(this.handle.doc);
		this.#hasNews = false;
		if (!isWorthIt) return;
		this.#rows.keepForeign(update);
		this.#foldSometimes();
	}

	#connect(): void {
		const hinders = this.#released || this.#falling || this.#blocked || this.#closed;
		if (!this.#wanted || !this.#loaded || hinders) return;
		const events: ConnectionEvents = {
			onFrame: (number, kind) => {
				this.#rows.ledger.frame(number, kind);
				this.#count();
			},
			onState: (connection) => this.#onState(connection),
			onAck: (ack) => this.#onAck(ack),
			onNack: (nack) => this.#onNack(nack),
			onAsked: (stateVector) => this.#rows.ledger.asked(Y.decodeStateVector(stateVector)),
			onReceived: (update) => this.#onReceived(update),
			onPolicy: this.#ports.onPolicy,
			onEnd: this.#ports.onEnd
		};
		this.#connection ??= this.#ports.connect(this.handle.doc, this.awareness, events, () => this.#rows.claim);
		this.#connection.connect();
	}

	#dropConnection(): void {
		this.#connection?.close();
		this.#connection = undefined;
	}

	#onState(connection: ConnectionState): void {
		if (connection !== 'synced') {
			this.#rows.ledger.disconnected();
			this.#superseded = undefined;
		}
		this.#ports.dispatch({ type: 'connection', document: this.#name, connection });
		this.#count();
	}

	#onAck({ frames }: Ack): void {
		if (this.#superseded !== undefined) return this.#fall(this.#superseded, 'superseded');
		this.#rows.acknowledge(frames);
		this.#ports.dispatch({ type: 'acknowledged', at: this.#ports.clock.now() });
		this.#count();
		this.#bringNext();
		if (this.#rows.head.mixed && this.#rows.ledger.counts.waiting === 0) void this.#inTurn(() => this.#rows.unmix());
		this.#letGo();
		this.#foldSometimes();
	}

	#onNack({ frame, code }: Nack): void {
		if (code === 'erased') return this.#ports.onEnd('erased');
		// Frames that waited for a refused one are named before it; the one that says why follows at once.
		if (code === 'superseded') this.#superseded ??= frame;
		else this.#fall(frame, code);
	}

	#fall(frame: number, code: NackCode): void {
		if (this.#falling) return;
		const { guilty, superseded } = this.#rows.ledger.nack(frame, code);
		this.#falling = guilty.length > 0;
		this.#blocked = guilty.length === 0;
		this.#dropConnection();
		if (this.#falling) return void this.#inTurn(() => this.#rebuild({ code, guilty, superseded }));
		// Nothing of mine waits, yet the relay does not want what this device knows. It stays here; pushing would not help.
		this.#ports.dispatch({ type: 'connection', document: this.#name, connection: 'paused' });
		this.#later('connect', () => this.resume(), blockedMs);
	}

	async #readNews(): Promise<void> {
		const generation = this.#rows.head.generation;
		if (!this.#isRead) await this.#rows.readIds();
		const news = await this.#rows.readNews();
		if (this.#rows.isLost) return; // filling it again ends with reading
		if (!news) return this.#readAgain();
		if (this.#falling) return;
		if (news.head.generation !== generation) return this.#rebuild(undefined);
		const rows = [...news.settled, ...news.waiting];
		this.#apply(this.handle.doc, [...(news.snapshot ? [news.snapshot] : []), ...rows.map((row) => row.update)]);
		this.#rows.takeNews(news);
		for (const row of news.waiting) this.#passOn(row);
		this.#wasRead();
		this.#count();
	}

	async #refill(): Promise<void> {
		// Another loss may have been told before this one was made good: what was stored then is lost, too.
		this.#rows.lose();
		const filled = await this.#rows.refill(this.handle.doc);
		if (!filled) {
			this.#ports.dispatch({ type: 'store-failed' });
			return this.#later('refill', () => this.refill());
		}
		this.#ports.dispatch({ type: 'stored' });
		this.#count();
		this.#ports.poke();
		if (filled !== 'alone') await this.#readNews();
	}

	/** Only now the light may speak for this document: before, words that wait may have lain in the store unseen. */
	#wasRead(): void {
		if (this.#isRead) return;
		this.#isRead = true;
		if (this.#ports.mayWrite()) migrate(this.handle.doc, documentKind(this.#name));
		this.#ports.dispatch({ type: 'loaded', document: this.#name });
	}

	#readAgain(): void {
		this.#ports.dispatch({ type: 'store-failed' });
		this.#later('read', () => this.catchUp());
	}

	/** A row of another tab of mine: that tab may be gone before it was sent. */
	#passOn(row: Row): void {
		const { ledger } = this.#rows;
		ledger.add(row, true);
		if (ledger.isPastSync) this.#connection?.send(row.update);
	}

	/** Builds the document from the store without what was refused, here or in another tab. */
	async #rebuild(refused: Refused | undefined): Promise<void> {
		this.#falling = true;
		this.#dropConnection();
		await this.#ports.writer.flush();
		const seen = this.handle.doc;
		const catchUp = (updates: readonly Uint8Array[]) => this.#apply(seen, updates);
		const plan = await planRebuild(this.#ports.log, this.#rows, seen, catchUp, refused);
		if (!plan) {
			// The store does not answer: the document stays on the screen as it is, unconnected, and it is tried again.
			this.#ports.dispatch({ type: 'store-failed' });
			return this.#later('rebuild', () => this.#inTurn(() => this.#rebuild(refused)));
		}
		const { base: fresh, compare, content, fallen, fall, provisional } = plan;
		this.handle.doc.off('update', this.#onUpdate);
		this.#rows.adopt(content, fallen);
		this.awareness.moveTo(fresh);
		fresh.on('update', this.#onUpdate);
		const { marked, runAgain } = this.#ports;
		const replace = () => this.handle.replace(fresh);
		const { tray, oneByOne } = settleRefusal(fall, { seen, fresh, compare, replace, marked, run: runAgain });
		// In this order: what was brought in again is stored before it leaves the tray.
		this.#rows.discard(fallen.keys());
		this.#ports.shelf.add(tray, true);
		this.#ports.shelf.remove(provisional);
		this.#oneByOne = [...this.#oneByOne, ...oneByOne];
		this.#ports.poke();
		this.#falling = false;
		this.#wasRead();
		this.#count();
		if (refused?.code === 'rate') this.#later('connect', () => this.#connect());
		else this.#connect();
	}

	/** Applies what comes from the store: it is neither stored nor sent again. */
	#apply(doc: Y.Doc, updates: readonly Uint8Array[]): void {
		this.#applying = true;
		try {
			applyUpdates(doc, updates, this.#connection?.origin ?? fromStore);
		} finally {
			// Also when somebody who watches the document throws: own words must not pass for the store's from then on.
			this.#applying = false;
		}
	}

	/** Refused together, so brought in again one after the other: then the relay names the one at fault. */
	#bringNext(): void {
		if (this.#oneByOne.length === 0 || this.#rows.ledger.counts.waiting > 0 || this.#falling) return;
		const [next, ...rest] = this.#oneByOne;
		this.#oneByOne = rest;
		this.#ports.marked(1, () => this.#ports.shelf.retry(next!.id));
		this.#bringNext();
	}

	#letGo(): void {
		if (this.#released && this.#rows.ledger.counts.waiting === 0) this.#dropConnection();
	}

	#foldSometimes(): void {
		if (this.#rows.settled < foldAfter || this.#closed) return;
		this.#rows.settled = 0;
		void this.#inTurn(() =>
			this.#ports.alone(async () => {
				if (await this.#rows.fold()) this.#ports.poke();
			})
		);
	}

	#count(): void {
		const { waiting, unstored, sent, awaitsAnswer } = this.#rows.ledger.counts;
		this.#ports.dispatch({ type: 'counted', document: this.#name, waiting, unstored, sent, awaitsAnswer });
	}

	#later(what: Later, work: () => unknown, pause = pauseMs): void {
		clearTimeout(this.#timers.get(what));
		if (!this.#closed) this.#timers.set(what, setTimeout(work, pause));
	}

	/** One thing at a time: loading, reading news, rebuilding and folding never overlap. */
	#inTurn(work: () => Promise<void>): Promise<void> {
		const turn = this.#work.then(() => (this.#closed ? undefined : work()));
		this.#work = turn.catch((error: unknown) => {
			queueMicrotask(() => {
				throw error;
			});
		});
		return turn;
	}
}
