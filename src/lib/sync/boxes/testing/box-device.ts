/** One person's device with sealed boxes, against a relay in memory: can lose the network, be closed and opened again. */
import type { LocalStore } from '../../local-store/local-store.ts';
import { memoryStores } from '../../local-store/memory-store.ts';
import { initialState, reduce, type OutboxCounts, type SyncState } from '../../sync-state.ts';
import { SessionBoxes } from '../session-boxes.ts';
import type { BoxSummary } from '#lib/protocol/messages.ts';
import type { SessionBox } from '../boxes.ts';
import type { BoxLine, RelayInMemory, Who } from './relay-in-memory.ts';

const atOnce = { between: 0, first: 0, longest: 0 };

export class BoxDevice {
	readonly line: BoxLine = { cut: false, deaf: false, instead: undefined };
	readonly store: LocalStore;
	/** Updates that were brought into documents. */
	readonly applied: string[] = [];
	counts: OutboxCounts = { waiting: 0, unstored: 0, sent: 0 };
	here: readonly SessionBox[] = [];
	boxes: SessionBoxes;
	readonly #relay: RelayInMemory | undefined;
	readonly #who: Who;
	#heard: readonly BoxSummary[] = [];
	#state: SyncState;
	recovery: number | undefined;

	/** Without a relay the workshop is not shared. A second tab has the store of the first. */
	constructor(relay: RelayInMemory | undefined, who: Who, store: LocalStore = memoryStores().open('device')) {
		this.#relay = relay;
		this.#who = who;
		this.store = store;
		this.#state = initialState('kept', relay !== undefined);
		this.boxes = this.#begin();
	}

	/** There is a way, and the relay says how it is with the boxes. */
	goOnline(): void {
		this.line.cut = false;
		this.hear();
		this.boxes.want(true);
	}

	goOffline(): void {
		this.line.cut = true;
		this.#state = { ...this.#state, online: false };
		this.boxes.want(false);
	}

	/** A POLICY arrives, if there is a way. */
	hear(): void {
		if (this.line.cut) return;
		this.#heard = this.#relay?.summaries() ?? [];
		this.#state = { ...this.#state, online: true };
		this.boxes.heard();
	}

	/** The browser dies and is opened again, without a network at first. */
	async reload(): Promise<void> {
		const before = this.boxes;
		this.goOffline();
		this.boxes = this.#begin();
		await Promise.all([before.close(), this.boxes.read()]);
	}

	get isSettled(): boolean {
		return this.counts.waiting === 0 && this.counts.unstored === 0;
	}

	#begin(): SessionBoxes {
		const reached = this.#relay?.reachedBy(this.#who, this.line);
		return new SessionBoxes({
			...{ store: this.store, relay: () => reached, me: () => this.#who, heard: () => this.#heard },
			here: (boxes) => (this.here = boxes),
			recovery: () => this.recovery,
			state: () => this.#state,
			apply: async (document, update) => void this.applied.push(`${document}:${update.join()}`),
			count: (counts) => {
				this.counts = counts;
				this.#state = reduce(this.#state, { type: 'outbox', part: 'boxes', counts });
			},
			told: () => undefined,
			poke: () => undefined,
			onEnd: () => undefined,
			pauses: atOnce
		});
	}
}
