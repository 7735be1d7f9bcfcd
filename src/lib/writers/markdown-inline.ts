/**
 * Inline text as Markdown (CommonMark with GFM tables and strike-through). Whatever could be read as markup is escaped:
 * `Botschafter*innen` stays a word. Where asterisks would not be understood (inside a word, beside other marks), the
 * HTML element says the same.
 */
import type { Inline, Run } from '#lib/report/report.ts';

type Mark = Exclude<keyof Run, 'text' | 'link' | 'code' | 'quiet'>;

interface Sign {
	readonly sign?: string;
	readonly element: string;
}

/** Outermost first. */
const marks: readonly (readonly [Mark, Sign])[] = [
	['bold', { sign: '**', element: 'strong' }],
	['italic', { sign: '*', element: 'em' }],
	['strike', { sign: '~~', element: 'del' }],
	['underline', { element: 'u' }],
	['highlight', { element: 'mark' }]
];

export interface InlineOptions {
	/** What a line break becomes. */
	readonly lineBreak: string;
	/** In a table cell a bar would end the cell, in code as well. */
	readonly inTable?: boolean;
	/** Something stands before it on its first line, so that nothing in it can begin a list or a heading. */
	readonly isInLine?: boolean;
}

export function markdownInline(text: Inline, options: InlineOptions): string {
	const written = emitLinks(text, options);
	if (options.inTable) return written;
	return written
		.split('\n')
		.map((line, index) => (options.isInLine && index === 0 ? line : escapeLineStart(line)))
		.join('\n');
}

/** A text without marks. */
export function markdownText(text: string): string {
	return escapeLineStart(escape(text));
}

function emitLinks(text: Inline, options: InlineOptions): string {
	return grouped(text, (run) => run.link)
		.map(({ value, runs }) => {
			const written = emitMarks(runs, marks, options);
			return value === undefined ? written : `[${written}](<${value.replace(/[<>\\]/g, encodeURIComponent)}>)`;
		})
		.join('');
}

function emitMarks(text: Inline, rest: typeof marks, options: InlineOptions): string {
	const [first, ...inner] = rest;
	if (!first) return text.map((run) => emitText(run, options)).join('');
	const [mark, sign] = first;
	const groups = grouped(text, (run) => run[mark] === true);
	return groups
		.map(({ value, runs }, index) => {
			const written = emitMarks(runs, inner, options);
			if (!value) return written;
			const before = groups[index - 1]?.runs.at(-1)?.text.at(-1) ?? '';
			const after = groups[index + 1]?.runs[0]?.text[0] ?? '';
			return enclose(written, sign, { before, after });
		})
		.join('');
}

/** Spaces go outside of the marks; a sign stands only where every reader takes it for one. */
function enclose(text: string, { sign, element }: Sign, { before, after }: { before: string; after: string }): string {
	const [, leading = '', core = '', trailing = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
	if (core === '') return text;
	const opens = leading !== '' || before === '' || /[\s(]/.test(before);
	const closes = trailing !== '' || after === '' || /[\s.,;:!?)]/.test(after);
	const isPlain = sign !== undefined && opens && closes && !core.includes('\n') && hasRoom(core);
	const inside = isPlain ? `${sign}${core}${sign}` : `<${element}>${core}</${element}>`;
	return leading + inside + trailing;
}

/** No other signs at its ends, except a single pair of asterisks around all of it: bold italics. */
function hasRoom(core: string): boolean {
	return !/^[*~]|[*~\\]$/.test(core) || /^\*[^*~\\]+\*$/.test(core);
}

function emitText(run: Run, { lineBreak, inTable }: InlineOptions): string {
	const written = run.text.split('\n').map((line) => (run.code ? codeSpan(line) : escape(line)));
	const text = written.join(lineBreak);
	return inTable && run.code ? text.replaceAll('|', '\\|') : text;
}

function codeSpan(text: string): string {
	if (text.trim() === '') return text;
	const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
	const fence = '`'.repeat(longest + 1);
	const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
	return fence + pad + text + pad + fence;
}

function escape(text: string): string {
	return text.replace(/[\\`*_[\]<>#|~&$=^]/g, '\\$&').replace(/[^\S\n]/g, ' ');
}

/** What begins a list, a heading or a line at the start of a line: numbers with dots, dashes, plus signs, indentation. */
function escapeLineStart(line: string): string {
	return line
		.replace(/^\s+/, '')
		.replace(/^(\d{1,9})([.)])/, '$1\\$2')
		.replace(/^[-+:]/, '\\$&');
}

interface Group<Value> {
	readonly value: Value;
	readonly runs: Inline;
}

function grouped<Value>(text: Inline, valueOf: (run: Run) => Value): readonly Group<Value>[] {
	const groups: { value: Value; runs: Run[] }[] = [];
	for (const run of text) {
		const value = valueOf(run);
		const last = groups.at(-1);
		if (last && last.value === value) last.runs.push(run);
		else groups.push({ value, runs: [run] });
	}
	return groups;
}
