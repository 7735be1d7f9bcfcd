/**
 * Soft dates in words: „bis Ende 1. Quartal 2023“, “by the end of Q1 2023”. What the values mean is in
 * kernel/soft-date.ts; text that is no date is printed as it is. Month names are our own, not those of `Intl`, so that a
 * document has the same bytes on every machine.
 */
import { readDate, type DateMeaning, type SoftDate } from '#lib/kernel/soft-date.ts';
import type { Locale } from './locales.ts';

interface DateWords {
	/** The time itself. */
	readonly plain: (date: DateMeaning) => string;
	/** At the latest then. */
	readonly by: (date: DateMeaning) => string;
	readonly probably: string;
}

/** Prints a date; with `by` as a deadline. */
export function printDue(value: string, locale: Locale, { by, certainty }: Omit<SoftDate, 'value'> = {}): string {
	const words = dateWords[locale];
	const date = readDate(value);
	const printed = by ? words.by(date) : words.plain(date);
	return certainty === 'probable' && printed !== '' ? `${words.probably} ${printed}` : printed;
}

const de: DateWords = {
	plain(date) {
		switch (date.kind) {
			case 'day':
				return `${date.day}. ${monthsDe[date.month - 1]} ${date.year}`;
			case 'month':
				return `${monthsDe[date.month - 1]} ${date.year}`;
			case 'quarter':
				return `${date.quarter}. Quartal ${date.year}`;
			case 'half':
				return `${date.half}. Halbjahr ${date.year}`;
			case 'year':
				return String(date.year);
			case 'text':
				return date.text;
		}
	},
	by(date) {
		if (date.kind === 'text') return date.text;
		return date.kind === 'day' ? `bis ${de.plain(date)}` : `bis Ende ${de.plain(date)}`;
	},
	probably: 'voraussichtlich'
};

const en: DateWords = {
	plain(date) {
		switch (date.kind) {
			case 'day':
				return `${date.day} ${monthsEn[date.month - 1]} ${date.year}`;
			case 'month':
				return `${monthsEn[date.month - 1]} ${date.year}`;
			case 'quarter':
				return `Q${date.quarter} ${date.year}`;
			case 'half':
				return `${date.half === 1 ? 'first' : 'second'} half of ${date.year}`;
			case 'year':
				return String(date.year);
			case 'text':
				return date.text;
		}
	},
	by(date) {
		if (date.kind === 'text') return date.text;
		if (date.kind === 'day') return `by ${en.plain(date)}`;
		return `by the end of ${date.kind === 'half' ? 'the ' : ''}${en.plain(date)}`;
	},
	probably: 'probably'
};

const monthsDe = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const monthsEn = 'January February March April May June July August September October November December'.split(' ');

const dateWords: Record<Locale, DateWords> = { de, en };
