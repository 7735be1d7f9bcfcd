/**
 * An entry as bytes: JSON, items sorted by id. The mark is random and the same for all devices of its owner; it lets them
 * find their entry among the opened ones when nobody else can say whose it is.
 */
import { idPattern } from '#lib/kernel/id.ts';
import type { Json } from '#lib/model/schema/record.ts';
import type { Items } from './items.ts';

export interface Entry {
	readonly mark: string;
	readonly items: Items;
}

export function encodeEntry({ mark, items }: Entry): Uint8Array<ArrayBuffer> {
	const list = [...items].sort(([a], [b]) => (a < b ? -1 : 1));
	return new TextEncoder().encode(JSON.stringify({ mark, items: list }));
}

/** `undefined` for what is no entry of ours (another build's, a damaged or a hostile one). */
export function decodeEntry(bytes: Uint8Array): Entry | undefined {
	let read: { readonly mark?: unknown; readonly items?: unknown } | null;
	try {
		read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as typeof read;
	} catch {
		// Said by the result: the caller knows whose entry it is and what that means.
		return undefined;
	}
	if (typeof read?.mark !== 'string' || !idPattern.test(read.mark) || !Array.isArray(read.items)) return undefined;
	const items = read.items as readonly unknown[];
	return items.every(isPair) ? { mark: read.mark, items: new Map(items) } : undefined;
}

function isPair(value: unknown): value is readonly [string, Json] {
	return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}
