/**
 * Commands: the only way to write. A command is a synchronous function that checks, then changes every document it names
 * in one transaction each, and says yes or why not. A refused command has changed nothing.
 * Commands are plain data when they lie in the tray: name, input and time are enough to run one again.
 */
import type * as Y from 'yjs';
import { newId, type ParticipantId } from '#lib/kernel/id.ts';
import { refused, type Result } from '#lib/kernel/result.ts';
import { accessTo, type AccessRules, type Role } from '#lib/protocol/access.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Workshop } from './workshop.ts';

/** Why a command may be refused; each has a message of the same key. */
export const refusals = ['access', 'missing', 'exists', 'empty', 'tooLong', 'tooMany', 'invalid'] as const;
export type Refusal = (typeof refusals)[number];

/** Who acts, and what they may: their role and the access rules as last heard from the relay. */
export interface Actor {
	readonly participant: ParticipantId;
	readonly role: Role;
	readonly access: AccessRules;
}

export interface CommandContext {
	readonly workshop: Workshop;
	readonly actor: Actor;
	/** Milliseconds since the epoch. */
	readonly at: number;
}

export interface Command<Input extends object, Value = undefined> {
	readonly name: string;
	/** The documents it writes; access to all of them is checked before `run`. */
	readonly writes: (input: Input) => readonly DocumentName[];
	/** The input gets a fresh `id` unless it brings one: running it again makes the same thing, not a second one. */
	readonly creates?: true;
	readonly run: (context: CommandContext, input: Input) => Result<Value, Refusal>;
}

// Commands of every input live in one registry; the input is checked by whoever put it there, not here.
export type AnyCommand = Command<never, unknown>;

/**
 * Carried by every transaction a command makes. Undo, tray and metrics key on it; a class, because Y.UndoManager
 * recognises origins by their constructor.
 */
export class CommandOrigin {
	readonly by = 'command';
	readonly name: string;
	/** Plain JSON. */
	readonly input: object;
	readonly at: number;
	readonly actor: ParticipantId;

	constructor(name: string, input: object, at: number, actor: ParticipantId) {
		this.name = name;
		this.input = input;
		this.at = at;
		this.actor = actor;
	}
}

/** What one keeps of a command in order to run it again. */
export interface CommandRecord {
	readonly name: string;
	readonly input: object;
	readonly at: number;
}

export function isCommandOrigin(origin: unknown): origin is CommandOrigin {
	return origin instanceof CommandOrigin;
}

export function runCommand<Input extends object, Value>(
	context: CommandContext,
	command: Command<Input, Value>,
	input: Input
): Result<Value, Refusal> {
	const complete = command.creates && !('id' in input && input.id) ? { ...input, id: newId() } : input;
	const names = command.writes(complete);
	for (const name of names) {
		if (accessTo(context.actor.access, name, context.actor.role) !== 'write') return refused('access');
	}
	const origin = new CommandOrigin(command.name, complete, context.at, context.actor.participant);
	const docs = names.map((name) => context.workshop.documents.open(name).doc);
	return inTransactions(docs, origin, () => command.run(context, complete));
}

function inTransactions<Value>(docs: readonly Y.Doc[], origin: CommandOrigin, work: () => Value): Value {
	const [first, ...rest] = docs;
	return first ? first.transact(() => inTransactions(rest, origin, work), origin) : work();
}
