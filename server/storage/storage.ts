/**
 * The store as the relay sees it: workshops, people, links, sessions, documents as logs of opaque updates, files.
 * Every operation is one transaction, and its promise resolves only after the commit has reached the disk. What an
 * operation refuses it refuses by value; a promise that rejects means the store could not write (see `StoreFault`).
 * Adapters: `sqlite-storage.ts`, `memory-storage.ts`; what both must do: `storage.contract.ts`.
 */
import type { Chains } from './chains.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { AccessRules, Role } from '#lib/protocol/access.ts';
import type { BoxOperations, BoxRecord } from './boxes.ts';

/** A person's row. `joined` is milliseconds since the epoch. */
export interface ParticipantRecord {
	readonly id: string;
	readonly name: string;
	readonly organisation?: string;
	readonly perspective?: string;
	readonly role: Role;
	/** Waits for a moderator's yes. */
	readonly waiting: boolean;
	/** A moderator gave this role by hand: links do not change it any more. */
	readonly pinned: boolean;
	readonly joined: number;
}

export interface DocumentRecord {
	readonly name: string;
	readonly seq: number;
	/** Snapshot and everything after it; older rows kept as history are not counted. */
	readonly bytes: number;
}

export type WorkshopRecord =
	| { readonly erased: true }
	| {
			readonly erased: false;
			readonly title: string;
			readonly version: number;
			readonly access: AccessRules;
			/** Without those who were removed. */
			readonly participants: readonly ParticipantRecord[];
			readonly documents: readonly DocumentRecord[];
			readonly boxes: readonly BoxRecord[];
			/** Set while this workshop may be behind its devices: see `recoverySince`. */
			readonly recoverySince?: number;
	  };

export interface LinkRecord {
	readonly id: string;
	readonly workshop: string;
	readonly role: Role;
	readonly created: number;
	readonly expires?: number;
	readonly usesLeft?: number;
	readonly approval: boolean;
	readonly revoked: boolean;
}

export interface NewLink extends Omit<LinkRecord, 'revoked'> {
	/** SHA-256 of the token, hexadecimal. The token itself is never stored. */
	readonly hash: string;
}

export interface SessionRecord {
	readonly workshop: string;
	readonly participant: string;
	readonly link?: string;
	/** The link this session was made with has been revoked. */
	readonly revoked: boolean;
	/** The person was removed from the workshop. */
	readonly kicked: boolean;
	readonly erased: boolean;
}

export interface NewSession {
	readonly hash: string;
	readonly workshop: string;
	readonly participant: string;
	/** What the link gave, so that the role can fall back when another link is revoked. */
	readonly role: Role;
	readonly link?: string;
	readonly created: number;
}

export interface NewWorkshop {
	readonly id: string;
	readonly title: string;
	readonly created: number;
	readonly access: AccessRules;
	readonly creator: ParticipantRecord;
	readonly session: NewSession;
	readonly links: readonly NewLink[];
	readonly code: CodeRecord;
	/** A store that has lost it gets it back from its people's devices: `recoverySince` of it is `created`. */
	readonly broughtBack?: boolean;
}

export interface CodeRecord {
	readonly code: string;
	readonly workshop: string;
	/** The link it stands for. */
	readonly link: string;
	readonly expires: number;
}

export interface Join {
	readonly participant: ParticipantRecord;
	readonly session: NewSession;
	readonly link: string;
	/** Takes one use of a link that has a limited number. */
	readonly takesUse: boolean;
	readonly participantLimit: number;
}

export interface Append {
	readonly workshop: string;
	readonly document: string;
	/** The place this update must take: exactly one above the last. Anything else is refused, so that no gap can form. */
	readonly seq: number;
	readonly participant: string;
	readonly update: Uint8Array;
	readonly at: number;
	/** Yjs client ids that this participant uses for the first time. */
	readonly claims: readonly number[];
}

/** What the relay keeps in memory of an open document: its bounds, not its content. */
export interface DocumentState {
	readonly seq: number;
	readonly bytes: number;
	/** Rows and bytes since the last snapshot. */
	readonly tailRows: number;
	readonly tailBytes: number;
	/** Encoded as Yjs encodes it. */
	readonly stateVector: Uint8Array;
	/** Client, first clock, length. */
	readonly deleted: readonly (readonly [client: number, clock: number, length: number])[];
	readonly owners: readonly (readonly [client: number, participant: string])[];
	/** Which items hang together; absent when the document is new. */
	readonly chains?: Chains;
}

export interface DocumentRead {
	readonly seq: number;
	/** Everything up to `seq` that a holder of the asked state vector lacks. */
	readonly update: Uint8Array;
}

/** One row of a document's log. */
export interface LogRow {
	readonly seq: number;
	readonly update: Uint8Array;
}

export interface Compaction {
	readonly seq: number;
	/** Snapshot size. */
	readonly bytes: number;
}

/** A document, or a workshop as a whole, that cannot be served: what lies in the file is not what was written. */
export interface Damage {
	readonly workshop: string;
	readonly document?: string;
	readonly what: string;
}

/** A stretch of time in which a document changed. */
export interface Moment {
	/** The last change in it; milliseconds. */
	readonly at: number;
	readonly changes: number;
}

/** The operations, written as if they were synchronous; `Storage` promises each of them. */
export interface StorageOperations extends BoxOperations {
	createWorkshop(workshop: NewWorkshop): Result<undefined, 'conflict' | 'erased'>;
	/** `damaged`: its own row makes no sense, see `listDamage`. */
	loadWorkshop(id: string): WorkshopRecord | 'damaged' | undefined;
	/** Deletes everything but the tombstone and the hashes of the links, which go on saying that it was erased. */
	eraseWorkshop(id: string, at: number): void;
	/** Sets the rules as version `expected + 1`. */
	writeAccess(workshop: string, expected: number, access: AccessRules): Result<number, 'stale'>;

	/** Inserts or replaces rows; a person who was removed stays removed, and an erased workshop empty. Answers the ids that were written. */
	putParticipants(workshop: string, participants: readonly ParticipantRecord[]): readonly string[];
	/** Which of these people have a device, that is, a session. */
	withSession(workshop: string, participants: readonly string[]): readonly string[];
	/**
	 * Takes the person's name away and keeps the row as a mark that sessions of theirs were kicked. Their place and their
	 * entry in boxes that are still sealed go with them.
	 */
	removeParticipant(workshop: string, participant: string, at: number): void;

	findLink(hash: string): (LinkRecord & { readonly erased: boolean }) | undefined;
	findLinkById(workshop: string, link: string): LinkRecord | undefined;
	listLinks(workshop: string): readonly LinkRecord[];
	addLink(link: NewLink): void;
	/** Revokes the link, its codes and sessions. Answers whose sessions those were and with which role each goes on. */
	revokeLink(workshop: string, link: string): readonly { readonly participant: string; readonly role: Role }[];

	/** One transaction: takes a use, writes the person, writes the session. */
	join(join: Join): Result<undefined, 'link_used' | 'link_revoked' | 'full' | 'erased' | 'kicked'>;
	addSession(session: NewSession): void;
	findSession(hash: string): SessionRecord | undefined;
	/** Has this person already a session that was made with this link? */
	hasSessionByLink(participant: string, workshop: string, link: string): boolean;

	findCode(code: string, now: number): CodeRecord | undefined;
	currentCode(workshop: string, now: number): CodeRecord | undefined;
	/** Replaces the workshop's code; `conflict` when another workshop has just this one. */
	putCode(code: CodeRecord, now: number): Result<undefined, 'conflict'>;

	append(entry: Append): Result<undefined, 'erased' | 'out_of_order'>;
	openDocument(workshop: string, document: string): DocumentState;
	readDocument(workshop: string, document: string, stateVector?: Uint8Array): DocumentRead;
	/**
	 * Rows of the log after place `after`, oldest first: as many as `mostBytes` allows, and one at least if there is one.
	 * `undefined` when the log does not reach back that far any more.
	 */
	readLog(workshop: string, document: string, after: number, mostBytes: number): readonly LogRow[] | undefined;
	/**
	 * Loads the document, encodes it, proves that the encoding says the same, stores it as a snapshot and drops rows of
	 * the log that it covers and that are older than `historyAfter`. `undefined`: nothing to do.
	 */
	compact(workshop: string, document: string, historyAfter: number): Compaction | undefined;
	/**
	 * The document as it was at that time (milliseconds), empty before its first update. `undefined` when there is no such
	 * document, or when the log does not reach back that far any more.
	 */
	readDocumentAt(workshop: string, document: string, time: number): DocumentRead | undefined;
	/** When the document changed, as far as `readDocumentAt` reaches: of each interval (milliseconds) its last moment. */
	listMoments(workshop: string, document: string, interval: number): readonly Moment[];

	putFile(
		workshop: string,
		sha256: string,
		data: Uint8Array,
		bound: number,
		at: number
	): Result<'new' | 'known', 'full' | 'erased'>;
	readFile(workshop: string, sha256: string): Uint8Array | undefined;

	/**
	 * When this store was put back from a backup; milliseconds, `undefined` when it never was. Devices may know more than
	 * the store since then. Workshops made later are not concerned (`loadWorkshop` leaves it out for them). The mark stays;
	 * whoever reads it decides by its age (`recoveryMs`) whether it still means something.
	 */
	recoverySince(): number | undefined;
	/** Sets that mark. */
	beginRecovery(at: number): void;

	/** When workshops were last used. Those of which it is not known yet were used at `unknownAt`. */
	noteUse(uses: readonly { readonly workshop: string; readonly at: number }[], unknownAt?: number): void;
	/** Workshops whose last use is earlier; without erased ones. */
	listUnused(before: number): readonly string[];
	/** Documents with rows that a compaction would drop. */
	listOldHistory(historyAfter: number): readonly { readonly workshop: string; readonly document: string }[];

	/** What the check at the start has found. */
	listDamage(): readonly Damage[];

	/** A real write, for `/readyz` and for noticing that a full disk has room again. */
	probe(at: number): void;
}

export type Storage = {
	readonly [Name in keyof StorageOperations]: (
		...args: Parameters<StorageOperations[Name]>
	) => Promise<ReturnType<StorageOperations[Name]>>;
} & {
	/** Waits for everything asked so far, then lets go of the file. */
	close(): Promise<void>;
};

/** How long after a restore devices may bring back what the backup lacks: 14 days, milliseconds. */
export const recoveryMs = 14 * 24 * 60 * 60 * 1000;

/** The store could not do what it was asked to: full disk, broken disk, closed. Nothing of the operation is kept. */
export class StoreFault extends Error {
	override readonly name = 'StoreFault';
}
