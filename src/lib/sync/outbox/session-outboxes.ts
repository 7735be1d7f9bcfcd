/**
 * What a session brings to the relay beside documents: entries of sealed boxes and pictures. Decides when there is a way:
 * when the relay has spoken on a socket, because only then it is known what it has lost or opened meanwhile.
 */
import type * as Y from 'yjs';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { SessionBoxes } from '../boxes/session-boxes.ts';
import { Attachments } from '../files/attachments.ts';
import { SessionFiles } from '../files/session-files.ts';
import type { LocalStore } from '../local-store/local-store.ts';
import type { PolicyView } from '../policy-view.ts';
import type { WorkshopRelay } from '../relay-http.ts';
import type { Ending, OutboxPart, SyncEvent, SyncState } from '../sync-state.ts';

export interface OutboxesPorts {
	readonly store: LocalStore;
	readonly policy: PolicyView;
	readonly relay: () => WorkshopRelay | undefined;
	readonly state: () => SyncState;
	readonly dispatch: (event: SyncEvent) => void;
	/** Brings an update into a document; resolves when it is kept. */
	readonly apply: (document: DocumentName, update: Uint8Array) => Promise<void>;
	readonly stage: () => Y.Doc;
	/** Tells other tabs to read again. */
	readonly poke: () => void;
	readonly onEnd: (ending: Ending) => void;
}

export class SessionOutboxes {
	readonly boxes: SessionBoxes;
	readonly files: SessionFiles;
	readonly attachments: Attachments;
	readonly #ports: OutboxesPorts;
	#hasSpoken = false;
	#open = false;

	constructor(ports: OutboxesPorts) {
		const { store, policy, relay, poke } = ports;
		const common = { store, relay, poke, recovery: () => policy.recovery };
		const counting = (part: OutboxPart) => (counts: SyncState['outbox'][OutboxPart]) =>
			ports.dispatch({ type: 'outbox', part, counts });
		this.#ports = ports;
		this.boxes = new SessionBoxes({
			...common,
			...{ state: ports.state, apply: ports.apply, onEnd: ports.onEnd, count: counting('boxes') },
			me: () => policy.actor,
			heard: () => policy.relayBoxes,
			here: (boxes) => policy.addBoxes(boxes),
			told: (isStored) => ports.dispatch({ type: isStored ? 'stored' : 'store-failed' })
		});
		this.files = new SessionFiles({ ...common, role: () => policy.actor.role, count: counting('files') });
		this.attachments = new Attachments(this.files, ports.stage);
	}

	/** Reads what lies here: on start, and when another tab has written. */
	async read(): Promise<void> {
		await Promise.all([this.boxes.read(), this.files.start()]);
	}

	/** The relay has sent a POLICY. */
	heard(): void {
		this.#hasSpoken = true;
		this.boxes.heard();
		this.watch(this.#ports.state());
	}

	/** The session's state is another one. */
	watch({ shared, online, ended, approvalPending }: SyncState): void {
		if (!online) this.#hasSpoken = false;
		const open = shared && online && this.#hasSpoken && !ended && !approvalPending;
		if (open !== this.#open) {
			this.#open = open;
			this.boxes.want(open);
			this.files.want(open);
		}
		this.boxes.look();
	}

	/** The store was deleted under us: puts back what lives here. Pictures live only in the store. */
	keepAgain(): Promise<void> {
		return this.boxes.keepAgain();
	}

	async close(): Promise<void> {
		await Promise.all([this.boxes.close(), this.files.close()]);
	}
}
