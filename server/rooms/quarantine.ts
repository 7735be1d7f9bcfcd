/**
 * Documents of a workshop that cannot be read from the store although the store works: damaged, or something that Yjs
 * cannot load. Nobody gets in until they can be read again, which is tried once a minute; everything else goes on. How
 * such a document is mended is up to whoever runs the relay; its log stays as it is.
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Storage } from '../storage/storage.ts';

const usualRetryMs = 60_000;
/** No document has this name: reading it says whether the store answers at all. */
const nowhere = '';

export interface QuarantineDeps {
	readonly workshop: string;
	readonly storage: Storage;
	readonly log: Log;
	readonly metrics: Metrics;
	/** A document went into quarantine or came out of it. */
	readonly onChange: (name: DocumentName, isUnreadable: boolean) => void;
	/** How often it is tried again, milliseconds; once a minute unless told. */
	readonly retryMs?: number;
}

export class Quarantine {
	readonly #deps: QuarantineDeps;
	readonly #timers = new Map<DocumentName, NodeJS.Timeout>();
	readonly #checks = new Map<DocumentName, Promise<void>>();

	constructor(deps: QuarantineDeps) {
		this.#deps = deps;
	}

	get names(): readonly DocumentName[] {
		return [...this.#timers.keys()];
	}

	has(name: DocumentName): boolean {
		return this.#timers.has(name);
	}

	/** Reading the document has failed. Resolves when it is in quarantine, or when it was not the document's fault. */
	check(name: DocumentName, error: unknown): Promise<void> {
		let check = this.#checks.get(name);
		if (!check) {
			check = this.#check(name, error).finally(() => this.#checks.delete(name));
			this.#checks.set(name, check);
		}
		return check;
	}

	close(): void {
		for (const timer of this.#timers.values()) clearTimeout(timer);
		this.#deps.metrics.unreadableDocuments.add(-this.#timers.size);
		this.#timers.clear();
	}

	async #check(name: DocumentName, error: unknown): Promise<void> {
		const { workshop, log, metrics, onChange } = this.#deps;
		if (this.has(name) || !(await this.#reads(nowhere)) || (await this.#reads(name))) return;
		log.error('document.quarantined', { workshop, document: name, error });
		metrics.unreadableDocuments.add(1);
		this.#retryLater(name);
		onChange(name, true);
	}

	#retryLater(name: DocumentName): void {
		const timer = setTimeout(() => void this.#retry(name), this.#deps.retryMs ?? usualRetryMs);
		timer.unref();
		this.#timers.set(name, timer);
	}

	async #retry(name: DocumentName): Promise<void> {
		const reads = await this.#reads(name);
		if (!this.has(name)) return;
		if (!reads) return this.#retryLater(name);
		const { workshop, log, metrics, onChange } = this.#deps;
		this.#timers.delete(name);
		metrics.unreadableDocuments.add(-1);
		log.info('document.readable_again', { workshop, document: name });
		onChange(name, false);
	}

	async #reads(name: string): Promise<boolean> {
		try {
			await this.#deps.storage.openDocument(this.#deps.workshop, name);
			return true;
		} catch (error) {
			this.#deps.log.debug('document.unreadable', { workshop: this.#deps.workshop, document: name, error });
			return false;
		}
	}
}
