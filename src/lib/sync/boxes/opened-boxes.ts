/**
 * What has become readable: the entries and the result of opened boxes, kept in the local store so that they are there
 * offline. Neither ever changes, so what is kept is never asked for again.
 */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { OpenedEntry as RelayEntry } from '#lib/protocol/http.ts';
import type { LocalStore } from '../local-store/local-store.ts';
import type { RelayFailure } from '../relay-http.ts';
import type { BoxResult, OpenedEntry } from './boxes.ts';
import { decodeEntry } from './entry-bytes.ts';
import { noItems } from './items.ts';
import type { RelayBoxes } from './relay-boxes.ts';
import { decodeResult, encodeResult } from './result-bytes.ts';

/** An opened entry with the mark by which its owner's devices know it. */
export type KeptEntry = Omit<OpenedEntry, 'isMine'> & { readonly mark?: string };

const entriesKey = (box: string) => `box/opened/${box}`;
const appliedKey = (box: string) => `box/applied/${box}`;
const resultKey = (box: string) => `box/result/${box}`;

export class OpenedBoxes {
	readonly #store: LocalStore;
	readonly #apply: (document: DocumentName, update: Uint8Array) => Promise<void>;

	/** `apply` brings an update into a document, as one who may write everything. */
	constructor(store: LocalStore, apply: (document: DocumentName, update: Uint8Array) => Promise<void>) {
		this.#store = store;
		this.#apply = apply;
	}

	async entries(box: string, relay: RelayBoxes | undefined): Promise<Result<readonly KeptEntry[], RelayFailure>> {
		const kept = await this.#store.get(entriesKey(box));
		if (kept.ok && Array.isArray(kept.value)) return ok(kept.value as readonly KeptEntry[]);
		if (!relay) return refused('offline');
		const read = await relay.entries(box);
		if (!read.ok) return read;
		const entries = read.value.map(readEntry).filter(({ isReadable, items }) => !isReadable || items.size > 0);
		await this.#store.write({ put: [[entriesKey(box), entries]] });
		return ok(entries);
	}

	async result(box: string, relay: RelayBoxes | undefined): Promise<Result<BoxResult, RelayFailure>> {
		const kept = await this.#store.get(resultKey(box));
		if (kept.ok && kept.value) return ok(kept.value as BoxResult);
		if (!relay) return refused('offline');
		const read = await relay.result(box);
		return read.ok ? this.#keep(box, read.value) : read;
	}

	/** Offers a result; the one that was first is kept here, applied, and given. */
	async settle(
		box: string,
		result: BoxResult,
		relay: RelayBoxes | undefined
	): Promise<Result<BoxResult, RelayFailure>> {
		if (!relay) return refused('offline');
		const stored = await relay.putResult(box, encodeResult(result));
		if (!stored.ok) return stored;
		const kept = await this.#keep(box, stored.value);
		if (kept.ok) await this.#bring(box, kept.value);
		return kept;
	}

	/**
	 * Brings a result into its document that may have been left on the way: whoever made it may have gone in between. Once
	 * per device; an update that is there already changes nothing.
	 */
	async complete(box: string, relay: RelayBoxes): Promise<Result<undefined, RelayFailure>> {
		const done = await this.#store.get(appliedKey(box));
		if (done.ok && done.value === true) return ok();
		const result = await this.result(box, relay);
		if (!result.ok) return result;
		await this.#bring(box, result.value);
		return ok();
	}

	async #bring(box: string, { document, update }: BoxResult): Promise<void> {
		await this.#apply(document, update);
		await this.#store.write({ put: [[appliedKey(box), true]] });
	}

	async #keep(box: string, bytes: Uint8Array): Promise<Result<BoxResult, RelayFailure>> {
		const result = decodeResult(bytes);
		if (!result) return refused('conflict');
		await this.#store.write({ put: [[resultKey(box), result]] });
		return ok(result);
	}
}

function readEntry({ data, entry, participant, role, perspective }: RelayEntry): KeptEntry {
	const read = decodeEntry(bytesOf(data));
	return {
		...{ entry, participant, role, perspective },
		...{ items: read?.items ?? noItems, mark: read?.mark, isReadable: read !== undefined }
	};
}

function bytesOf(base64: string): Uint8Array {
	return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
