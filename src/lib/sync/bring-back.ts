/**
 * After a restore the relay may know less than this device, also of documents that no screen shows. So every document
 * that lies here is opened once, and its SyncStep2 brings what is missing (SPEC.md [BACK-2]). Which restore was answered
 * in full is kept; until then every opening of the workshop tries again.
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import { documentsKept } from './local-store/document-log.ts';
import type { LocalStore } from './local-store/local-store.ts';
import type { StoreWriter } from './local-store/store-writer.ts';
import type { SyncState } from './sync-state.ts';

const broughtKey = 'brought-back';

export interface BringBackPorts {
	readonly store: LocalStore;
	readonly writer: StoreWriter;
	/** Opens and connects a document. */
	readonly open: (document: DocumentName) => unknown;
}

export class BringBack {
	readonly #ports: BringBackPorts;
	/** The restore that is being answered: since when, and by which documents. */
	#under: { readonly since: number; readonly documents: readonly DocumentName[] } | undefined;
	#heard: number | undefined;

	constructor(ports: BringBackPorts) {
		this.#ports = ports;
	}

	/** What the relay says in each POLICY: since when it may be behind, if it may. Says whether that is news in this tab. */
	hear(since: number | undefined): boolean {
		if (since === undefined || since === this.#heard) return false;
		this.#heard = since;
		void this.#begin(since);
		return true;
	}

	/** The state of the session has changed. */
	watch({ documents }: SyncState): void {
		const under = this.#under;
		if (!under) return;
		const isAnswered = under.documents.every((name) => {
			const document = documents.get(name);
			return document?.connection === 'synced' && !document.awaitsAnswer && document.waiting === 0;
		});
		if (!isAnswered) return;
		this.#under = undefined;
		this.#ports.writer.queue({ put: [[broughtKey, under.since]] });
	}

	async #begin(since: number): Promise<void> {
		const brought = await this.#ports.store.get(broughtKey);
		if (brought.ok && brought.value === since) return;
		const documents = await documentsKept(this.#ports.store);
		for (const name of documents) this.#ports.open(name);
		this.#under = { since, documents };
	}
}
