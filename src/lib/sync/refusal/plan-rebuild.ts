/**
 * The first half of a refusal, and the only one that touches the store: in one step the refused rows leave the document,
 * the generation rises and everything of them lies in the tray. Whatever happens to this tab afterwards, no word is lost.
 */
import type * as Y from 'yjs';
import type { NackCode } from '#lib/protocol/messages.ts';
import type { DocumentRows } from '../document-rows.ts';
import type { DocumentContent, DocumentLog } from '../local-store/document-log.ts';
import type { Changes } from '../local-store/local-store.ts';
import { headKey, waitingPrefix, type Row } from '../local-store/row.ts';
import { trayKey } from '../tray-shelf.ts';
import type { TrayItem } from '../tray.ts';
import { buildBase } from './base-document.ts';
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
	let planned: { base: Y.Doc; content: DocumentContent; provisional: readonly TrayItem[] } | undefined;
	let considered = new Set<string>();

	const decide = (content: DocumentContent): Changes => {
		const waiting = inOrder([...content.waiting, ...rows.unstored]).filter((row) => !fallen.has(row.key));
		catchUp(rows.unknownIn(content));
		const firm = firmOf(content);
		const { doc, left } = buildBase(firm, waiting);
		for (const row of left) fallen.set(row.key, row);
		considered = new Set(rows.ledger.rows.map((row) => row.key));
		const raised = fallen.size === 0 ? content.head : { ...content.head, generation: content.head.generation + 1 };
		const provisional = asTrayItems(fallOf(), seen, doc);
		planned = { base: doc, content: { ...content, head: raised }, provisional };
		if (fallen.size === 0) return {};
		const items = provisional.map((item) => [trayKey(item), item] as const);
		return {
			put: [[headKey(log.name), raised], ...items],
			remove: [...fallen.keys()].map((key) => waitingPrefix(log.name) + key)
		};
	};
	const done = await log.transform(decide);
	if (!done.ok || !planned) return undefined;
	// Written into the old document while the store was at work: builds on it, so it goes the same way.
	for (const row of rows.ledger.rows) if (!considered.has(row.key)) fallen.set(row.key, row);
	return { ...planned, fallen, fall: fallOf() };
}

/** What may stay. A snapshot that holds refused words does not say which; the relay gives again what it has of it. */
function firmOf({ head, snapshot, settled }: DocumentContent): readonly Uint8Array[] {
	return [...(snapshot && !head.mixed ? [snapshot] : []), ...settled.map((row) => row.update)];
}

function inOrder(rows: Iterable<Row>): readonly Row[] {
	return [...rows].sort((a, b) => (a.key < b.key ? -1 : 1));
}
