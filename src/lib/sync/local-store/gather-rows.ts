/**
 * A long session that is not shared leaves one waiting row for each keystroke. When a document is opened, neighbours that
 * are one typing become one row, so that opening it does not take longer with every hour. For an acknowledgement and for a
 * refusal nothing changes: one row is still one Y.Doc's, and one typing in one field or none (SPEC.md [STORE-7]).
 */
import * as Y from 'yjs';
import { ok, type Result } from '#lib/kernel/result.ts';
import { continuedCommand } from '../refusal/refused-commands.ts';
import type { DocumentContent, DocumentLog } from './document-log.ts';
import type { StoreFailure } from './local-store.ts';
import { storedRow, waitingPrefix, type Row } from './row.ts';

/** Fewer waiting rows than this are left as they are. */
const manyRows = 200;
/** Bounds of one gathered row: it goes out in one frame, and putting updates together takes the square of their number. */
const rowsInOne = 64;
const bytesInOne = 8 * 1024;

export interface GatheredContent extends DocumentContent {
	/** Rows have become fewer; other tabs should know. */
	readonly gathered: boolean;
}

/** Reads a document, with its waiting rows gathered where there are many. */
export async function readGathered(log: DocumentLog): Promise<Result<GatheredContent, StoreFailure>> {
	let content: GatheredContent | undefined;
	const done = await log.transform((found) => {
		const waiting = gatherRows(found.waiting);
		content = { ...found, waiting, gathered: waiting.length < found.waiting.length };
		const at = (row: Row) => waitingPrefix(log.name) + row.key;
		const [before, after] = [new Set(found.waiting), new Set(waiting)];
		return {
			put: waiting.filter((row) => !before.has(row)).map((row) => [at(row), storedRow(row)] as const),
			remove: found.waiting.filter((row) => !after.has(row)).map(at)
		};
	});
	return done.ok ? ok(content!) : done;
}

/** Rows that say the same as these, in order; a row that was not touched is the same object. */
export function gatherRows(rows: readonly Row[]): readonly Row[] {
	if (rows.length < manyRows) return rows;
	const runs: Row[][] = [];
	/** By instance: a tab writes its rows one after the other, whatever another one does in between. */
	const open = new Map<number, Row[]>();
	for (const row of rows) {
		const run = open.get(row.instance);
		if (run && continues(run, row)) run.push(row);
		else runs.push(begin(open, row));
	}
	return runs.map(asOne).sort((a, b) => (a.key < b.key ? -1 : 1));
}

function begin(open: Map<number, Row[]>, row: Row): Row[] {
	const run = [row];
	open.set(row.instance, run);
	return run;
}

function continues(run: readonly Row[], next: Row): boolean {
	const last = run.at(-1)!;
	const bytes = run.reduce((sum, { update }) => sum + update.byteLength, next.update.byteLength);
	if (run.length >= rowsInOne || bytes > bytesInOne || last.attempt !== next.attempt) return false;
	if (!last.command || !next.command) return !last.command && !next.command;
	return continuedCommand(last.command, next.command) !== undefined;
}

/** Under a key of its own: a tab that knows the single rows must not take it for one of them. */
function asOne(run: readonly Row[]): Row {
	const [first, ...others] = run as [Row, ...Row[]];
	if (others.length === 0) return first;
	const commands = run.flatMap((row) => row.command ?? []);
	const command = commands.length > 0 ? commands.reduce((joined, next) => continuedCommand(joined, next)!) : undefined;
	return {
		...first,
		key: `${others.at(-1)!.key}~`,
		update: Y.mergeUpdates(run.map(({ update }) => update)),
		...(command && { command })
	};
}
