/**
 * CLAIM, the one frame of ours from client to relay: which Yjs client ids this device has written with in this document.
 * Sent before each SyncStep2; stock clients never send it. What the relay makes of it is in PROTOCOL.md, "After a restore".
 */
import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { messageType } from './messages.ts';

export interface Claim {
	/** Ids with words that the relay has not acknowledged to this device. */
	readonly unsaved: readonly number[];
	/** Every other id that this device has used in this document, the newest first. */
	readonly settled: readonly number[];
}

/** More ids than this are not read from one connection. */
export const claimLimit = 4_000;

export function encodeClaim({ unsaved, settled }: Claim): Uint8Array<ArrayBuffer> {
	const encoder = createEncoder();
	writeVarUint(encoder, messageType.claim);
	for (const ids of [unsaved.slice(0, claimLimit), settled.slice(0, claimLimit)]) {
		writeVarUint(encoder, ids.length);
		for (const id of ids) writeVarUint(encoder, id);
	}
	return toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}

/** Reads a whole CLAIM frame; throws when it is cut short or names more than `claimLimit` ids. */
export function decodeClaim(frame: Uint8Array): Claim {
	const decoder = createDecoder(frame);
	readVarUint(decoder);
	const readIds = (): number[] => {
		const count = readVarUint(decoder);
		if (count > claimLimit) throw new RangeError('more client ids than one device can have');
		return Array.from({ length: count }, () => readVarUint(decoder));
	};
	return { unsaved: readIds(), settled: readIds() };
}
