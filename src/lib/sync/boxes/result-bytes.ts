/** A box's result as bytes: the name of the document (varString), then the update up to the end. */
import { createDecoder, readTailAsUint8Array, readVarString } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeUint8Array, writeVarString } from 'lib0/encoding';
import { parseDocumentName } from '#lib/protocol/documents.ts';
import type { BoxResult } from './boxes.ts';

export function encodeResult({ document, update }: BoxResult): Uint8Array<ArrayBuffer> {
	const encoder = createEncoder();
	writeVarString(encoder, document);
	writeUint8Array(encoder, update);
	return toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

/** `undefined` for bytes that are no result of ours. */
export function decodeResult(bytes: Uint8Array): BoxResult | undefined {
	try {
		const decoder = createDecoder(bytes);
		const document = parseDocumentName(readVarString(decoder));
		return document && { document, update: Uint8Array.from(readTailAsUint8Array(decoder)) };
	} catch {
		// Cut short or something else altogether; the caller says so.
		return undefined;
	}
}
