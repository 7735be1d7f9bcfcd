/**
 * Workshop files of every shape for property tests: known fields present or not, unknown ones at every level, references
 * that lead somewhere or nowhere, ids nobody should choose. Made from the same shapes the parser checks with.
 */
import fc from 'fast-check';
import { fileShape, type FieldShape, type ObjectShape } from '../file/file-shapes.ts';
import { wildNote, words } from './arbitrary-notes.ts';

type Tree = Record<string, unknown>;

const oddIds = ['constructor', '__proto__', 'ä', 'two words', 'x'.repeat(80), 'toString', 'note/t1'];
const someTexts = fc.oneof(
	{ weight: 3, arbitrary: words },
	fc.constantFrom(
		'idea',
		'running',
		'closed',
		'de',
		'yellow',
		'red',
		'2023-Q1',
		'2022-11-17T09:12:00Z',
		'2022-11-17T10:12:00.5+01:00',
		'id3',
		'id7'
	)
);
const anyJson = fc.jsonValue({ maxDepth: 2 });
const unknownFields = fc.dictionary(
	fc.oneof(words, fc.constantFrom('order', 'meeting', 'kept', 'futureField')),
	anyJson,
	{ maxKeys: 2 }
);

function fieldOf(shape: FieldShape): fc.Arbitrary<unknown> {
	switch (shape.kind) {
		case 'string':
			return someTexts;
		case 'number':
			return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
		case 'boolean':
			return fc.boolean();
		case 'any':
			return anyJson;
		case 'note':
			return fc.oneof(
				fc.constantFrom('# Ernte\n\n- **Botschafter*innen**', '', 'eine Zeile'),
				wildNote.filter((note) => typeof note === 'object' && note !== null && !Array.isArray(note))
			);
		case 'id':
			return fc.constantFrom('', '', '', ...oddIds);
		case 'list':
			return fc.array(fieldOf(shape.of), { maxLength: 2 });
		case 'object':
			return objectOf(shape.fields);
	}
}

function objectOf(shape: ObjectShape): fc.Arbitrary<Tree> {
	const known = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, fieldOf(field)]));
	const requiredKeys = Object.keys(shape).filter((name) => shape[name]?.required);
	return fc
		.tuple(fc.record(known, { requiredKeys }), unknownFields)
		.map(([object, others]) => ({ ...withoutKeys(others, Object.keys(shape)), ...object }));
}

/** A file as the text somebody might bring. */
export const fileText: fc.Arbitrary<string> = objectOf(fileShape).map((file) => {
	const numbered = { ...file, format: 'werktisch/workshop', version: 1 };
	numberIds(numbered, fileShape, { next: 1, used: new Set() });
	return JSON.stringify(numbered);
});

/** Ids become unique: an odd one the first time it comes, otherwise `id1`, `id2` …, so that references can guess them. */
function numberIds(object: Tree, shape: ObjectShape, ids: { next: number; readonly used: Set<string> }): void {
	for (const [name, field] of Object.entries(shape)) {
		const value = object[name];
		if (field.kind === 'id' && value !== undefined) {
			const odd = typeof value === 'string' && value !== '' && !ids.used.has(value) ? value : `id${ids.next++}`;
			ids.used.add(odd);
			object[name] = odd;
		} else if (field.kind === 'object' && value !== undefined) numberIds(value as Tree, field.fields, ids);
		else if (field.kind === 'list' && field.of.kind === 'object' && Array.isArray(value)) {
			for (const item of value as Tree[]) numberIds(item, field.of.fields, ids);
		}
	}
}

function withoutKeys(object: Tree, keys: readonly string[]): Tree {
	return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
