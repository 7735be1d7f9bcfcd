/** Brings refused work in again: commands by name and input, paragraphs at the end of their note. */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { runCommand, type Actor, type Command, type CommandRecord, type Refusal } from '#lib/model/command.ts';
import { commandNamed } from '#lib/model/commands.ts';
import { readNote, writeNote, type NoteJson } from '#lib/model/rich-text.ts';
import type { Json } from '#lib/model/schema/record.ts';
import type { Workshop } from '#lib/model/workshop.ts';
import { accessTo } from '#lib/protocol/access.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import { againOrigin } from './refusal/settle-refusal.ts';
import { noteFragment } from './refusal/words.ts';
import type { BringAgain } from './tray-shelf.ts';

/** Both as they are when something is brought in. */
export function bringAgain(workshop: () => Workshop, actor: () => Actor): BringAgain {
	return {
		command: (record) => runRecord(workshop(), actor(), record),
		note: (document, table, blocks) => appendNote(workshop(), actor(), document, table, blocks)
	};
}

/** As at the time it was given: a card keeps the hour at which it was written. */
function runRecord(workshop: Workshop, actor: Actor, { name, input, at }: CommandRecord): Result<unknown, Refusal> {
	const command = commandNamed(name);
	return command ? runCommand({ workshop, actor, at }, command as Command<object, unknown>, input) : refused('invalid');
}

function appendNote(
	workshop: Workshop,
	{ access, role }: Actor,
	document: DocumentName,
	table: string,
	blocks: readonly Json[]
): Result<undefined, Refusal> {
	if (accessTo(access, document, role) !== 'write') return refused('access');
	const { doc } = workshop.documents.open(document);
	const fragment = noteFragment(doc, table);
	const note = readNote(fragment);
	// Blocks were read from a note of this build; writing normalises them again.
	const added = blocks as unknown as NonNullable<NoteJson['content']>;
	doc.transact(() => writeNote(fragment, { ...note, content: [...(note.content ?? []), ...added] }), againOrigin);
	return ok();
}
