import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { CommandRecord } from '#lib/model/command.ts';
import { applyUpdates, hasPending } from '../apply-updates.ts';
import { refusedCommands } from '../refusal/refused-commands.ts';
import { DocumentLog } from './document-log.ts';
import { gatherRows, readGathered } from './gather-rows.ts';
import { memoryStores } from './memory-store.ts';
import { rowKeys, storedRow, waitingPrefix, type Row } from './row.ts';

/** One keystroke: which tab, in which card (or in the note), letters or a deletion. */
interface Stroke {
	readonly tab: 0 | 1;
	readonly field: 'c1' | 'c2' | 'note';
	readonly deletes: boolean;
}

/** Two tabs of one person type, each key a row, and hear of each other now and then. */
function typed(strokes: readonly Stroke[]): readonly Row[] {
	const rows: Row[] = [];
	const tabs = [new Y.Doc(), new Y.Doc()].map((doc, i) => ({ doc, nextKey: rowKeys(`tab${i}`) }));
	let at = 1;
	for (const { tab, field, deletes } of strokes) {
		const { doc, nextKey } = tabs[tab]!;
		const other = tabs[1 - tab]!.doc;
		if (at % 7 === 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'other');
		const text = doc.getText(field);
		const base = text.toString();
		const before = Y.encodeStateVector(doc);
		if (deletes && text.length > 0) text.delete(text.length - 1, 1);
		else text.insert(text.length, 'x');
		const command = editOf(field, base, text.toString());
		const update = Y.encodeStateAsUpdate(doc, before);
		rows.push({ key: nextKey(at++), update, own: true, instance: doc.clientID, attempt: 0, at, ...(command && { command }) }); // prettier-ignore
	}
	return rows;
}

function editOf(field: string, base: string, text: string): CommandRecord | undefined {
	return field === 'note' ? undefined : { name: 'editCard', at: 1, input: { id: field, base, text } };
}

function documentOf(rows: readonly Row[]) {
	const doc = new Y.Doc();
	applyUpdates(doc, rows.map((row) => row.update)); // prettier-ignore
	return { texts: ['c1', 'c2', 'note'].map((name) => doc.getText(name).toString()), pending: hasPending(doc) };
}

const toldBy = (rows: readonly Row[], instance: number) =>
	refusedCommands(rows.filter((row) => row.instance === instance)).map(({ record, text, attempt }) => ({ record, text, attempt })); // prettier-ignore

const strokes = fc.array(
	fc.record<Stroke>({
		tab: fc.constantFrom(0, 1),
		field: fc.constantFrom('c1', 'c1', 'c1', 'c2', 'note', 'note'),
		deletes: fc.boolean()
	}),
	{ minLength: 200, maxLength: 500 }
);

describe('gathering', () => {
	test('[STORE-7] changes neither the document nor what a refusal finds, whatever two tabs have typed', () => {
		fc.assert(
			fc.property(strokes, (made) => {
				const rows = typed(made);
				const gathered = gatherRows(rows);
				expect(documentOf(gathered)).toEqual(documentOf(rows));
				for (const instance of new Set(rows.map((row) => row.instance))) {
					expect(toldBy(gathered, instance)).toEqual(toldBy(rows, instance));
				}
				expect(new Set(gathered.map((row) => row.key)).size).toBe(gathered.length);
			}),
			{ numRuns: 25 }
		);
	});

	test('[STORE-7] makes one row of each typing, and leaves few rows alone', () => {
		const typing = (field: Stroke['field'], length: number) =>
			Array.from({ length }, (): Stroke => ({ tab: 0, field, deletes: false }));
		const rows = typed([...typing('note', 60), ...typing('c1', 60), ...typing('note', 60), ...typing('c2', 60)]);
		expect(gatherRows(rows).map((row) => row.command?.input)).toMatchObject([
			undefined,
			{ id: 'c1', base: '', text: 'x'.repeat(60) },
			undefined,
			{ id: 'c2', base: '', text: 'x'.repeat(60) }
		]);
		const few = rows.slice(0, 150);
		expect(gatherRows(few)).toBe(few);
	});

	test('[STORE-7] happens in the store, once, and keeps what it does not touch', async () => {
		const store = memoryStores().open('x');
		const log = new DocumentLog(store, 'plan');
		const rows = typed(Array.from({ length: 1_000 }, () => ({ tab: 0, field: 'note', deletes: false }) as const));
		await store.write({ put: rows.map((row) => [waitingPrefix('plan') + row.key, storedRow(row)] as const) });
		const read = await readGathered(log);
		if (!read.ok) throw new Error(read.reason);
		expect(read.value.waiting).toHaveLength(16);
		expect(documentOf(read.value.waiting).texts[2]).toHaveLength(1_000);
		const again = await log.read();
		expect(again.ok && again.value.waiting).toEqual(read.value.waiting);
	});
});
