/**
 * Where a text stops being JSON. Engines say it in different words or not at all (Safari), so a text that `JSON.parse`
 * has refused is walked once more. No recursion: a hostile text may open a million brackets.
 */

/** Lines and columns count from 1, columns in UTF-16 code units. */
export interface TextPosition {
	readonly line: number;
	readonly column: number;
}

export function findJsonError(text: string): TextPosition {
	const before = text.slice(0, errorOffset(text));
	const lineStart = before.lastIndexOf('\n') + 1;
	return { line: before.split('\n').length, column: before.length - lineStart + 1 };
}

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing';

const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const space = /[ \t\r\n]*/y;
// eslint-disable-next-line no-control-regex -- JSON forbids exactly these in a string
const plainCharacters = /[^"\\\u0000-\u001f]{1,10000}/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function errorOffset(text: string): number {
	const open: ('{' | '[')[] = [];
	let expected: Expected = 'value';
	let at = 0;
	const afterValue = (): Expected => (open.length > 0 ? ', or end' : 'nothing');
	for (;;) {
		at = match(space, text, at) ?? at;
		const next = text[at];
		if (next === undefined || expected === 'nothing') return at;
		if (expected === ':') {
			if (next !== ':') return at;
			expected = 'value';
			at++;
		} else if (expected === ', or end' && next === ',') {
			expected = open.at(-1) === '{' ? 'key' : 'value';
			at++;
		} else if (closes(next, open.at(-1), expected)) {
			open.pop();
			expected = afterValue();
			at++;
		} else if (expected === ', or end') return at;
		else if (next === '"') {
			const end = stringEnd(text, at);
			if (end.isBroken) return end.at;
			expected = expected.startsWith('key') ? ':' : afterValue();
			at = end.at;
		} else if (expected.startsWith('key')) return at;
		else if (next === '{' || next === '[') {
			open.push(next);
			expected = next === '{' ? 'key or }' : 'value or ]';
			at++;
		} else {
			const end = match(literal, text, at);
			if (end === undefined) return at;
			expected = afterValue();
			at = end;
		}
	}
}

function closes(next: string, open: '{' | '[' | undefined, expected: Expected): boolean {
	const isEnd = expected === ', or end';
	return (
		(next === '}' && open === '{' && (isEnd || expected === 'key or }')) ||
		(next === ']' && open === '[' && (isEnd || expected === 'value or ]'))
	);
}

function stringEnd(text: string, start: number): { readonly at: number; readonly isBroken: boolean } {
	for (let at = start + 1; ;) {
		if (text[at] === '"') return { at: at + 1, isBroken: false };
		const end = match(plainCharacters, text, at) ?? match(escape, text, at);
		if (end === undefined) return { at, isBroken: true };
		at = end;
	}
}

/** The offset behind the match at exactly this place. */
function match(pattern: RegExp, text: string, at: number): number | undefined {
	pattern.lastIndex = at;
	return pattern.test(text) ? pattern.lastIndex : undefined;
}
