// One line of the benchmark's table, and the arithmetic for it.

export interface Measurement {
	readonly what: string;
	/** With its unit. */
	readonly value: string;
	/** What to compare it with, or how it was measured. */
	readonly note?: string;
}

/** The value below which this share (0 to 1) of all values lies. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
	return quantile(values, 0.5);
}

export function milliseconds(value: number): string {
	return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}

export function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} kB`;
}

/** "12 × as long": how a value compares with what it was measured against in the same run. */
export function times(value: number, reference: number): string {
	const ratio = value / reference;
	return `${ratio.toFixed(ratio < 10 ? 1 : 0)} ×`;
}

export function printTable(title: string, rows: readonly Measurement[]): void {
	const width = (key: 'what' | 'value') => Math.max(...rows.map((row) => row[key].length));
	console.log(`\n${title}`);
	for (const row of rows) {
		console.log(
			`  ${row.what.padEnd(width('what'))}  ${row.value.padStart(width('value'))}  ${row.note ?? ''}`.trimEnd()
		);
	}
}
