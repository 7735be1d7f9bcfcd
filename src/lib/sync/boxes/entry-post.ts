/**
 * My entries of all boxes, and the errands that bring them to the relay: what is sent, what another device of mine has
 * brought, what is closed. What one errand says to the relay is in bring-entry.ts; features see session-boxes.ts.
 */
import type { Result } from '#lib/kernel/result.ts';
import type { Role } from '#lib/protocol/access.ts';
import type { BoxSummary } from '#lib/protocol/messages.ts';
import type { LocalStore } from '../local-store/local-store.ts';
import { Outbox, type Outcome, type Pauses } from '../outbox/outbox.ts';
import type { RelayFailure, WorkshopRelay } from '../relay-http.ts';
import type { Ending, OutboxCounts, SyncState } from '../sync-state.ts';
import type { EntryRefusal, EntryState } from './boxes.ts';
import { bringEntry } from './bring-entry.ts';
import { afterRecovery, boxOfKey, closedAs, entryRows, isMarked, isSettled, type Closing } from './entry-row.ts';
import type { Items } from './items.ts';
import { LocalEntry } from './my-entry.ts';
import type { KeptEntry, OpenedBoxes } from './opened-boxes.ts';
import { relayBoxes, type RelayBoxes } from './relay-boxes.ts';

export interface PostPorts {
	readonly store: LocalStore;
	/** `undefined` while the workshop is not shared. */
	readonly relay: () => WorkshopRelay | undefined;
	readonly me: () => { readonly participant: string; readonly role: Role };
	/** Boxes of the relay, as it has last said. */
	readonly heard: () => readonly BoxSummary[];
	/** `Policy.recovery`. */
	readonly recovery: () => number | undefined;
	readonly state: () => SyncState;
	/** Every write's outcome. */
	readonly told: (isStored: boolean) => void;
	/** Tells other tabs to read again. */
	readonly poke: () => void;
	readonly onEnd: (ending: Ending) => void;
	/** Between attempts; usual ones unless told. */
	readonly pauses?: Pauses;
}

/** What the box is here: one that is only on this device is nothing for the relay. */
export interface Here {
	has(box: string): boolean;
	isOpen(box: string): boolean;
}

const resultErrand = 'result/';
/** Nothing is gained by trying again before something changes. */
const final: readonly RelayFailure[] = ['forbidden', 'too_large', 'bad_request', 'conflict', 'kicked', 'erased'];

export class EntryPost {
	readonly #ports: PostPorts;
	readonly #here: Here;
	readonly #opened: OpenedBoxes;
	readonly #changed: () => void;
	readonly #outbox: Outbox;
	readonly #entries = new Map<string, LocalEntry>();
	readonly #failures = new Map<string, RelayFailure>();
	/** Boxes of which another device may have brought something. */
	readonly #toLook = new Set<string>();
	readonly #completed = new Set<string>();

	constructor(ports: PostPorts, here: Here, opened: OpenedBoxes, changed: () => void) {
		this.#ports = ports;
		this.#here = here;
		this.#opened = opened;
		this.#changed = changed;
		this.#outbox = new Outbox({ run: (key, signal) => this.#run(key, signal) }, ports.pauses);
	}

	/** Reads what lies here: on start, and when another tab has written. That tab may be gone, so it is sent from here, too. */
	async read(): Promise<void> {
		const keys = await this.#ports.store.keys(entryRows);
		const boxes = keys.ok ? keys.value.map(boxOfKey) : [];
		await Promise.all(boxes.map((box) => this.#read(box)));
	}

	entry(box: string): LocalEntry {
		let entry = this.#entries.get(box);
		if (!entry) {
			entry = this.#make(box);
			this.#entries.set(box, entry);
			this.#look(entry);
		}
		return entry;
	}

	/** The entry of a box, if there has ever been one here. */
	known(box: string): LocalEntry | undefined {
		return this.#entries.get(box);
	}

	get entries(): readonly LocalEntry[] {
		return [...this.#entries.values()];
	}

	/** For the light: what is only here for good does not wait. */
	get counts(): OutboxCounts {
		const entries = this.entries.filter(({ box }) => !this.#here.has(box));
		const waiting = entries.filter(({ row, unstored }) => !row.closed && (unstored || !isSettled(row)));
		return {
			waiting: waiting.length,
			unstored: entries.filter(({ unstored }) => unstored).length,
			sent: waiting.filter(({ isSending }) => isSending).length
		};
	}

	relay(signal?: AbortSignal): RelayBoxes | undefined {
		const relay = this.#ports.relay();
		return relay && relayBoxes(relay, signal);
	}

	/** Brings what waits of one entry, now. */
	async bringNow(box: string, relay: RelayBoxes): Promise<void> {
		const entry = this.#entries.get(box);
		if (entry) await bringEntry(entry, relay, false, this.#ports.recovery());
	}

	/** Whether there is a way to the relay. When it opens, every entry is looked at: another device may have been quicker. */
	want(wanted: boolean): void {
		if (wanted) this.lookAround();
		this.#outbox.want(wanted);
	}

	/** Asks for what my other devices have brought. */
	lookAround(): void {
		for (const entry of this.entries) this.#look(entry);
	}

	/** The relay has said something about boxes. */
	heard(): void {
		const moderates = this.#ports.me().role === 'moderator';
		for (const { box, state } of this.#ports.heard()) {
			if (state !== 'open') continue;
			const entry = this.#entries.get(box);
			if (entry && !entry.row.closed) this.#outbox.wake(box);
			if (!moderates || this.#completed.has(box)) continue;
			this.#completed.add(box);
			this.#outbox.wake(resultErrand + box);
		}
	}

	/** Nothing more of mine goes into this box. */
	async closeAs(entry: LocalEntry, closing: Closing, counted?: Items): Promise<Outcome> {
		const recovery = this.#ports.recovery();
		await entry.step((row) => closedAs(afterRecovery(row, recovery), closing, counted));
		this.#changed();
		this.#ports.poke();
		return 'done';
	}

	isMine(box: string, { participant, mark }: KeptEntry): boolean {
		const row = this.#entries.get(box)?.row;
		return participant === this.#ports.me().participant || (row !== undefined && isMarked(row, mark));
	}

	async flush(): Promise<void> {
		await Promise.all(this.entries.filter(({ unstored }) => unstored).map((entry) => entry.step()));
	}

	async close(): Promise<void> {
		await this.#outbox.close();
		await this.flush();
		for (const entry of this.entries) entry.stop();
	}

	#make(box: string): LocalEntry {
		return new LocalEntry(box, {
			store: this.#ports.store,
			refusal: () => this.#refusal(box),
			standing: () => this.#standing(box),
			told: this.#ports.told,
			kept: () => {
				if (!this.#here.has(box)) this.#outbox.wake(box);
				this.#ports.poke();
			},
			changed: () => this.#changed()
		});
	}

	async #read(box: string): Promise<void> {
		const entry = this.entry(box);
		const { closed } = await entry.step();
		if (!closed && !isSettled(entry.row) && !this.#here.has(box)) this.#outbox.wake(box);
	}

	#look({ box, row }: LocalEntry): void {
		if (row.closed || this.#here.has(box)) return;
		this.#toLook.add(box);
		this.#outbox.wake(box);
	}

	#refusal(box: string): EntryRefusal | undefined {
		if (this.#ports.me().role === 'observer') return 'forbidden';
		const heard = this.#ports.heard().find((summary) => summary.box === box);
		if (heard?.state === 'open' || this.#here.isOpen(box)) return 'opened';
		return heard?.place === 'none' ? 'forbidden' : undefined;
	}

	#standing(box: string): EntryState {
		const { storage, shared, approvalPending, online, ended } = this.#ports.state();
		if (storage !== 'kept') return { place: 'cannot-save', reason: storage };
		if (!shared || this.#here.has(box)) return { place: 'device', reason: 'unshared' };
		const way = approvalPending ? 'approval' : online ? undefined : 'offline';
		const reason = ended ?? this.#failures.get(box) ?? way;
		return reason ? { place: 'device', reason } : { place: 'device' };
	}

	async #run(key: string, signal: AbortSignal): Promise<Outcome> {
		const relay = this.relay(signal);
		if (!relay) return 'done';
		if (key.startsWith(resultErrand)) {
			const completed = await this.#opened.complete(key.slice(resultErrand.length), relay);
			return completed.ok || completed.reason === 'not_found' ? 'done' : this.#failed(completed.reason);
		}
		const entry = this.entry(key);
		await entry.whenRead;
		if (entry.row.closed || this.#here.has(key)) return 'done';
		return this.#refusal(key) === 'opened' ? this.#close(entry, relay) : this.#bring(entry, relay);
	}

	async #bring(entry: LocalEntry, relay: RelayBoxes): Promise<Outcome> {
		const looks = this.#toLook.delete(entry.box);
		entry.sending(!isSettled(entry.row));
		const brought = await bringEntry(entry, relay, looks, this.#ports.recovery());
		this.#note(entry, brought);
		if (brought.ok) return 'done';
		if (looks) this.#toLook.add(entry.box);
		if (brought.reason === 'opened') return this.#close(entry, relay);
		return brought.reason === 'not_found' ? this.closeAs(entry, 'gone') : this.#failed(brought.reason);
	}

	#note(entry: LocalEntry, brought: Result<undefined, RelayFailure>): void {
		if (brought.ok) this.#failures.delete(entry.box);
		else this.#failures.set(entry.box, brought.reason);
		entry.sending(false);
		this.#changed();
	}

	/** The box is open: says what of mine was in it. */
	async #close(entry: LocalEntry, relay: RelayBoxes): Promise<Outcome> {
		const opened = await this.#opened.entries(entry.box, relay);
		if (!opened.ok) return this.#failed(opened.reason);
		const mine = opened.value.find((other) => this.isMine(entry.box, other));
		return this.closeAs(entry, 'opened', mine?.items);
	}

	#failed(reason: RelayFailure): Outcome {
		if (reason === 'unauthenticated' || reason === 'kicked' || reason === 'erased') this.#ports.onEnd(reason);
		return final.includes(reason) ? 'done' : 'retry';
	}
}
