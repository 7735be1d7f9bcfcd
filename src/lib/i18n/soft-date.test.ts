import { expect, test } from 'vitest';
import { printDue } from './soft-date.ts';

const due = { by: true };

test('[DATE-4] a deadline is printed as it was meant', () => {
	expect(printDue('2023-Q1', 'de', due)).toBe('bis Ende 1. Quartal 2023');
	expect(printDue('2022-11-24', 'de', due)).toBe('bis 24. November 2022');
	expect(printDue('2021-02', 'de', due)).toBe('bis Ende Februar 2021');
	expect(printDue('2023', 'de', due)).toBe('bis Ende 2023');
	expect(printDue('2023-H2', 'de', due)).toBe('bis Ende 2. Halbjahr 2023');
	expect(printDue('2023-Q1', 'en', due)).toBe('by the end of Q1 2023');
	expect(printDue('2022-11-24', 'en', due)).toBe('by 24 November 2022');
	expect(printDue('2023-H1', 'en', due)).toBe('by the end of the first half of 2023');
});

test('[DATE-4] without "by" the time itself is printed', () => {
	expect(printDue('2023-Q1', 'de')).toBe('1. Quartal 2023');
	expect(printDue('2022-11-24', 'de')).toBe('24. November 2022');
	expect(printDue('2021-05', 'de')).toBe('Mai 2021');
	expect(printDue('2023', 'de')).toBe('2023');
	expect(printDue('2023-H2', 'en')).toBe('second half of 2023');
});

test('[DATE-4] what is probable says so, what is text stays as it is', () => {
	expect(printDue('2023-Q1', 'de', { by: true, certainty: 'probable' })).toBe(
		'voraussichtlich bis Ende 1. Quartal 2023'
	);
	expect(printDue('2021-02', 'en', { certainty: 'probable' })).toBe('probably February 2021');
	expect(printDue('nach den Ferien', 'de', due)).toBe('nach den Ferien');
	expect(printDue('2023-02-31', 'de', due)).toBe('2023-02-31');
	expect(printDue('', 'de', { certainty: 'probable' })).toBe('');
});
