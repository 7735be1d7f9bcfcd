/**
 * Identifiers: random, unguessable where it matters, branded so that a card's id cannot be passed for a table's.
 * Works in Node and in browsers without a secure context (no `crypto.randomUUID` there).
 */

declare const brand: unique symbol;

/** A string that stands for one kind of thing. `Kind` exists for the compiler only. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type WorkshopId = Id<'workshop'>;
export type ParticipantId = Id<'participant'>;
export type MeetingId = Id<'meeting'>;

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

/** What an id may look like wherever it becomes part of an address, a document name or a file: 1 to 64 characters. */
export const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Makes a new id of `length` characters with 6 random bits each (20 characters = 120 bits).
 * `crypto.getRandomValues` is present in every environment we run in.
 */
export function newId<Kind extends string>(length = 20): Id<Kind> {
	const bytes = crypto.getRandomValues(new Uint8Array(length));
	let id = '';
	for (const byte of bytes) id += alphabet.charAt(byte & 63);
	return id as Id<Kind>;
}

/** Accepts a string from outside as an id, or says no; also to names that every object has by itself (`constructor`). */
export function parseId<Kind extends string>(value: unknown): Id<Kind> | undefined {
	return typeof value === 'string' && idPattern.test(value) && !(value in {}) ? (value as Id<Kind>) : undefined;
}
