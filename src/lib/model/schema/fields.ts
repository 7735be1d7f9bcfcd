/** The kinds of field a record can have. Each reads anything and answers with something clean. */
import type { Field, Json, TextField } from './record.ts';

const plainField = <Value>(read: (stored: unknown) => Value, isStructural = false): Field<Value> => ({
	read,
	isText: false,
	isStructural
});

const readString = (stored: unknown) => (typeof stored === 'string' && stored !== '' ? stored : undefined);
const readNumber = (stored: unknown) => (typeof stored === 'number' && Number.isFinite(stored) ? stored : undefined);

/** Shared text: several people type in it at once. */
export const text = (): TextField => ({
	read: (stored) => (typeof stored === 'string' ? stored : ''),
	isText: true,
	isStructural: false
});

/** A plain string; the last writer wins. Absent and empty are the same. */
export const string = () => plainField(readString);

/** A finite number. */
export const number = () => plainField(readNumber);

export const boolean = () => plainField((stored) => (typeof stored === 'boolean' ? stored : undefined));

/** One of a closed set; anything else reads as the first. */
export const oneOf = <const Option extends string>(options: readonly [Option, ...Option[]]) =>
	plainField((stored): Option => (options.includes(stored as Option) ? (stored as Option) : options[0]));

/** One of a closed set, or nothing. */
export const maybeOneOf = <const Option extends string>(options: readonly Option[]) =>
	plainField((stored): Option | undefined => (options.includes(stored as Option) ? (stored as Option) : undefined));

/** The id of another record. Structural: it decides in which list this one stands. */
export const link = () => plainField(readString, true);

/** The fractional order key (see kernel/order-key.ts). */
export const order = () => plainField((stored) => readString(stored) ?? '', true);

/** A yes or no that decides in which list a record stands. */
export const placed = () => plainField((stored) => stored === true, true);

/** Milliseconds since the epoch. */
export const time = () => plainField(readNumber);

/** A list whose items are read one by one; what makes no sense is left out. */
export const listOf = <Item>(readItem: (stored: unknown) => Item | undefined) =>
	plainField((stored): readonly Item[] =>
		Array.isArray(stored) ? Object.freeze(stored.map(readItem).filter((item) => item !== undefined)) : empty
	);

export const strings = () => listOf(readString);

/** A small object with a reader of its own. */
export const shape = <Value>(read: (stored: Readonly<Record<string, unknown>>) => Value | undefined) =>
	plainField((stored) => (isObject(stored) ? read(stored) : undefined));

/** Any JSON, kept as it is. */
export const json = () => plainField((stored) => stored as Json | undefined);

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const empty: readonly never[] = Object.freeze([]);
