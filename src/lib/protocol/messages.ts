/**
 * The frames on the wire: y-websocket's own (0 sync, 1 awareness, 3 query) and our three, which a stock client logs and
 * ignores. Codecs only, no I/O. The meaning of each is in PROTOCOL.md.
 */
import { createDecoder, hasContent, readVarString, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import type { AccessRules, Role } from './access.ts';
import type { Limits } from './limits.ts';

export const messageType = {
	sync: 0,
	awareness: 1,
	auth: 2,
	queryAwareness: 3,
	ack: 120,
	policy: 121,
	nack: 122,
	/** From client to relay; see claim.ts. */
	claim: 123
} as const;
export const syncType = { step1: 0, step2: 1, update: 2 } as const;

/** Why a frame was not accepted. */
export const nackCodes = [
	'role',
	'access',
	'size',
	'rate',
	'invalid',
	'owner',
	'gap',
	'full',
	'erased',
	'superseded'
] as const;
export type NackCode = (typeof nackCodes)[number];

/** The first `frames` counted frames of this connection are answered; those without a NACK are on disk. */
export interface Ack {
	readonly frames: number;
	/** Place in the document's log up to which this connection's frames are stored. */
	readonly seq: number;
}

/** Frame number `frame` (the first is 1) of this connection was not accepted. */
export interface Nack {
	readonly frame: number;
	readonly code: NackCode;
}

/** A person as everybody in the workshop may see them. */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly organisation?: string;
	/** Id of a perspective in the stage document. */
	readonly perspective?: string;
	readonly role: Role;
	/** Waits for a moderator's yes; seen by moderators only. */
	readonly waiting?: boolean;
}

/** A sealed box as POLICY and `GET …/boxes` tell of it; what lies inside is nobody's business before it is opened. */
export interface BoxSummary {
	readonly box: string;
	readonly kind: string;
	readonly anonymous: boolean;
	readonly state: 'closed' | 'open';
	readonly entries: number;
	/** As their owners count them. */
	readonly items: number;
	/** How many people have, or had, a place in it, that is, may put in an entry. The relay always says so. */
	readonly electors?: number;
	/** Of whoever is told: `waiting` came later and needs a moderator's yes. Absent once it is open. */
	readonly place?: BoxPlace;
	/** For moderators, while it is closed: who came later and could be given a place. Absent: nobody. */
	readonly waiting?: readonly string[];
}
export type BoxPlace = 'given' | 'waiting' | 'none';

/** What the relay tells every connection at its start and whenever something of it changes. */
export interface Policy {
	readonly role: Role;
	readonly participant: string;
	/** Of `access`; rises with every change. */
	readonly version: number;
	readonly access: AccessRules;
	/**
	 * While words in flight are still taken: relay time from which on `access` is enforced against those who could write
	 * before. Nobody begins to write in this time. Absent when everything in `access` is enforced.
	 */
	readonly enforcedFrom?: number;
	/** Documents that the relay cannot read at present; connections to them are closed with 4530. Absent: none. */
	readonly unreadable?: readonly string[];
	readonly limits: Limits;
	/** Relay time, milliseconds since the epoch. */
	readonly time: number;
	readonly boxes: readonly BoxSummary[];
	readonly people: readonly Person[];
	/** `false` while the store cannot write: what is sent now is not kept. Absent means `true`. */
	readonly available?: boolean;
	/**
	 * Since when the relay may be behind the devices (it was put back from a backup, or the workshop was brought back),
	 * relay time. Each device brings back once what it has. Absent: it is not.
	 */
	readonly recovery?: number;
}

export function encodeAck(ack: Ack): Uint8Array<ArrayBuffer> {
	return encode(messageType.ack, (encoder) => {
		writeVarUint(encoder, ack.frames);
		writeVarUint(encoder, ack.seq);
	});
}

export function encodeNack(nack: Nack): Uint8Array<ArrayBuffer> {
	return encode(messageType.nack, (encoder) => {
		writeVarUint(encoder, nack.frame);
		writeVarString(encoder, nack.code);
	});
}

export function encodePolicy(policy: Policy): Uint8Array<ArrayBuffer> {
	return encode(messageType.policy, (encoder) => writeVarString(encoder, JSON.stringify(policy)));
}

export type RelayMessage =
	| { readonly type: 'ack'; readonly ack: Ack }
	| { readonly type: 'nack'; readonly nack: Nack }
	| { readonly type: 'policy'; readonly policy: Policy };

/** Reads one of our three frames; `undefined` for every other and for one that is cut short or makes no sense. */
export function decodeRelayMessage(frame: Uint8Array): RelayMessage | undefined {
	try {
		const decoder = createDecoder(frame);
		switch (readVarUint(decoder)) {
			case messageType.ack:
				return { type: 'ack', ack: { frames: readVarUint(decoder), seq: readVarUint(decoder) } };
			case messageType.nack: {
				const frameNumber = readVarUint(decoder);
				const code = readVarString(decoder);
				return {
					type: 'nack',
					nack: { frame: frameNumber, code: nackCodes.includes(code as NackCode) ? (code as NackCode) : 'invalid' }
				};
			}
			case messageType.policy:
				return { type: 'policy', policy: JSON.parse(readVarString(decoder)) as Policy };
			default:
				return undefined;
		}
	} catch {
		// A broken frame is one we do not know; the connection's own timeout deals with a broken peer.
		return undefined;
	}
}

/** Says whether a client's frame counts towards ACK numbers: `[0,1]` (SyncStep2) and `[0,2]` (update) do. */
export function isCountedFrame(frame: Uint8Array): boolean {
	return frame[0] === messageType.sync && (frame[1] === syncType.step2 || frame[1] === syncType.update);
}

/** A SyncStep2 or an update that carries nothing: no structs and no deletions. */
export function isEmptyUpdate(update: Uint8Array): boolean {
	const decoder = createDecoder(update);
	return readVarUint(decoder) === 0 && readVarUint(decoder) === 0 && !hasContent(decoder);
}

function encode(type: number, write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array<ArrayBuffer> {
	const encoder = createEncoder();
	writeVarUint(encoder, type);
	write(encoder);
	return toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}
