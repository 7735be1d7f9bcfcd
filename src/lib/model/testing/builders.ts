/**
 * Workshops for tests, in one line: `workshop(board(section('Needs', card('A'), cluster('Heap', card('B')))))`. Built with
 * the real commands over documents in memory.
 */
import { assert } from '#lib/kernel/assert.ts';
import type { ParticipantId, WorkshopId } from '#lib/kernel/id.ts';
import type { Result } from '#lib/kernel/result.ts';
import { initialAccess, type Role } from '#lib/protocol/access.ts';
import { addCard } from '../cards/card-commands.ts';
import { groupCards } from '../cards/cluster-commands.ts';
import { addSection } from '../cards/section-commands.ts';
import { runCommand, type Actor, type Command, type Refusal } from '../command.ts';
import { memoryDocuments, type MemoryDocuments } from '../memory-documents.ts';
import { addDecision, addMeasure, type AddDecision, type AddMeasure } from '../plan/plan-commands.ts';
import { addTable } from '../tables/table-commands.ts';
import { addMeeting, foundWorkshop } from '../workshop/workshop-commands.ts';
import { createWorkshop, type Workshop } from '../workshop.ts';

export interface TestWorkshop {
	readonly workshop: Workshop;
	readonly documents: MemoryDocuments;
	/** The first meeting's id. */
	readonly meeting: string;
	/** Runs a command as the moderator, or as `role`. */
	run<Input extends object, Value>(command: Command<Input, Value>, input: Input, role?: Role): Result<Value, Refusal>;
	/** As `run`, and throws when refused. */
	do<Input extends object, Value>(command: Command<Input, Value>, input: Input, role?: Role): Value;
}

export type Part = (world: TestWorkshop) => void;
type CardPart = (world: TestWorkshop, section: string) => string;

export function actor(role: Role = 'moderator', participant = role): Actor {
	return { participant: participant as string as ParticipantId, role, access: initialAccess };
}

let tick = Date.UTC(2022, 10, 17, 9);

export function workshop(...parts: readonly Part[]): TestWorkshop {
	const documents = memoryDocuments();
	const model = createWorkshop('test-workshop' as WorkshopId, documents);
	const world: TestWorkshop = {
		workshop: model,
		documents,
		meeting: 'm1',
		run: (command, input, role = 'moderator') =>
			runCommand({ workshop: model, actor: actor(role), at: (tick += 10_000) }, command, input),
		do(command, input, role) {
			const result = world.run(command, input, role);
			assert(result.ok, `${command.name} is accepted, not refused (${result.ok ? '' : result.reason})`);
			return result.value;
		}
	};
	world.do(foundWorkshop, { title: 'Ideenschmiede', language: 'de' });
	world.do(addMeeting, { id: 'm1', title: 'Einsatzmöglichkeiten', date: '2022-11-17' });
	for (const part of parts) part(world);
	return world;
}

export const board =
	(...sections: readonly Part[]): Part =>
	(world) => {
		for (const section of sections) section(world);
	};

export const section =
	(prompt: string, ...cards: readonly CardPart[]): Part =>
	(world) => {
		const id = world.do(addSection, { id: idOf(prompt), meeting: world.meeting, prompt });
		for (const add of cards) add(world, id);
	};

/** A card whose id is its text in lower case with dashes. */
export const card =
	(text: string, author?: string): CardPart =>
	(world, at) =>
		world.do(addCard, { id: idOf(text), meeting: world.meeting, section: at, text, author });

export const cluster =
	(title: string, ...cards: readonly CardPart[]): CardPart =>
	(world, at) =>
		world.do(groupCards, {
			id: idOf(title),
			meeting: world.meeting,
			section: at,
			title,
			cards: cards.map((add) => add(world, at))
		});

export const table =
	(title: string, question?: string): Part =>
	(world) =>
		void world.do(addTable, { id: idOf(title), meeting: world.meeting, title, question });

export const measure =
	(title: string, values: Omit<AddMeasure, 'title'> = {}): Part =>
	(world) =>
		void world.do(addMeasure, { id: idOf(title), ...values, title });

export const decision =
	(text: string, values: Omit<AddDecision, 'text'> = {}): Part =>
	(world) =>
		void world.do(addDecision, { id: idOf(text), ...values, text });

export function idOf(text: string): string {
	return (
		text
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-|-$/g, '')
			.slice(0, 60) || 'x'
	);
}
