/**
 * One document in the local store: a snapshot and rows on top of it. Reading, settling, folding, refusing; what a refusal
 * means for the living document is in ../document-keeper.ts.
 */
import * as Y from 'yjs';
import { ok, type Result } from '#lib/kernel/result.ts';
import { parseDocumentName, type DocumentName } from '#lib/protocol/documents.ts';
import { applyUpdates, forgetUnknownDeletions, hasPending } from '../apply-updates.ts';
import type { Changes, Entry, LocalStore, StoreFailure } from './local-store.ts';
import { firstHead, headKey, parseRow, settledPrefix, snapshotKey, waitingPrefix, type Head, type Row } from './row.ts';

export interface DocumentContent {
	readonly head: Head;
	readonly snapshot: Uint8Array | undefined;
	/** In the order of their keys. */
	readonly settled: readonly Row[];
	readonly waiting: readonly Row[];
}

/** What another tab has written since. */
export interface News {
	readonly head: Head;
	readonly snapshot: Uint8Array | undefined;
	readonly settled: readonly Row[];
	readonly waiting: readonly Row[];
	readonly settledKeys: ReadonlySet<string>;
	readonly waitingKeys: ReadonlySet<string>;
}

export class DocumentLog {
	readonly store: LocalStore;
	readonly name: DocumentName;
	readonly #prefixes: readonly string[];

	constructor(store: LocalStore, name: DocumentName) {
		this.store = store;
		this.name = name;
		this.#prefixes = [headKey(name), snapshotKey(name), waitingPrefix(name), settledPrefix(name)];
	}

	async read(): Promise<Result<DocumentContent, StoreFailure>> {
		let content: DocumentContent | undefined;
		const done = await this.transform((found) => {
			content = found;
			return {};
		});
		return done.ok ? ok(content!) : done;
	}

	/** Reads all of the document and writes what `decide` makes of it, in one step. */
	transform(decide: (content: DocumentContent) => Changes): Promise<Result<undefined, StoreFailure>> {
		return this.store.transform(this.#prefixes, (entries) => decide(this.#contentOf(entries)));
	}

	/** Rows and snapshot that this tab does not know. */
	async news(known: ReadonlySet<string>, head: Head): Promise<Result<News, StoreFailure>> {
		const waitingAt = waitingPrefix(this.name);
		const settledAt = settledPrefix(this.name);
		const [heads, waitingKeys, settledKeys] = await Promise.all([
			this.store.getMany([headKey(this.name), snapshotKey(this.name)]),
			this.store.keys(waitingAt),
			this.store.keys(settledAt)
		]);
		if (!heads.ok) return heads;
		if (!waitingKeys.ok) return waitingKeys;
		if (!settledKeys.ok) return settledKeys;
		const [now, snapshot] = [
			(heads.value[0] as Head | undefined) ?? firstHead,
			heads.value[1] as Uint8Array | undefined
		];
		const fresh = [...waitingKeys.value, ...settledKeys.value].filter((key) => !known.has(bare(key)));
		const values = await this.store.getMany(fresh);
		if (!values.ok) return values;
		const rows = fresh.map((key, i) => ({ key, row: parseRow(bare(key), values.value[i]) }));
		const under = (prefix: string) => rows.flatMap(({ key, row }) => (row && key.startsWith(prefix) ? [row] : []));
		return ok({
			head: now,
			snapshot: now.snapshot === head.snapshot ? undefined : snapshot,
			settled: under(settledAt),
			waiting: under(waitingAt),
			settledKeys: new Set(settledKeys.value.map(bare)),
			waitingKeys: new Set(waitingKeys.value.map(bare))
		});
	}

	/**
	 * Folds settled rows into the snapshot. Waiting rows stay rows: they may have to be taken out again. One transaction
	 * does it, so two tabs cannot fold each other's rows away; a document with gaps is left as it is.
	 */
	async fold(): Promise<Result<Head | undefined, StoreFailure>> {
		let folded: Head | undefined;
		const done = await this.transform(({ head, snapshot, settled, waiting }) => {
			const doc = new Y.Doc();
			applyUpdates(doc, [...(snapshot ? [snapshot] : []), ...settled.map((row) => row.update)]);
			if (waiting.length === 0) forgetUnknownDeletions(doc);
			if (hasPending(doc) || settled.length === 0) return {};
			folded = { ...head, snapshot: head.snapshot + 1 };
			return {
				put: [
					[snapshotKey(this.name), Y.encodeStateAsUpdate(doc)],
					[headKey(this.name), folded]
				],
				remove: settled.map((row) => settledPrefix(this.name) + row.key)
			};
		});
		return done.ok ? ok(folded) : done;
	}

	#contentOf(entries: readonly Entry[]): DocumentContent {
		const byKey = new Map(entries);
		const rowsUnder = (prefix: string) =>
			entries.flatMap(([key, value]) =>
				key.startsWith(prefix) ? (parseRow(key.slice(prefix.length), value) ?? []) : []
			);
		const snapshot = byKey.get(snapshotKey(this.name));
		return {
			head: (byKey.get(headKey(this.name)) as Head | undefined) ?? firstHead,
			snapshot: snapshot instanceof Uint8Array ? snapshot : undefined,
			settled: rowsUnder(settledPrefix(this.name)),
			waiting: rowsUnder(waitingPrefix(this.name))
		};
	}
}

/** Documents of this store in which something waits for the relay. */
export function documentsWaiting(store: LocalStore): Promise<readonly DocumentName[]> {
	return documentsUnder(store, ['w/']);
}

/** Documents of which this store holds anything. */
export function documentsKept(store: LocalStore): Promise<readonly DocumentName[]> {
	return documentsUnder(store, ['s/', 'w/', 'r/']);
}

async function documentsUnder(store: LocalStore, prefixes: readonly string[]): Promise<readonly DocumentName[]> {
	const found = await Promise.all(prefixes.map((prefix) => store.keys(prefix)));
	const keys = found.flatMap((result) => (result.ok ? result.value : []));
	const names = new Set(keys.map((key) => key.split('/')[1] ?? ''));
	return [...names].flatMap((name) => parseDocumentName(name) ?? []);
}

function bare(key: string): string {
	return key.slice(key.lastIndexOf('/') + 1);
}
