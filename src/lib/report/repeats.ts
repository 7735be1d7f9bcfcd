/** A recurrence rule (RFC 5545) in words. What has more to it than a rhythm is printed as it stands. */
import type { ReportContext } from './context.ts';
import { oneLine } from './inline.ts';

export function repeatText({ words }: ReportContext, rule: string): string {
	const parts = rule
		.replace(/^RRULE:/i, '')
		.split(';')
		.filter((part) => part !== '');
	const values = new Map<string, string>(
		parts.map((part) => {
			const [key = '', value = ''] = part.toUpperCase().split('=', 2);
			return [key, value] as const;
		})
	);
	const interval = Number(values.get('INTERVAL') ?? '1');
	const isPlain = [...values.keys()].every((key) => key === 'FREQ' || key === 'INTERVAL');
	const frequency = values.get('FREQ') ?? '';
	if (!isPlain || !Object.hasOwn(words.every, frequency) || !Number.isInteger(interval) || interval < 1)
		return oneLine(rule);
	return words.every[frequency as keyof typeof words.every](interval);
}
