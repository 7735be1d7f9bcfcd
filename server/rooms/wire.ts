/** y-websocket's own frames: reading what a client says, writing what the relay says. Our three are in `#lib/protocol`. */
import { decoding, encoding } from 'lib0';
import { decodeClaim, type Claim } from '#lib/protocol/claim.ts';
import { limits } from '#lib/protocol/limits.ts';
import { messageType, syncType } from '#lib/protocol/messages.ts';

export type ClientFrame =
	/** What the client has; wants the rest. */
	| { readonly type: 'step1'; readonly stateVector: Uint8Array }
	/** What the client has beyond the relay; counted. */
	| { readonly type: 'step2'; readonly update: Uint8Array }
	/** One transaction; counted. */
	| { readonly type: 'update'; readonly update: Uint8Array }
	| { readonly type: 'awareness'; readonly states: Uint8Array }
	| { readonly type: 'query-awareness' }
	/** Which client ids it has written with. */
	| { readonly type: 'claim'; readonly claim: Claim }
	/** Not ours to understand, or broken. `counted` says whether it takes a number. */
	| { readonly type: 'unknown'; readonly counted: boolean };

export function readFrame(frame: Uint8Array): ClientFrame {
	const counted = frame[0] === messageType.sync && (frame[1] === syncType.step2 || frame[1] === syncType.update);
	try {
		const decoder = decoding.createDecoder(frame);
		switch (decoding.readVarUint(decoder)) {
			case messageType.sync:
				return readSync(decoder);
			case messageType.awareness:
				return { type: 'awareness', states: decoding.readVarUint8Array(decoder) };
			case messageType.queryAwareness:
				return { type: 'query-awareness' };
			case messageType.claim:
				return { type: 'claim', claim: decodeClaim(frame) };
			default:
				return { type: 'unknown', counted };
		}
	} catch {
		// Cut short: the sender is told (if the frame counts) by a NACK.
		return { type: 'unknown', counted };
	}
}

function readSync(decoder: decoding.Decoder): ClientFrame {
	const kind = decoding.readVarUint(decoder);
	const payload = decoding.readVarUint8Array(decoder);
	if (kind === syncType.step1 && isStateVector(payload)) return { type: 'step1', stateVector: payload };
	if (kind === syncType.step2) return { type: 'step2', update: payload };
	if (kind === syncType.update) return { type: 'update', update: payload };
	return { type: 'unknown', counted: false };
}

/** Checked here, at the door: what loads documents would take a broken one for a fault of the document. */
function isStateVector(payload: Uint8Array): boolean {
	if (payload.byteLength > limits.updateBytes) return false;
	const decoder = decoding.createDecoder(payload);
	for (let left = decoding.readVarUint(decoder); left > 0; left--) {
		decoding.readVarUint(decoder);
		decoding.readVarUint(decoder);
	}
	return true;
}

export function syncFrame(kind: keyof typeof syncType, payload: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageType.sync);
	encoding.writeVarUint(encoder, syncType[kind]);
	encoding.writeVarUint8Array(encoder, payload);
	return encoding.toUint8Array(encoder);
}

export function awarenessFrame(states: Uint8Array): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageType.awareness);
	encoding.writeVarUint8Array(encoder, states);
	return encoding.toUint8Array(encoder);
}

/** An awareness frame about nobody: says that the relay lives, and every y-websocket client understands it. */
export const heartbeatFrame = awarenessFrame(Uint8Array.of(0));
