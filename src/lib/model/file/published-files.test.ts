// What we publish beside the program: the JSON Schema, the templates, and the filled example that other tests begin with.
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { WorkshopId } from '#lib/kernel/id.ts';
import { memoryDocuments } from '../memory-documents.ts';
import { isKnownNote, normaliseNote, readNote } from '../rich-text.ts';
import { createWorkshop } from '../workshop.ts';
import { exportWorkshopFile } from './export-workshop-file.ts';
import { fileShape, type FieldShape } from './file-shapes.ts';
import { importWorkshopFile } from './import-workshop-file.ts';
import { parseWorkshopFile } from './parse-workshop-file.ts';

const root = new URL('../../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const schema = JSON.parse(read('static/schemas/werktisch-workshop-1.json')) as Schema;
const isValid = new Ajv2020({ allErrors: true }).compile(schema);

const templates = readdirSync(new URL('static/templates/', root)).map((name) => `static/templates/${name}`);
const example = 'tests/fixtures/ideenschmiede-a.werktisch.json';

interface Schema {
	readonly type?: string;
	readonly $ref?: string;
	readonly const?: unknown;
	readonly required?: readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
	readonly anyOf?: readonly Schema[];
	readonly $defs?: Readonly<Record<string, Schema>>;
}

describe.each([...templates, example])('%s', (path) => {
	test('[FILE-5] is accepted by the parser, by the published schema, and comes out whole', async () => {
		const parsed = parseWorkshopFile(read(path));
		expect(parsed).toMatchObject({ ok: true });
		if (!parsed.ok) return;
		expect(isValid(JSON.parse(read(path))), JSON.stringify(isValid.errors)).toBe(true);

		const documents = memoryDocuments();
		const { people, files } = await importWorkshopFile(parsed.value, 'w1' as WorkshopId, documents);
		const workshop = createWorkshop('w1' as WorkshopId, documents);
		const out = exportWorkshopFile(workshop, people, files);
		expect(isValid(out), JSON.stringify(isValid.errors)).toBe(true);
		expect(withoutNotes(out)).toMatchObject(
			withoutNotes({ ...parsed.value, workshop: { ...parsed.value.workshop, id: 'w1' } }) as object
		);
	});

	test('[FILE-11] leads somewhere with every reference', () => {
		const text = read(path);
		const ids = new Set([...text.matchAll(/"id": "([^"]+)"/g)].map((match) => match[1]));
		const references = /"(?:section|table|cluster|author|for|perspective|host|meeting|item|region)": "([^"]+)"/g;
		const lists = [...text.matchAll(/"from": \[([^\]]*)\]/g)].flatMap((match) => [...match[1]!.matchAll(/"([^"]+)"/g)]);
		for (const [, id] of [...text.matchAll(references), ...lists]) expect(ids, id).toContain(id);
	});
});

test('[FILE-11] templates have neither people nor cards nor dates', () => {
	for (const path of templates) {
		const parsed = parseWorkshopFile(read(path));
		expect(parsed.ok && parsed.value.participants, path).toBeUndefined();
		expect(read(path)).not.toMatch(/"(cards|clusters|note|date|files|at)":/);
	}
});

test('[FILE-11] the gallery offers the templates there are', () => {
	const gallery = /templateIds = \[([^\]]+)\]/.exec(read('src/lib/features/start/templates.ts'))?.[1] ?? '';
	const ids = [...gallery.matchAll(/'([^']+)'/g)].map((match) => `static/templates/${match[1]}.werktisch.json`);
	expect(templates.toSorted()).toEqual(ids.toSorted());
});

test('[FILE-11] the example is workshop A of the Ideenschmiede: forty cards in eight clusters, two notes, a plan', async () => {
	const parsed = parseWorkshopFile(read(example));
	if (!parsed.ok) throw new Error(parsed.reason.reason);
	const documents = memoryDocuments();
	await importWorkshopFile(parsed.value, 'w1' as WorkshopId, documents);
	const workshop = createWorkshop('w1' as WorkshopId, documents);
	const { cards, clusters, note } = workshop.board('einsatzmoeglichkeiten');
	expect(cards.all()).toHaveLength(40);
	expect(clusters.all()).toHaveLength(8);
	expect(workshop.measures.all()[0]?.due).toEqual({ value: '2023-Q1', certainty: 'fixed', by: true });
	for (const table of workshop.tables.all()) expect(isKnownNote(readNote(note(table.id)))).toBe(true);
	expect(JSON.stringify(readNote(note('mikroeinsaetze')))).toContain('Botschafter*innen und Betriebsakquisiteur*innen');
});

test('[FILE-12] the published schema says the same as the parser: fields, types, what is required', () => {
	const differences: string[] = [];
	compare(schema, { kind: 'object', fields: fileShape }, 'file', differences);
	expect(differences).toEqual([]);
});

function compare(from: Schema, shape: FieldShape, path: string, differences: string[]): void {
	const found = from.$ref ? schema.$defs![from.$ref.replace('#/$defs/', '')]! : from;
	const says = found.type ?? (found.const !== undefined ? typeof found.const : found.anyOf ? 'note' : 'any');
	const expected = { id: 'string', list: 'array' }[shape.kind as string] ?? shape.kind;
	if (says !== expected) differences.push(`${path}: schema says ${says}, parser ${expected}`);
	if (shape.kind === 'list') compare(found.items!, shape.of, `${path}[]`, differences);
	if (shape.kind !== 'object') return;
	const names = Object.keys(shape.fields);
	const published = Object.keys(found.properties ?? {});
	if (String(names) !== String(published)) differences.push(`${path}: ${names} / ${published}`);
	const required = names.filter((name) => shape.fields[name]!.required);
	if (String(required) !== String(found.required ?? []))
		differences.push(`${path} requires ${required} / ${found.required}`);
	for (const name of names) {
		if (found.properties?.[name]) compare(found.properties[name], shape.fields[name]!, `${path}.${name}`, differences);
	}
}

/** Notes come out in another form; everything else is compared. */
function withoutNotes(file: object): unknown {
	return JSON.parse(
		JSON.stringify(file, (key, value: unknown) => (key === 'note' ? !!normaliseNote(value).content : value))
	);
}
