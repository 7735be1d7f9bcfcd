/**
 * Makes sure that what we export can be imported again, whatever a hostile client has put into the documents: a value of
 * the wrong type is set aside under `unreadable/<its name>`, where it survives without being in the way, and an id that
 * is there twice gets a number.
 */
import type { FieldShape, ObjectShape } from './file-shapes.ts';

type Tree = Record<string, unknown>;

/** Changes `object`, which must be a fresh copy. `met` holds the ids so far. */
export function makeImportable(object: Tree, shape: ObjectShape, met = new Set<string>()): void {
	for (const [name, field] of Object.entries(shape)) {
		if (field.kind === 'id') {
			object[name] = uniqueId(object[name], met);
			continue;
		}
		const value = object[name] ?? undefined;
		if (value !== undefined && fits(object, name, field, met)) continue;
		if (value !== undefined) object[`unreadable/${name}`] = value;
		if (field.required) object[name] = nothing(field);
		else Reflect.deleteProperty(object, name);
	}
}

function fits(parent: Tree, name: string, field: FieldShape, met: Set<string>): boolean {
	const value = parent[name];
	switch (field.kind) {
		case 'any':
		case 'id':
			return true;
		case 'note':
			return typeof value === 'string' || isTree(value);
		case 'list':
			if (!Array.isArray(value)) return false;
			fitItems(parent, name, value, field.of, met);
			return true;
		case 'object':
			if (!isTree(value)) return false;
			makeImportable(value, field.fields, met);
			return true;
		default:
			return typeof value === field.kind;
	}
}

function fitItems(parent: Tree, name: string, items: readonly unknown[], shape: FieldShape, met: Set<string>): void {
	const fitting = items.filter((item) => fits({ item }, 'item', shape, met));
	if (fitting.length === items.length) return;
	parent[`unreadable/${name}`] = items.filter((item) => !fitting.includes(item));
	parent[name] = fitting;
}

function uniqueId(id: unknown, met: Set<string>): string {
	const wanted = typeof id === 'string' && id !== '' ? id : 'x';
	let unique = wanted;
	for (let number = 2; met.has(unique); number++) unique = `${wanted}-${number}`;
	met.add(unique);
	return unique;
}

function nothing(field: FieldShape): unknown {
	return field.kind === 'number' ? 0 : field.kind === 'string' ? '' : field.kind === 'list' ? [] : {};
}

function isTree(value: unknown): value is Tree {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
