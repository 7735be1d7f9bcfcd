/**
 * Reads what people type into a due date: „30.6.2023“, „Februar 2023“, „Q1 2023“, „bis Ende 1. Quartal 2023“, "end of
 * Q1 2023". What is not understood stays text. The forms it answers with are those of kernel/soft-date.ts.
 */
import { readDate } from '#lib/kernel/soft-date.ts';

const months: readonly (readonly string[])[] = [
	['januar', 'jänner', 'jan', 'january'],
	['februar', 'feber', 'feb', 'february'],
	['märz', 'maerz', 'mär', 'mar', 'march'],
	['april', 'apr'],
	['mai', 'may'],
	['juni', 'jun', 'june'],
	['juli', 'jul', 'july'],
	['august', 'aug'],
	['september', 'sept', 'sep'],
	['oktober', 'okt', 'october', 'oct'],
	['november', 'nov'],
	['dezember', 'dez', 'december', 'dec']
];

const year = '(\\d{4})';
const forms: readonly (readonly [RegExp, (match: RegExpExecArray) => string | undefined])[] = [
	[new RegExp(`^(\\d{1,2})\\.\\s*(\\d{1,2})\\.\\s*${year}$`), ([, d, m, y]) => day(y, Number(m), d)],
	[new RegExp(`^(\\d{1,2})\\.?\\s+(\\p{L}+)\\.?\\s+${year}$`, 'u'), ([, d, m, y]) => day(y, monthNamed(m), d)],
	[new RegExp(`^(?:q|quartal\\s*)([1-4])[\\s/-]*${year}$`), ([, q, y]) => `${y}-Q${q}`],
	[new RegExp(`^([1-4])\\.?\\s*(?:quartal|quarter)\\s+(?:of\\s+)?${year}$`), ([, q, y]) => `${y}-Q${q}`],
	[new RegExp(`^([12])\\.?\\s*(?:halbjahr|hj\\.?)\\s+${year}$`), ([, h, y]) => `${y}-H${h}`],
	[new RegExp(`^h([12])[\\s/-]*${year}$`), ([, h, y]) => `${y}-H${h}`],
	[new RegExp(`^(first|second) half (?:of )?${year}$`), ([, h, y]) => `${y}-H${h === 'first' ? 1 : 2}`],
	[new RegExp(`^(\\p{L}+)\\.?\\s+${year}$`, 'u'), ([, m, y]) => month(y, monthNamed(m))],
	[new RegExp(`^(\\d{1,2})[./]${year}$`), ([, m, y]) => month(y, Number(m))],
	[new RegExp(`^${year}$`), ([, y]) => y]
];

export interface TypedDate {
	readonly value: string;
	/** "bis", "by", "until" stood before it. */
	readonly by: boolean;
	readonly probable: boolean;
}

/** Never refuses; empty input gives an empty value. */
export function readTypedDate(typed: string): TypedDate {
	const clean = typed.trim().replace(/\s+/g, ' ');
	const lower = clean.toLowerCase();
	const probable = /^(?:voraussichtlich|vermutlich|probably)\s/.test(lower);
	const afterProbable = lower.replace(/^(?:voraussichtlich|vermutlich|probably)\s+/, '');
	const by = /^(?:bis|by|until)\s/.test(afterProbable);
	const core = afterProbable
		.replace(/^(?:bis|by|until)\s+/, '')
		.replace(/^(?:zum\s+|the\s+)?(?:ende|end)\s+(?:des\s+|der\s+|of\s+)?/, '')
		.replace(/^(?:im|in|am|the)\s+/, '');
	if (readDate(core.toUpperCase()).kind !== 'text') return { value: core.toUpperCase(), by, probable };
	for (const [form, value] of forms) {
		const match = form.exec(core);
		const read = match && value(match);
		if (read && readDate(read).kind !== 'text') return { value: read, by, probable };
	}
	return { value: clean, by: false, probable: false };
}

const two = (part: number | string) => String(part).padStart(2, '0');

function monthNamed(name: string | undefined): number {
	return months.findIndex((names) => names.includes(name ?? '')) + 1;
}

function month(y: string | undefined, m: number): string | undefined {
	return m >= 1 && m <= 12 ? `${y}-${two(m)}` : undefined;
}

function day(y: string | undefined, m: number, d: string | undefined): string | undefined {
	return month(y, m) && `${month(y, m)}-${two(d ?? '')}`;
}
