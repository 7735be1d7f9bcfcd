/**
 * Typed records over Yjs. A record is a flat Y.Map in a collection (a root Y.Map keyed by id); `defineRecord` says its
 * fields once and gives type, reading, creation and change. Only this folder and the record definitions spell keys.
 *
 * Reading never throws: a peer may be older, newer or hostile. A value that makes no sense falls back to the field's
 * default; fields that this build does not know stay where they are; see SPEC.md [REC-1] to [REC-5].
 */
import * as Y from 'yjs';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One field: how a stored value becomes a clean one. */
export interface Field<Value> {
	/** Never throws; `undefined` in gives the default out. */
	readonly read: (stored: unknown) => Value;
	/** Written by several people at once: stored as Y.Text, read as a string, changed by text commands only. */
	readonly isText: boolean;
	/** Decides where a record stands (its place, its group); lists wake only for these. */
	readonly isStructural: boolean;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The clean record that a definition describes. */
export type RecordOf<F extends Fields> = {
	readonly id: string;
	/** Fields of a workshop file that this build does not know, by their name in the file. */
	readonly kept: Readonly<Record<string, Json>>;
} & { readonly [K in keyof F]: F[K] extends Field<infer Value> ? Value : never };

export type ValuesOf<F extends Fields> = {
	readonly [K in keyof F]?: F[K] extends Field<infer Value> ? Value : never;
} & {
	readonly kept?: Readonly<Record<string, Json>>;
};

export interface RecordDefinition<F extends Fields> {
	/** Name of the root Y.Map that holds the records. */
	readonly collection: string;
	readonly fields: F;
	read(collection: Y.Map<unknown>, id: string): RecordOf<F> | undefined;
	/** Creates the record under `id` with its text types inside. One creator, one fresh id: never call it twice for one. */
	create(collection: Y.Map<unknown>, id: string, values: ValuesOf<F>): void;
	/** Sets plain fields; `undefined` removes. Text fields are not accepted. */
	patch(collection: Y.Map<unknown>, id: string, values: PlainValues<F>): boolean;
	/** The shared text behind a text field. */
	text(collection: Y.Map<unknown>, id: string, field: TextKeys<F>): Y.Text | undefined;
	isStructural(key: string): boolean;
}

export type TextKeys<F extends Fields> = { [K in keyof F]: F[K] extends TextField ? K : never }[keyof F] & string;
export type PlainValues<F extends Fields> = {
	readonly [K in Exclude<keyof F, TextKeys<F>>]?: F[K] extends Field<infer V> ? V | undefined : never;
};
export type TextField = Field<string> & { readonly isText: true };

/** Unknown fields of a workshop file lie beside the known ones under this prefix, so that no later field can collide. */
const keptPrefix = 'kept/';
const unsafeKeys = new Set(['__proto__', 'constructor', 'prototype']);

export function defineRecord<const F extends Fields>(collection: string, fields: F): RecordDefinition<F> {
	const names = Object.keys(fields);
	return {
		collection,
		fields,
		read(records, id) {
			const stored = records.get(id);
			if (!(stored instanceof Y.Map)) return undefined;
			const record: Record<string, unknown> = { id };
			for (const name of names) record[name] = fields[name]!.read(plain(stored.get(name)));
			record.kept = readKept(stored);
			return Object.freeze(record) as RecordOf<F>;
		},
		create(records, id, values) {
			const map = new Y.Map<unknown>();
			for (const name of names) {
				const value = (values as Record<string, unknown>)[name];
				if (fields[name]!.isText) map.set(name, new Y.Text(typeof value === 'string' ? value : ''));
				else if (value !== undefined) map.set(name, value);
			}
			for (const [name, value] of Object.entries(values.kept ?? {})) map.set(keptPrefix + name, value);
			records.set(id, map);
		},
		patch(records, id, values) {
			const map = records.get(id);
			if (!(map instanceof Y.Map)) return false;
			for (const [name, value] of Object.entries(values)) {
				if (value === undefined) map.delete(name);
				else if (!sameJson(map.get(name), value)) map.set(name, value);
			}
			return true;
		},
		text(records, id, field) {
			const map = records.get(id);
			const text = map instanceof Y.Map ? map.get(field) : undefined;
			return text instanceof Y.Text ? text : undefined;
		},
		isStructural: (key) => Object.hasOwn(fields, key) && fields[key]!.isStructural
	};
}

function plain(stored: unknown): unknown {
	return stored instanceof Y.Text ? stored.toString() : stored;
}

function readKept(map: Y.Map<unknown>): Readonly<Record<string, Json>> {
	const kept: Record<string, Json> = {};
	for (const [key, value] of map.entries()) {
		if (!key.startsWith(keptPrefix)) continue;
		const name = key.slice(keptPrefix.length);
		if (!unsafeKeys.has(name)) kept[name] = value as Json;
	}
	return Object.freeze(kept);
}

export function sameJson(a: unknown, b: unknown): boolean {
	return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
