/**
 * Sealed boxes as features see them (silent drafts, ballots): my entry, which nobody else can read before the box is
 * opened, and afterwards everybody's. Types only; session-boxes.ts makes it, the promises are in ../SPEC.md.
 */
import type { Result } from '#lib/kernel/result.ts';
import type { Json } from '#lib/model/schema/record.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { MakeBoxRequest, OpenedEntry as RelayEntry } from '#lib/protocol/http.ts';
import type { BoxSummary } from '#lib/protocol/messages.ts';
import type { RelayFailure } from '../relay-http.ts';
import type { Ending } from '../sync-state.ts';
import type { Closing } from './entry-row.ts';
import type { Items } from './items.ts';

export type { Items } from './items.ts';

/** A box of this workshop. */
export interface SessionBox extends BoxSummary {
	/** Made before the workshop was shared: it is on this device, and stays there. */
	readonly onlyHere?: true;
}

/** What a new box is for. */
export type BoxRequest = Omit<MakeBoxRequest, 'id'>;

/**
 * Where my entry is. `loading`: being read or written this moment. `device`, `sent`, `saved`, `cannot-save` as in the
 * light. `late`: the box was closed before all of it had arrived. `closed`: it was, and everything is in it.
 */
export type EntryPlace = 'loading' | 'empty' | 'device' | 'sent' | 'saved' | 'cannot-save' | 'late' | 'closed';

export interface EntryState {
	readonly place: EntryPlace;
	/** Why it is not further; for `late`, what closed the box. */
	readonly reason?: RelayFailure | Ending | 'unshared' | 'approval' | 'memory' | 'failing' | Closing;
}

/** `too_large`: beyond `limits.boxEntryBytes` with everything in it. `forbidden`: no place in this box. */
export type EntryRefusal = Closing | 'too_large' | 'forbidden';

export interface MyEntry {
	readonly box: string;
	/** Complete once `whenRead` has resolved; the same map until something changes. */
	readonly items: Items;
	/** The same object until something in it changes. */
	readonly state: EntryState;
	/** Resolves when it has been read from this device. */
	readonly whenRead: Promise<unknown>;
	/** Changes it now, also offline. What is refused has changed nothing. */
	change(edit: (items: Items) => Items): Result<undefined, EntryRefusal>;
	/** In an anonymous box everybody will read ids and items as they are: nothing in them may say whose they are. */
	put(id: string, item: Json): Result<undefined, EntryRefusal>;
	remove(id: string): Result<undefined, EntryRefusal>;
	/** Takes everything out. An empty entry stays, so that my other devices know. */
	withdraw(): Result<undefined, EntryRefusal>;
	/** Calls back when `items` or `state` have changed; returns its stop. */
	subscribe(listener: () => void): () => void;
}

/** An entry of an opened box. Others' items are somebody else's data: parse them. */
export interface OpenedEntry extends Omit<RelayEntry, 'data'> {
	/** Empty when this build cannot read the entry. */
	readonly items: Items;
	readonly isReadable: boolean;
	/** It is the entry of this participant. */
	readonly isMine: boolean;
}

/** What an opened box has become: one update for one document. */
export interface BoxResult {
	readonly document: DocumentName;
	readonly update: Uint8Array;
}

/** An item that did not make it into its box, or not as it is now. */
export interface LateItem {
	readonly box: string;
	readonly id: string;
	/** Absent: it was taken out too late and has been opened with the others. */
	readonly item?: Json;
	readonly why: Closing;
}

export interface SealedBoxes {
	/** Makes a box (moderators) and gives its id: on the relay, or on this device while the workshop is not shared. */
	make(box: BoxRequest): Promise<Result<string, RelayFailure>>;
	/** Gives somebody who came after the box was made a place in it (moderators). */
	admit(box: string, participant: string): Promise<Result<undefined, RelayFailure>>;
	/** My own entry; the same object for the session's life. */
	mine(box: string): MyEntry;
	/** Opens a box for everybody (moderators). What of mine still waits is brought in first. */
	open(box: string): Promise<Result<undefined, RelayFailure>>;
	/** The entries of an opened box; once read they are also there offline. */
	entries(box: string): Promise<Result<readonly OpenedEntry[], RelayFailure>>;
	/**
	 * Makes an opened box's result (moderators). The first one counts: gives the one that does, which is in its document
	 * when this resolves. The update should come from a Y.Doc of its own and build on nothing that others may lack.
	 */
	settle(box: string, result: BoxResult): Promise<Result<BoxResult, RelayFailure>>;
	/** `not_found` while there is none. Participants need not apply it: a moderator's client brings it to the document. */
	result(box: string): Promise<Result<BoxResult, RelayFailure>>;
	/** What did not make it, of all boxes; the same array until something changes. It stays until it is dealt with. */
	readonly late: readonly LateItem[];
	/** Takes these from `late`: their owner has published or given up on them. */
	dealWith(items: readonly LateItem[]): Promise<void>;
	/** Calls back when `late` or a box that is only here has changed; returns its stop. */
	subscribe(listener: () => void): () => void;
}
