/** Helps to define commands: types flow from the definition, and what every record needs is written once. */
import { ok, refused } from '#lib/kernel/result.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Collection } from './collection.ts';
import type { Command, Refusal } from './command.ts';
import type { Fields, PlainValues, RecordDefinition, TextKeys } from './schema/record.ts';
import { applyTextChange, type TextChange } from './text-change.ts';
import type { Workshop } from './workshop.ts';

export function defineCommand<Input extends object, Value = undefined>(
	command: Command<Input, Value>
): Command<Input, Value> {
	return command;
}

export type EditInput<F extends Fields, Where extends object> = Where &
	TextChange & { readonly id: string; readonly field: TextKeys<F> };
export type PatchInput<F extends Fields, Where extends object> = Where & {
	readonly id: string;
	readonly values: PlainValues<F>;
};

/** Longest text in a text field, UTF-16 code units, where a record says nothing else. */
export const textLimit = 20_000;

/**
 * The three commands that every record has: edit a text field together with others, set plain fields, remove.
 * `Where` is what it takes to find the collection (a meeting, or nothing).
 */
export function recordCommands<F extends Fields, Where extends object>(
	noun: string,
	_definition: RecordDefinition<F>,
	place: {
		readonly document: (where: Where) => DocumentName;
		readonly collection: (workshop: Workshop, where: Where) => Collection<F>;
		readonly textLimit?: number;
	}
) {
	const writes = (where: Where) => [place.document(where)];
	const longest = place.textLimit ?? textLimit;
	return {
		edit: defineCommand<EditInput<F, Where>>({
			name: `edit${noun}`,
			writes,
			run({ workshop }, input) {
				const text = place.collection(workshop, input).text(input.id, input.field);
				if (!text) return refused('missing' satisfies Refusal);
				if (input.text.length > longest && input.text.length > input.base.length) return refused('tooLong');
				applyTextChange(text, input);
				return ok();
			}
		}),
		patch: defineCommand<PatchInput<F, Where>>({
			name: `patch${noun}`,
			writes,
			run({ workshop }, input) {
				const records = place.collection(workshop, input);
				if (!records.has(input.id)) return refused('missing');
				records.patch(input.id, input.values);
				return ok();
			}
		}),
		remove: defineCommand<Where & { readonly id: string }>({
			name: `remove${noun}`,
			writes,
			run({ workshop }, input) {
				const records = place.collection(workshop, input);
				if (!records.has(input.id)) return refused('missing');
				records.remove(input.id);
				return ok();
			}
		})
	};
}
