/**
 * One object of the file to the values of one record, and back, without loss: what the record would not say again in the
 * same words is kept under the field's name, and said again as long as the record still means the same.
 */
import { isUnsafeKey } from './clean-json.ts';
import { sameJson, type Fields, type Json, type RecordOf, type ValuesOf } from '../schema/record.ts';
import type { FieldForm, FileRecord } from './file-records.ts';
import type { IdNames } from './id-names.ts';

type FileObject = Readonly<Record<string, unknown>>;

/** Values for `create`; what is said by place (order, meeting) is added by the caller. */
export function valuesFrom<F extends Fields>(kind: FileRecord<F>, object: FileObject, ids: IdNames): ValuesOf<F> {
	const values: Record<string, unknown> = {};
	const kept: Record<string, Json> = {};
	if (typeof object.id === 'string' && ids.inRecords(object.id) !== object.id) kept.id = object.id;
	for (const [name, value] of Object.entries(object)) {
		// A field the file format does not have is kept, also where the record happens to use its name for something else.
		const field = Object.hasOwn(kind.shape, name) ? own(kind.definition.fields, name) : undefined;
		if (Object.hasOwn(kind.shape, name) && kind.elsewhere.includes(name)) continue;
		if (!field) {
			kept[name] = value as Json;
			continue;
		}
		const stored = toRecord(value, kind.forms[name], ids);
		if (stored !== undefined) values[name] = stored;
		if (!sameJson(inFile(kind, name, field.read(stored), ids), value)) kept[name] = value as Json;
	}
	return { ...values, kept } as ValuesOf<F>;
}

/** The object of the file for a record: known fields in the file's order, then the unknown ones by name. */
export function objectFrom<F extends Fields>(
	kind: FileRecord<F>,
	record: RecordOf<F>,
	ids: IdNames,
	parts: FileObject = {}
): Record<string, unknown> {
	const object: Record<string, unknown> = {};
	const say = (name: string, value: unknown) => {
		if (value !== undefined) object[name] = value;
	};
	for (const name of Object.keys(kind.shape)) {
		if (name === 'id') say(name, ids.inFile(record.id));
		else if (kind.elsewhere.includes(name)) say(name, parts[name]);
		else say(name, fieldOf(kind, record, name, ids));
	}
	for (const name of Object.keys(record.kept).sort()) {
		if (!Object.hasOwn(kind.shape, name) && !isUnsafeKey(name)) say(name, record.kept[name]);
	}
	return object;
}

function fieldOf<F extends Fields>(kind: FileRecord<F>, record: RecordOf<F>, name: string, ids: IdNames): unknown {
	const field = own(kind.definition.fields, name);
	const kept = own(record.kept, name);
	if (!field) return kept;
	const now = record[name as keyof F];
	const meant = kept === undefined ? undefined : field.read(toRecord(kept, kind.forms[name], ids));
	return kept !== undefined && sameJson(meant, now) ? kept : inFile(kind, name, now, ids);
}

/** How the file says a value that has been read from a record; empty is not said unless the field is required. */
function inFile<F extends Fields>(kind: FileRecord<F>, name: string, value: unknown, ids: IdNames): unknown {
	const isEmpty = value === undefined || value === '' || isEmptyList(value);
	if (isEmpty) return kind.shape[name]?.required ? '' : undefined;
	// A default that is a plain no is not said either.
	if (value === false && own(kind.definition.fields, name)?.read(undefined) === false) return undefined;
	switch (kind.forms[name]) {
		case 'id':
			return ids.inFile(value as string);
		case 'ids':
			return (value as readonly string[]).map((id) => ids.inFile(id));
		case 'time':
			return timeText(value as number);
		default:
			return value;
	}
}

function toRecord(value: unknown, form: FieldForm | undefined, ids: IdNames): unknown {
	switch (form) {
		case 'id':
			return typeof value === 'string' ? ids.inRecords(value) : undefined;
		case 'ids':
			return Array.isArray(value) ? value.map((id) => (typeof id === 'string' ? ids.inRecords(id) : id)) : undefined;
		case 'time': {
			const time = typeof value === 'string' ? Date.parse(value) : NaN;
			return Number.isNaN(time) ? undefined : time;
		}
		default:
			return value;
	}
}

/** A time that no calendar has (a hostile number) is not said. */
function timeText(time: number): string | undefined {
	return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : undefined;
}

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}

function own<Value>(object: Readonly<Record<string, Value>>, name: string): Value | undefined {
	return Object.hasOwn(object, name) ? object[name] : undefined;
}
