/**
 * Numbers, dates, times and lists as a language writes them. Plain functions over Intl, made once per locale.
 * Dates of any precision ("2023-Q1", "bis …") are in `soft-date.ts`.
 */
import { locales, type Locale } from './locales.ts';

export interface Formats {
	readonly number: (value: number) => string;
	/** 0.5 gives "50 %". */
	readonly percent: (value: number) => string;
	/** 17. November 2022 */
	readonly date: (value: DateInput) => string;
	/** 17.11.2022 */
	readonly dateShort: (value: DateInput) => string;
	/** Donnerstag, 17. November 2022 */
	readonly dateLong: (value: DateInput) => string;
	/** 16:00 */
	readonly time: (value: DateInput) => string;
	/** 17. November 2022, 16:00 */
	readonly dateTime: (value: DateInput) => string;
	/** "vor 5 Minuten", "morgen"; coarse on purpose. */
	readonly relative: (value: DateInput, now: DateInput) => string;
	/** "A, B und C" */
	readonly list: (items: readonly string[]) => string;
	/** "A, B oder C" */
	readonly choice: (items: readonly string[]) => string;
	/** "3 Std. 20 Min." for 200 minutes */
	readonly minutes: (minutes: number) => string;
	/** "1,2 MB" */
	readonly bytes: (bytes: number) => string;
}

/** Milliseconds since the epoch, a Date, or ISO 8601. A date without time (`2022-11-17`) is that day everywhere. */
export type DateInput = number | Date | string;

const made = new Map<Locale, Formats>();

export function formatsFor(locale: Locale): Formats {
	const known = made.get(locale);
	if (known) return known;
	const formats = makeFormats(locales[locale].tag);
	made.set(locale, formats);
	return formats;
}

function makeFormats(tag: string): Formats {
	const number = new Intl.NumberFormat(tag);
	const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
	const dates = (options: Intl.DateTimeFormatOptions) => {
		const format = new Intl.DateTimeFormat(tag, options);
		return (value: DateInput) => spoken(value, (date) => format.format(date));
	};
	const conjunction = new Intl.ListFormat(tag, { type: 'conjunction' });
	const disjunction = new Intl.ListFormat(tag, { type: 'disjunction' });
	const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
	const units = (unit: string) => new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' });
	const [hours, minutes] = [units('hour'), units('minute')];
	return {
		number: (value) => number.format(value),
		percent: (value) => percent.format(value),
		date: dates({ day: 'numeric', month: 'long', year: 'numeric' }),
		dateShort: dates({ day: '2-digit', month: '2-digit', year: 'numeric' }),
		dateLong: dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
		time: dates({ hour: '2-digit', minute: '2-digit' }),
		dateTime: dates({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
		relative: (value, now) =>
			spoken(value, (date) => {
				const today = toDate(now);
				return isDay(value) ? relativeDay(relative, date, today) : relativeTime(relative, date, today);
			}),
		list: (items) => conjunction.format(items),
		choice: (items) => disjunction.format(items),
		minutes: (value) => hoursAndMinutes(value, hours, minutes),
		bytes: (value) => fileSize(value, tag)
	};
}

/** A value that is no date is shown as it stands: it came from a person or a newer version. */
function spoken(value: DateInput, write: (date: Date) => string): string {
	const date = toDate(value);
	return Number.isNaN(date.getTime()) ? String(value) : write(date);
}

function toDate(value: DateInput): Date {
	// A bare date is midnight in Greenwich for `new Date`, which is the day before in half of the world.
	return isDay(value) ? new Date(`${value}T12:00:00`) : new Date(value);
}

function isDay(value: DateInput): value is string {
	return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
	['year', 31_557_600],
	['month', 2_629_800],
	['week', 604_800],
	['day', 86_400],
	['hour', 3_600],
	['minute', 60]
];

/** A day has no hour: tomorrow is tomorrow also late in the evening. */
function relativeDay(format: Intl.RelativeTimeFormat, day: Date, now: Date): string {
	const today = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12);
	const days = Math.round((day.getTime() - today.getTime()) / 86_400_000);
	return Math.abs(days) < 7 ? format.format(days, 'day') : relativeTime(format, day, today);
}

function relativeTime(format: Intl.RelativeTimeFormat, date: Date, now: Date): string {
	const seconds = (date.getTime() - now.getTime()) / 1000;
	for (const [unit, size] of steps) {
		if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
	}
	return format.format(0, 'second');
}

function hoursAndMinutes(value: number, hours: Intl.NumberFormat, minutes: Intl.NumberFormat): string {
	const whole = Math.floor(value / 60);
	const rest = Math.round(value - whole * 60);
	if (whole === 0) return minutes.format(rest);
	return rest === 0 ? hours.format(whole) : `${hours.format(whole)} ${minutes.format(rest)}`;
}

function fileSize(bytes: number, tag: string): string {
	const [unit, size] = bytes >= 1e6 ? ['megabyte', 1e6] : bytes >= 1e3 ? ['kilobyte', 1e3] : ['byte', 1];
	const maximumFractionDigits = bytes >= 1e6 ? 1 : 0;
	return new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits }).format(bytes / size);
}
