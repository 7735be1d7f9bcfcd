/**
 * The structure of a Yjs update, checked against caps: which clocks it writes, what it deletes, what each part depends
 * on. What the parts mean is none of the relay's business. Also the way back: encoding a selection of the parts.
 */
import { encoding } from 'lib0';
import * as Y from 'yjs';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { ClockRange } from './document-bounds.ts';

export type Struct = Y.Item | Y.GC | Y.Skip;

export interface UpdateStructure {
	/** Per client in the order of their clocks. */
	readonly structs: ReadonlyMap<number, readonly Struct[]>;
	readonly deletes: readonly ClockRange[];
}

/** A struct, and how many of its first clocks are left out because they are known. */
export interface Part {
	readonly struct: Struct;
	readonly offset: number;
}

/** `bounded` holds for single updates; a SyncStep2 may bring a whole document. */
export function readStructure(update: Uint8Array, bounded: boolean): Result<UpdateStructure, 'invalid' | 'size'> {
	let decoded: ReturnType<typeof Y.decodeUpdate>;
	try {
		decoded = Y.decodeUpdate(update);
	} catch {
		// Whatever the decoder stumbles over (cut short, unknown content, nested too deeply), the answer is the same.
		return refused('invalid');
	}
	const mostStructs = bounded ? limits.structsPerUpdate : limits.structsPerSync;
	if (decoded.structs.length > mostStructs) return refused('size');

	const structs = new Map<number, Struct[]>();
	for (const struct of decoded.structs as Struct[]) {
		if (!(struct.length > 0) || !isPlausibleClock(struct.id.clock + struct.length)) return refused('invalid');
		if (struct instanceof Y.Item && !isPlausibleItem(struct)) return refused('invalid');
		const own = structs.get(struct.id.client);
		const last = own?.at(-1);
		if (last && last.id.clock + last.length !== struct.id.clock) return refused('invalid');
		if (own) own.push(struct);
		else structs.set(struct.id.client, [struct]);
	}

	const deletedRanges = decoded.ds.clients.values().reduce((sum, list) => sum + list.length, 0);
	// A SyncStep2 always carries everything that was ever deleted along.
	if (deletedRanges > (bounded ? limits.deleteRangesPerUpdate : 2 * limits.deleteRangesPerDocument))
		return refused('size');
	const deletes: ClockRange[] = [];
	for (const [client, ranges] of decoded.ds.clients) {
		for (const { clock, len } of ranges) {
			if (!isPlausibleClock(clock + len)) return refused('invalid');
			if (len > 0) deletes.push({ client, from: clock, to: clock + len });
		}
	}
	return ok({ structs, deletes });
}

/** What must be there before this item can be placed. */
export function dependencies(item: Y.Item): readonly Y.ID[] {
	const found: Y.ID[] = [];
	if (item.origin) found.push(item.origin);
	if (item.rightOrigin) found.push(item.rightOrigin);
	if (item.parent instanceof Y.ID) found.push(item.parent);
	return found;
}

/** Encodes parts (per client, clocks ascending and without holes) and deletions as one update. */
export function writeStructure(
	parts: ReadonlyMap<number, readonly Part[]>,
	deletes: readonly ClockRange[]
): Uint8Array {
	const encoder = new Y.UpdateEncoderV1();
	const rest = encoder.restEncoder;
	// Yjs writes higher client ids first.
	const clients = [...parts].filter(([, list]) => list.length > 0).toSorted(([a], [b]) => b - a);
	encoding.writeVarUint(rest, clients.length);
	for (const [client, list] of clients) {
		const first = list[0]!;
		encoding.writeVarUint(rest, list.length);
		encoder.writeClient(client);
		encoding.writeVarUint(rest, first.struct.id.clock + first.offset);
		for (const { struct, offset } of list) struct.write(encoder, offset);
	}
	const byClient = Map.groupBy(deletes, (range) => range.client);
	encoding.writeVarUint(rest, byClient.size);
	for (const [client, ranges] of [...byClient].toSorted(([a], [b]) => b - a)) {
		encoder.resetDsCurVal();
		encoding.writeVarUint(rest, client);
		encoding.writeVarUint(rest, ranges.length);
		for (const { from, to } of ranges) {
			encoder.writeDsClock(from);
			encoder.writeDsLen(to - from);
		}
	}
	return encoder.toUint8Array();
}

function isPlausibleClock(clock: number): boolean {
	return Number.isSafeInteger(clock) && clock >= 0;
}

function isPlausibleItem(item: Y.Item): boolean {
	if (item.parentSub === '__proto__') return false;
	const { content } = item;
	if (content instanceof Y.ContentDoc) return false; // documents within documents would escape the access rules
	if (content instanceof Y.ContentAny) return content.arr.every((value) => isPlausibleValue(value, limits.valueDepth));
	if (content instanceof Y.ContentJSON) return content.arr.every((value) => isPlausibleValue(value, limits.valueDepth));
	if (content instanceof Y.ContentEmbed) return isPlausibleValue(content.embed, limits.valueDepth);
	if (content instanceof Y.ContentFormat) return isPlausibleValue(content.value, limits.valueDepth);
	return true;
}

/** Not nested too deeply, and no object whose prototype was exchanged by a `__proto__` key. */
function isPlausibleValue(value: unknown, depth: number): boolean {
	if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return true;
	if (depth === 0) return false;
	if (Array.isArray(value)) return value.every((entry) => isPlausibleValue(entry, depth - 1));
	if (Object.getPrototypeOf(value) !== Object.prototype || Object.hasOwn(value, '__proto__')) return false;
	return Object.values(value).every((entry) => isPlausibleValue(entry, depth - 1));
}
