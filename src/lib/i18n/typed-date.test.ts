import { expect, test } from 'vitest';
import { readTypedDate } from './typed-date.ts';

test.each([
	['30.6.2023', '2023-06-30'],
	['24. November 2022', '2022-11-24'],
	['November 2022', '2022-11'],
	['03/2023', '2023-03'],
	['Q1 2023', '2023-Q1'],
	['1. Quartal 2023', '2023-Q1'],
	['2. Halbjahr 2023', '2023-H2'],
	['im März 2023', '2023-03'],
	['in 2023', '2023'],
	['2023-Q1', '2023-Q1'],
	['end of Q2 2024', '2024-Q2'],
	['second half of 2024', '2024-H2']
])('%s is understood as %s', (typed, value) => {
	expect(readTypedDate(typed)).toEqual({ value, by: false, probable: false });
});

test('a deadline and a guess are heard', () => {
	expect(readTypedDate('bis Ende 1. Quartal 2023')).toEqual({ value: '2023-Q1', by: true, probable: false });
	expect(readTypedDate('voraussichtlich Mai 2021')).toEqual({ value: '2021-05', by: false, probable: true });
});

test.each(['zum nächsten Treffen', '31.2.2023', 'Ende Brumaire 2023', ''])('%s stays as it is written', (typed) => {
	expect(readTypedDate(typed)).toEqual({ value: typed, by: false, probable: false });
});
