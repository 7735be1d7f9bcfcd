import { describe, expect, it } from 'vitest';
import { formatsFor } from './format.ts';
import { pluralIn } from './plural.ts';

const german = formatsFor('de');
const english = formatsFor('en');
/** Intl likes narrow and non-breaking spaces; the reader does not care which. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('dates', () => {
	it('a date without time is that day, wherever the reader is', () => {
		expect(german.date('2022-11-17')).toBe('17. November 2022');
		expect(english.date('2022-11-17')).toBe('17 November 2022');
		expect(german.dateShort('2022-11-07')).toBe('07.11.2022');
		expect(german.dateLong('2022-11-17')).toBe('Donnerstag, 17. November 2022');
	});

	it('what is no date is shown as it stands', () => {
		expect(german.date('im Herbst, vermutlich')).toBe('im Herbst, vermutlich');
		expect(german.relative('bald', 0)).toBe('bald');
	});

	it('times are written with two digits', () => {
		expect(plain(german.time(new Date(2022, 10, 17, 9, 5)))).toBe('09:05');
	});
});

describe('relative times', () => {
	const evening = new Date(2022, 10, 17, 21, 30);

	it('are coarse', () => {
		const now = evening.getTime();
		expect(german.relative(now - 5_000, now)).toBe('jetzt');
		expect(german.relative(now - 5 * 60_000, now)).toBe('vor 5 Minuten');
		expect(german.relative(now - 26 * 3_600_000, now)).toBe('gestern');
		expect(english.relative(now + 3 * 86_400_000, now)).toBe('in 3 days');
	});

	it('count days, not hours, where only a day is known', () => {
		expect(german.relative('2022-11-17', evening)).toBe('heute');
		expect(german.relative('2022-11-18', evening)).toBe('morgen');
		expect(german.relative('2022-11-28', evening)).toBe('in 2 Wochen');
	});
});

describe('numbers, lists and sizes', () => {
	it('follow the language', () => {
		expect(german.number(12345.5)).toBe('12.345,5');
		expect(plain(german.percent(0.5))).toBe('50 %');
		expect(english.percent(0.5)).toBe('50%');
		expect(german.list(['Schule', 'Betrieb', 'Amt'])).toBe('Schule, Betrieb und Amt');
		expect(german.choice(['Word', 'Markdown'])).toBe('Word oder Markdown');
		expect(plain(german.minutes(200))).toBe('3 Std. 20 Min.');
		expect(plain(german.minutes(45))).toBe('45 Min.');
		expect(plain(german.bytes(2_100_000))).toBe('2,1 MB');
		expect(plain(german.bytes(640))).toBe('640 Byte');
	});

	it('plural forms put the number where the sign is', () => {
		const many = pluralIn('de');
		const forms = { zero: 'Noch keine Karte', one: '# Karte', other: '# Karten' };
		expect([0, 1, 2, 1200].map((count) => many(count, forms))).toEqual([
			'Noch keine Karte',
			'1 Karte',
			'2 Karten',
			'1.200 Karten'
		]);
	});
});
