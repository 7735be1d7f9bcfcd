import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { applyUpdates } from '../apply-updates.ts';
import { DocumentLog, documentsWaiting } from './document-log.ts';
import { memoryStores } from './memory-store.ts';
import { firstHead, parseRow, rowKeys, settledPrefix, storedRow, waitingPrefix, type Row } from './row.ts';

/** Rows as somebody makes them who types one word after the other. */
function typed(...words: string[]): readonly Row[] {
	const doc = new Y.Doc();
	const nextKey = rowKeys('tab');
	const rows: Row[] = [];
	doc.on('update', (update) =>
		rows.push({ key: nextKey(1), update, own: true, instance: doc.clientID, attempt: 0, at: 1 })
	);
	for (const word of words) doc.getText('t').insert(doc.getText('t').length, word);
	return rows;
}

function textOf(updates: readonly (Uint8Array | undefined)[]): string {
	const doc = new Y.Doc();
	applyUpdates(doc, updates.filter((update) => update !== undefined)); // prettier-ignore
	return doc.getText('t').toString();
}

describe('folding', () => {
	test('[STORE-4] puts settled rows into the snapshot and leaves waiting ones alone', async () => {
		const store = memoryStores().open('x');
		const log = new DocumentLog(store, 'plan');
		const [one, two, three] = typed('eins ', 'zwei ', 'drei') as [Row, Row, Row];
		const settled = [one, two].map((row) => [settledPrefix('plan') + row.key, storedRow(row)] as const);
		await store.write({ put: [...settled, [waitingPrefix('plan') + three.key, storedRow(three)]] });
		expect(await log.fold()).toEqual({ ok: true, value: { generation: 0, snapshot: 1 } });
		const read = await log.read();
		if (!read.ok) throw new Error(read.reason);
		expect(read.value).toMatchObject({ settled: [], waiting: [{ key: three.key }], head: { snapshot: 1 } });
		expect(textOf([read.value.snapshot])).toBe('eins zwei ');
		expect(textOf([read.value.snapshot, ...read.value.waiting.map((row) => row.update)])).toBe('eins zwei drei');
	});

	test('[STORE-4] leaves a document with a gap as it is', async () => {
		const store = memoryStores().open('x');
		const log = new DocumentLog(store, 'plan');
		const [, two] = typed('eins ', 'zwei ');
		await store.write({ put: [[settledPrefix('plan') + two!.key, storedRow(two!)]] });
		expect(await log.fold()).toEqual({ ok: true, value: undefined });
		expect(await log.read()).toMatchObject({ value: { settled: [{ key: two!.key }], snapshot: undefined } });
	});
});

test('news are the rows and the snapshot that a tab does not know', async () => {
	const store = memoryStores().open('x');
	const log = new DocumentLog(store, 'board.a');
	const other = new DocumentLog(store, 'board.ab');
	const [one, two] = typed('eins ', 'zwei') as [Row, Row];
	await store.write({
		put: [
			[settledPrefix('board.a') + one.key, storedRow(one)],
			[waitingPrefix('board.a') + two.key, storedRow(two)]
		]
	});
	const news = await log.news(new Set([one.key]), firstHead);
	expect(news).toMatchObject({ value: { settled: [], waiting: [{ key: two.key }], snapshot: undefined } });
	expect(await other.news(new Set(), firstHead)).toMatchObject({ value: { settled: [], waiting: [] } });
	await log.fold();
	const after = await log.news(new Set([one.key, two.key]), firstHead);
	expect(textOf([after.ok ? after.value.snapshot : undefined])).toBe('eins ');
	expect(await documentsWaiting(store)).toEqual(['board.a']);
});

test('a damaged row does not keep the document from opening', async () => {
	const [row] = typed('heil');
	expect(textOf([Uint8Array.of(9, 9, 9, 9), row!.update])).toBe('heil');
	expect(parseRow('k', { update: 'not bytes' })).toBeUndefined();
	expect(parseRow('k', undefined)).toBeUndefined();
});

test('keys sort by time and never go back, even if the clock does', () => {
	const nextKey = rowKeys('tab');
	const keys = [nextKey(1_000), nextKey(1_000), nextKey(500), nextKey(2_000)];
	expect(keys.toSorted()).toEqual(keys);
	expect(new Set(keys).size).toBe(4);
});
