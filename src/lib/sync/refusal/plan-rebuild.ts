/**
 * The first half of a refusal, and the only one that touches the store: in one step the refused rows leave the document,
 * the generation rises and everything of them lies in the tray. Whatever happens to this tab afterwards, no word is lost.
 */
import type * as Y from 'yjs';
import type { NackCode } from '#lib/protocol/messages.ts';
import type { DocumentRows } from '../document-rows.ts';
import type { DocumentContent, DocumentLog } from '../local-store/document-log.ts';
import type { Changes } from '../local-store/local-store.ts';
import { headKey, snapshotKey, waitingPrefix, type Head, type Row } from '../local-store/row.ts';
import { trayKey } from '../tray-shelf.ts';
import type { TrayItem } from '../tray.ts';
import { buildBase, type BaseDocument } from './base-document.ts';
import { beforeRows } from './before-rows.ts';
import { asTrayItems, type Fall } from './settle-refusal.ts';

/** What a NACK has brought down. */
export interface Refused {
	readonly code: NackCode;
	readonly guilty: readonly Row[];
	readonly superseded: readonly Row[];
}

export interface Plan {
	/** The document without what was refused. */
	readonly base: Y.Doc;
	/**
	 * Only where the base lacks what was there before: what it would be with that. For comparing, not for going on with.
	 */
	readonly compare?: Y.Doc;
	/** As it is in the store now. */
	readonly content: DocumentContent;
	readonly fallen: ReadonlyMap<string, Row>;
	readonly fall: Fall;
	/** In the tray for the moment. */
	readonly provisional: readonly TrayItem[];
}

/**
 * @param seen the document as this person sees it; `catchUp` brings into it what other tabs have stored
 * @param refused absent when another tab has raised the generation, or rows turned out to hang in the air
 * @returns `undefined` when the store does not answer
 */
export async function planRebuild(
	log: DocumentLog,
	rows: DocumentRows,
	seen: Y.Doc,
	catchUp: (updates: readonly Uint8Array[]) => void,
	refused: Refused | undefined
): Promise<Plan | undefined> {
	const { code = 'superseded', guilty = [], superseded = [] } = refused ?? {};
	const fallen = new Map([...guilty, ...superseded].map((row) => [row.key, row]));
	const guiltyKeys = new Set(guilty.map((row) => row.key));
	const fallOf = (): Fall => ({ document: log.name, code, guilty: guiltyKeys, rows: inOrder(fallen.values()) });
	let planned: Pick<Plan, 'base' | 'compare' | 'content' | 'provisional'> | undefined;
	let considered = new Set<string>();

	const decide = (content: DocumentContent): Changes => {
		if (rows.isLost) return {}; // not before it is filled again
		const waiting = inOrder([...content.waiting, ...rows.unstored]).filter((row) => !fallen.has(row.key));
		catchUp(rows.unknownIn(content));
		const { doc, left, isWhole } = baseOf(content, waiting, guilty.length > 0);
		for (const row of left) fallen.set(row.key, row);
		considered = new Set(rows.ledger.rows.map((row) => row.key));
		const compare = isWhole ? undefined : beforeRows(seen, fallen.values());
		const head = fallen.size === 0 ? content.head : raised(content.head, isWhole);
		const provisional = asTrayItems(fallOf(), seen, compare ?? doc);
		planned = { base: doc, compare, content: { ...content, head }, provisional };
		if (fallen.size === 0) return {};
		const items = provisional.map((item) => [trayKey(item), item] as const);
		return {
			put: [[headKey(log.name), head], ...items],
			remove: [
				...[...fallen.keys()].map((key) => waitingPrefix(log.name) + key),
				...(isWhole ? [] : [snapshotKey(log.name)])
			]
		};
	};
	const done = await log.transform(decide);
	if (!done.ok || !planned) return undefined;
	// Written into the old document while the store was at work: builds on it, so it goes the same way.
	for (const row of rows.ledger.rows) if (!considered.has(row.key)) fallen.set(row.key, row);
	return { ...planned, fallen, fall: fallOf() };
}

/**
 * What may stay. A snapshot that holds what waits does not say which words those are: when some of them are refused it is
 * dropped, and the relay gives again what it has of it.
 */
function baseOf(
	{ head, snapshot, settled }: DocumentContent,
	waiting: readonly Row[],
	isRefused: boolean
): BaseDocument & { readonly isWhole: boolean } {
	const rows = settled.map((row) => row.update);
	const isMixed = snapshot !== undefined && head.mixed === true;
	if (!isMixed || !isRefused) {
		const base = buildBase([...(snapshot ? [snapshot] : []), ...rows], waiting);
		if (!isMixed || base.left.length === 0) return { ...base, isWhole: true };
	}
	return { ...buildBase(rows, waiting), isWhole: false };
}

function raised({ generation, snapshot, mixed }: Head, keepsSnapshot: boolean): Head {
	if (!keepsSnapshot) return { generation: generation + 1, snapshot: snapshot + 1 };
	return { generation: generation + 1, snapshot, ...(mixed && { mixed }) };
}

function inOrder(rows: Iterable<Row>): readonly Row[] {
	return [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
}
