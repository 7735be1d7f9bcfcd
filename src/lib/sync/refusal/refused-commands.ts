/**
 * Refused commands as people would tell them: a text typed key by key is one edit, and each has its words to read and copy.
 */
import type { CommandRecord } from '#lib/model/command.ts';
import { sameJson } from '#lib/model/schema/record.ts';
import type { Row } from '../local-store/row.ts';

export interface RefusedCommand {
	readonly record: CommandRecord;
	/** How often it has been brought in again already. */
	readonly attempt: number;
	/** The rows it was in. */
	readonly keys: readonly string[];
	readonly text: string;
}

interface Edit {
	readonly base: string;
	readonly text: string;
}

/** In the order in which they were given. Edits that continue one another are put together. */
export function refusedCommands(rows: readonly Row[]): readonly RefusedCommand[] {
	const commands: RefusedCommand[] = [];
	for (const { command, attempt, key } of rows) {
		if (!command) continue;
		const last = commands.at(-1);
		const joined = last && continuedCommand(last.record, command);
		if (joined) {
			const keys = [...last.keys, key];
			commands[commands.length - 1] = {
				record: joined,
				attempt: Math.max(last.attempt, attempt),
				keys,
				text: wordsOf(joined.input)
			};
		} else {
			commands.push({ record: command, attempt, keys: [key], text: wordsOf(command.input) });
		}
	}
	return commands;
}

/** Both as one, where the second edits on in the same field from where the first had ended. */
export function continuedCommand(first: CommandRecord, next: CommandRecord): CommandRecord | undefined {
	if (first.name !== next.name || !isEdit(first.input) || !isEdit(next.input)) return undefined;
	const { base, text: seen, ...where } = first.input;
	const { base: from, text, ...whereNext } = next.input;
	return from === seen && sameJson(where, whereNext) ? { ...first, input: { ...where, base, text } } : undefined;
}

function isEdit(input: object): input is Edit {
	return 'base' in input && 'text' in input && typeof input.base === 'string' && typeof input.text === 'string';
}

/** Fields of an input that name, place or colour something: no words of a person. */
const wordless = new Set([
	'id', 'meeting', 'section', 'cluster', 'clusters', 'table', 'card', 'cards', 'before', 'order', 'author', 'participant',
	'perspective', 'colour', 'field', 'base', 'state', 'kind', 'from', 'host'
]); // prettier-ignore

function wordsOf(value: unknown): string {
	if (typeof value === 'string') return value.trim();
	if (Array.isArray(value)) return joined(value.map(wordsOf));
	if (typeof value !== 'object' || value === null) return '';
	return joined(Object.entries(value).map(([key, inner]) => (wordless.has(key) ? '' : wordsOf(inner))));
}

function joined(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('\n');
}
