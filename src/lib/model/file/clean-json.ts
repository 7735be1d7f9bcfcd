/**
 * JSON from outside as values that every later step can trust: no keys that reach into prototypes, whole Unicode, finite
 * numbers, bounded nesting (the relay refuses deeper values). What it changes is documented in SPEC.md [FILE-3].
 */
import type { Json } from '../schema/record.ts';

/** Nesting of arrays and objects. Rich text nests deeper, but is not stored as one value. */
const deepest = 60;
const deepestNote = 400;

class TooDeep extends Error {
	readonly path: string;

	constructor(path: string) {
		super(`nested too deep at ${path}`);
		this.path = path;
	}
}

/** A fresh, clean copy, or the path at which it is nested too deep. */
export function cleanJson(json: unknown): { readonly value: Json } | { readonly tooDeep: string } {
	try {
		return { value: clean(json, '', deepest, 'refuse') };
	} catch (error) {
		if (error instanceof TooDeep) return { tooDeep: error.path };
		throw error;
	}
}

/** A fresh, clean copy in which what is nested too deep is `null`: for what comes out of documents. */
export function prunedJson(json: unknown): Json {
	return clean(json, '', deepest, 'prune');
}

/** Keys under which assigning to an object does something else than setting a field. */
export function isUnsafeKey(key: string): boolean {
	return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

export function pathTo(parent: string, key: string | number): string {
	if (typeof key === 'number') return `${parent}[${key}]`;
	return parent === '' ? key : `${parent}.${key}`;
}

function clean(json: unknown, path: string, budget: number, tooDeep: 'refuse' | 'prune'): Json {
	if (typeof json === 'string') return json.toWellFormed();
	// `1e999` reads as infinity; minus zero would not survive being written.
	if (typeof json === 'number') return Number.isFinite(json) ? json + 0 : null;
	if (typeof json !== 'object' || json === null) return typeof json === 'boolean' ? json : null;
	if (budget === 0) {
		if (tooDeep === 'prune') return null;
		throw new TooDeep(path);
	}
	if (Array.isArray(json)) return json.map((item, at) => clean(item, pathTo(path, at), budget - 1, tooDeep));
	const cleaned: Record<string, Json> = {};
	for (const [key, value] of Object.entries(json)) {
		const name = key.toWellFormed();
		if (isUnsafeKey(name) || value === undefined) continue;
		const inner = pathTo(path, name);
		cleaned[name] = clean(value, inner, notePath.test(inner) ? deepestNote : budget - 1, tooDeep);
	}
	return cleaned;
}

const notePath = /^meetings\[\d+\]\.tables\[\d+\]\.note$/;
