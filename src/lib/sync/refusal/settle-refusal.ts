/**
 * Brings refused work into the document built without it, as far as that is allowed, and says what is left for the tray.
 * Synchronous: between the old and the new document nobody can type.
 */
import type * as Y from 'yjs';
import type { Refusal } from '#lib/model/command.ts';
import { noteText, readNote, writeNote } from '#lib/model/rich-text.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { CommandRecord } from '#lib/model/command.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { NackCode } from '#lib/protocol/messages.ts';
import type { Row } from '../local-store/row.ts';
import type { TrayItem } from '../tray.ts';
import { newTrayId } from '../tray-shelf.ts';
import { refusedCommands, type RefusedCommand } from './refused-commands.ts';
import { verdictOn, type Verdict } from './verdict.ts';
import { changedNotes, missingWords, noteFragment } from './words.ts';

/** Why rows fell: the relay's code for those in the refused frame; the others only came after them. */
export interface Fall {
	readonly document: DocumentName;
	readonly code: NackCode;
	readonly guilty: ReadonlySet<string>;
	/** In the order they were written. */
	readonly rows: readonly Row[];
}

export interface Remains {
	readonly tray: readonly TrayItem[];
	/** Of these, the ones to bring in again one at a time, once the relay has the rest. */
	readonly oneByOne: readonly TrayItem[];
}

/** Carried by transactions that write a note into a new document. */
export const againOrigin = { by: 'again' } as const;

export interface Bringing {
	readonly seen: Y.Doc;
	readonly fresh: Y.Doc;
	/** Instead of `fresh` for finding out what is missing, where that lacks more than what was refused. */
	readonly compare?: Y.Doc | undefined;
	readonly run: (record: CommandRecord) => Result<unknown, Refusal>;
	/** Runs `work` so that the rows it makes carry `attempt`. */
	readonly marked: <Value>(attempt: number, work: () => Value) => Value;
	/** Puts `fresh` under everybody who holds the document. Between the notes and the commands. */
	readonly replace: () => void;
}

/** Everything of the fall as tray items, for the moment in which nothing has been brought in again. */
export function asTrayItems(fall: Fall, seen: Y.Doc, base: Y.Doc): readonly TrayItem[] {
	const items = refusedCommands(fall.rows).map((command) => commandItem(fall, command));
	return [...items, ...wordItems(fall, seen, base, items)];
}

export function settleRefusal(fall: Fall, bringing: Bringing): Remains {
	const commands = refusedCommands(fall.rows);
	const silent = fall.rows.filter((row) => !row.command);
	const hasCompany =
		commands.filter((command) => isGuilty(fall, command.keys)).length + (silent.length > 0 ? 1 : 0) > 1;
	const judge = (keys: readonly string[], attempt: number): Verdict =>
		verdictOn({ code: fall.code, isGuilty: isGuilty(fall, keys), hasCompany, attempt });

	let written: ReadonlySet<string> = new Set();
	if (silent.length > 0) {
		const verdict = judge(silent.map((row) => row.key), Math.max(...silent.map((row) => row.attempt))); // prettier-ignore
		if (verdict.kind === 'again') written = bringing.marked(verdict.attempt, () => writeNotes(bringing));
	}
	bringing.replace();
	const tray: TrayItem[] = [];
	const oneByOne: TrayItem[] = [];
	for (const command of commands) {
		const verdict = judge(command.keys, command.attempt);
		if (verdict.kind === 'again') {
			const done = bringing.marked(verdict.attempt, () => bringing.run(command.record));
			if (!done.ok) tray.push(commandItem(fall, command, done.reason));
			continue;
		}
		const item = commandItem(fall, command);
		tray.push(item);
		if (verdict.kind === 'one-by-one') oneByOne.push(item);
	}
	const words = wordItems(fall, bringing.seen, bringing.fresh, tray, bringing.compare);
	const isWritten = (item: TrayItem) => bringing.compare && item.kind === 'note' && written.has(item.table);
	return { tray: [...tray, ...words.filter((item) => !isWritten(item))], oneByOne };
}

/** The tables whose notes were written. */
function writeNotes({ seen, fresh, compare }: Bringing): ReadonlySet<string> {
	const written = new Set<string>();
	for (const { table, mine } of changedNotes(seen, fresh)) {
		// Where the rest of the note is still to come, it would stand there twice.
		if (compare && noteText(readNote(noteFragment(compare, table))) !== '') continue;
		fresh.transact(() => writeNote(noteFragment(fresh, table), mine), againOrigin);
		written.add(table);
	}
	return written;
}

function isGuilty(fall: Fall, keys: readonly string[]): boolean {
	return keys.some((key) => fall.guilty.has(key));
}

function commandItem(fall: Fall, { record, text }: RefusedCommand, refusal?: Refusal): TrayItem {
	const { name, input, at } = record;
	const base = { id: newTrayId(), document: fall.document, at, code: fall.code, text };
	return { kind: 'command', ...base, name, input, ...(refusal && { refusal }) };
}

/** Words that came without a command: changed blocks of notes, and what an undo had brought back. */
function wordItems(fall: Fall, seen: Y.Doc, now: Y.Doc, others: readonly TrayItem[], compare = now): TrayItem[] {
	const silent = fall.rows.filter((row) => !row.command);
	if (silent.length === 0) return [];
	const base = () => ({ id: newTrayId(), document: fall.document, at: silent[0]!.at, code: fall.code });
	const notes = changedNotes(seen, compare).map(({ table, blocks, text }) => ({
		kind: 'note' as const,
		...base(),
		table,
		blocks,
		text
	}));
	const words = missingWords(seen, now, compare)
		.filter((text) => !others.some((item) => item.text.includes(text)))
		.map((text) => ({ kind: 'words' as const, ...base(), text }));
	return [...notes, ...words];
}
