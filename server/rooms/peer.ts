/**
 * One connection as a room sees it: whose it is, where its synchronisation stands, which of its frames are answered.
 * The socket behind it, with its rate limits and heartbeat, is in `../socket/connection.ts`.
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import { encodeAck, encodeNack, type NackCode } from '#lib/protocol/messages.ts';
import type { CloseCode } from '#lib/protocol/close-codes.ts';
import { FrameLedger } from './frame-ledger.ts';
import { ClaimedIds } from './recovery.ts';

export interface PeerSocket {
	send(frame: Uint8Array): void;
	/** So much waits to be read at the other end that only answers may be added. */
	readonly isCongested: boolean;
	close(code: CloseCode, reason: string): void;
}

/**
 * - `awaiting`: updates are parked until the client's SyncStep2, which will contain them
 * - `synced`: every update is looked at as it comes
 * - `blocked`: something this client builds on is missing here; asked again when the document has grown
 */
export type SyncState = 'awaiting' | 'synced' | 'blocked';

/** What was not sent because nobody read it: places instead of contents. */
export interface Missed {
	/** The connection has the log up to here and lacks the rest; `undefined` when it lacks nothing. */
	after: number | undefined;
	/** A SyncStep1 that waits for its answer. */
	stateVector: Uint8Array | undefined;
	policy: boolean;
	/** Awareness client ids that changed meanwhile. */
	presence: Set<number> | undefined;
}

export class Peer {
	readonly ledger = new FrameLedger();
	sync: SyncState = 'awaiting';
	/** A frame was refused: this Y.Doc has nothing more to say until it is replaced. */
	superseded = false;
	/** May not read any more; what it wrote before is still taken. */
	muted = false;
	readonly missed: Missed = { after: undefined, stateVector: undefined, policy: false, presence: undefined };
	/** What it missed is being sent at present. */
	catchesUp = false;
	/** When this peer was last asked again after being blocked, milliseconds. */
	askedAgainAt = 0;
	askAgainTimer: NodeJS.Timeout | undefined;
	/** Client ids that are its own, as it says. */
	readonly claims = new ClaimedIds();
	/** Client ids whose content others have to bring, and of which this peer knows deletions. */
	aside: ReadonlySet<number> = new Set();
	/** Some of that content is on its way to the disk. */
	asideGrows = false;
	#ackDue = false;
	#acked = 0;

	readonly socket: PeerSocket;
	readonly document: DocumentName;
	readonly participant: string;
	/** The link its session was made with. */
	readonly link: string | undefined;

	constructor(socket: PeerSocket, document: DocumentName, participant: string, link: string | undefined) {
		this.socket = socket;
		this.document = document;
		this.participant = participant;
		this.link = link;
	}

	/** Something waits until the other end has read what was sent. */
	get lacks(): boolean {
		const { after, stateVector, policy, presence } = this.missed;
		return after !== undefined || stateVector !== undefined || policy || presence !== undefined;
	}

	/** Answers frames as stored; the ACK goes out once per turn. `seq` gives the place in the log at that time. */
	acknowledge(frames: readonly number[], seq: () => number): void {
		for (const frame of frames) this.ledger.answer(frame);
		if (this.#ackDue) return;
		this.#ackDue = true;
		queueMicrotask(() => {
			this.#ackDue = false;
			const { answered } = this.ledger;
			if (answered === this.#acked) return;
			this.#acked = answered;
			this.socket.send(encodeAck({ frames: answered, seq: seq() }));
		});
	}

	/** Refuses a frame and everything parked before it: the client's document has to be replaced. */
	refuse(frame: number, code: NackCode, seq: () => number): void {
		const parked = this.ledger.parkedUpTo(frame).filter((number) => number !== frame);
		for (const number of parked) this.socket.send(encodeNack({ frame: number, code: 'superseded' }));
		this.socket.send(encodeNack({ frame, code: this.superseded ? 'superseded' : code }));
		this.superseded = true;
		this.acknowledge([...parked, frame], seq);
	}
}
