import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateSortKey, isOverdue, lastDay, readDate } from './soft-date.ts';

test('[DATE-1] five forms are understood, everything else is text', () => {
	expect(readDate('2022-11-24')).toEqual({ kind: 'day', year: 2022, month: 11, day: 24 });
	expect(readDate('2021-02')).toEqual({ kind: 'month', year: 2021, month: 2 });
	expect(readDate('2023-Q1')).toEqual({ kind: 'quarter', year: 2023, quarter: 1 });
	expect(readDate('2023-H2')).toEqual({ kind: 'half', year: 2023, half: 2 });
	expect(readDate('2023')).toEqual({ kind: 'year', year: 2023 });
	for (const text of [
		'nach den Ferien',
		'',
		'2023-Q5',
		'2023-H0',
		'2023-13',
		'2023-00',
		'24.11.2022',
		' 2023',
		'0023'
	]) {
		expect(readDate(text), text).toEqual({ kind: 'text', text });
	}
});

test('[DATE-1] a day that does not exist is text', () => {
	for (const text of ['2023-02-31', '2023-02-29', '2023-04-31', '2023-01-00']) expect(readDate(text).kind).toBe('text');
	expect(readDate('2024-02-29').kind).toBe('day');
});

test('[DATE-2] dates sort by the last day they can mean, the more precise first, text and nothing last', () => {
	const sorted = [
		undefined,
		'im Herbst',
		'2023',
		'2023-H2',
		'2023-12-31',
		'2023-Q1',
		'2023-03',
		'2023-03-31',
		'2023-03-30'
	];
	expect(sorted.toSorted((a, b) => (dateSortKey(a) < dateSortKey(b) ? -1 : 1))).toEqual([
		'2023-03-30',
		'2023-03-31',
		'2023-03',
		'2023-Q1',
		'2023-12-31',
		'2023-H2',
		'2023',
		'im Herbst',
		undefined
	]);
	expect(lastDay('2024-02')).toBe('2024-02-29');
	expect(lastDay('2023-H1')).toBe('2023-06-30');
});

test('[DATE-3] something is overdue on the day after the last day it can mean', () => {
	expect(isOverdue('2023-Q1', '2023-03-31')).toBe(false);
	expect(isOverdue('2023-Q1', '2023-04-01')).toBe(true);
	expect(isOverdue('2022-11-24', '2022-11-24')).toBe(false);
	expect(isOverdue('bald', '9999-12-31')).toBe(false);
	expect(isOverdue(undefined, '9999-12-31')).toBe(false);
});

test('[DATE-1] any text at all is read without complaint', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{4}-[QH\d][\d-]{0,4}$/)), (value) => {
			const day = lastDay(value);
			expect(day === undefined || new Date(`${day}T00:00Z`).toISOString().startsWith(day)).toBe(true);
		})
	);
});
