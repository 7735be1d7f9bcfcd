/**
 * Soft dates: due dates as people mean them. `2022-11-24`, `2021-02`, `2023-Q1`, `2023-H2` and `2023` are understood,
 * everything else is text and stays as it is. Reading and sorting only; the words are in i18n/soft-date.ts.
 * Rules: model/SPEC.md, "Dates".
 */

/** When something is due, as a workshop file says it. */
export interface SoftDate {
	/** In one of the five forms, or any text. */
	readonly value: string;
	readonly certainty?: 'fixed' | 'probable';
	/** At the latest then ("by the end of …"), not at some time within. */
	readonly by?: boolean;
}

/** What a value means. Months, quarters and halves count from 1. */
export type DateMeaning =
	| { readonly kind: 'day'; readonly year: number; readonly month: number; readonly day: number }
	| { readonly kind: 'month'; readonly year: number; readonly month: number }
	| { readonly kind: 'quarter'; readonly year: number; readonly quarter: number }
	| { readonly kind: 'half'; readonly year: number; readonly half: number }
	| { readonly kind: 'year'; readonly year: number }
	| { readonly kind: 'text'; readonly text: string };

const form = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?$/;

/** Never refuses: what is no date (also 31 February) is text. */
export function readDate(value: string): DateMeaning {
	const [, yearText, quarter, half, monthText, dayText] = form.exec(value) ?? [];
	const year = Number(yearText);
	// Years before 1000 are typing errors here, and `Date` reads two-digit ones as 19xx.
	if (yearText === undefined || year < 1000) return { kind: 'text', text: value };
	if (quarter !== undefined) return { kind: 'quarter', year, quarter: Number(quarter) };
	if (half !== undefined) return { kind: 'half', year, half: Number(half) };
	if (monthText === undefined) return { kind: 'year', year };
	const month = Number(monthText);
	if (month < 1 || month > 12) return { kind: 'text', text: value };
	if (dayText === undefined) return { kind: 'month', year, month };
	const day = Number(dayText);
	return day >= 1 && day <= daysIn(year, month) ? { kind: 'day', year, month, day } : { kind: 'text', text: value };
}

/** The last day a value can mean, as `YYYY-MM-DD`; nothing for text. */
export function lastDay(value: string): string | undefined {
	const date = readDate(value);
	switch (date.kind) {
		case 'day':
			return value;
		case 'month':
			return endOfMonth(date.year, date.month);
		case 'quarter':
			return endOfMonth(date.year, date.quarter * 3);
		case 'half':
			return endOfMonth(date.year, date.half * 6);
		case 'year':
			return endOfMonth(date.year, 12);
		case 'text':
			return undefined;
	}
}

const precision: Record<DateMeaning['kind'], number> = { day: 0, month: 1, quarter: 2, half: 3, year: 4, text: 5 };

/**
 * Sorts by code units: earliest last day first, on the same day the more precise one; text after all dates, nothing at
 * the very end.
 */
export function dateSortKey(value: string | undefined): string {
	if (!value) return '~~';
	const day = lastDay(value);
	return day === undefined ? `~${value}` : `${day}/${precision[readDate(value).kind]}`;
}

/** Whether the last day is over on `today` (`YYYY-MM-DD`, local to whoever asks). Text is never overdue. */
export function isOverdue(value: string | undefined, today: string): boolean {
	const day = value === undefined ? undefined : lastDay(value);
	return day !== undefined && day < today;
}

function daysIn(year: number, month: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function endOfMonth(year: number, month: number): string {
	return `${year}-${String(month).padStart(2, '0')}-${daysIn(year, month)}`;
}
