/**
 * What a session is for everybody above sync: one workshop on this device, as one participant, kept here and – when it is
 * shared – sent to the relay. Types only; `open-session.ts` makes one. The promises are in SPEC.md.
 */
import type { Awareness } from 'y-protocols/awareness';
import type { ParticipantId } from '#lib/kernel/id.ts';
import type { Result } from '#lib/kernel/result.ts';
import type { Actor, Command, Refusal } from '#lib/model/command.ts';
import type { Workshop } from '#lib/model/workshop.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { Person } from '#lib/protocol/messages.ts';
import type { SealedBoxes, SessionBox } from './boxes/boxes.ts';
import type { WorkshopFiles } from './files/files.ts';
import type { Imported } from './imported-parts.ts';
import type { PersonPatch, Sharing } from './known-workshop.ts';
import type { Presence } from './presence.ts';
import type { RelayFailure, WorkshopRelay } from './relay-http.ts';
import type { LightView, SyncState } from './sync-state.ts';
import type { Tray } from './tray.ts';

export interface Session {
	readonly workshop: Workshop;
	readonly participant: ParticipantId;

	/** Role and access rules as last heard; may be old while offline. A new object whenever something of it changes. */
	readonly actor: Actor;
	/** Everybody in the workshop as last heard. */
	readonly people: readonly Person[];
	/** Sealed boxes; the same array until something changes. What lies in them: `sealed`. */
	readonly boxes: readonly SessionBox[];
	/** My entries in sealed boxes, and what has been opened. Boxes that are only here change without `onPolicy`. */
	readonly sealed: SealedBoxes;
	/** Pictures, under their SHA-256. */
	readonly files: WorkshopFiles;
	/** Calls back when `actor`, `people`, `boxes` or `sharing` have changed; returns its stop. */
	onPolicy(listener: () => void): () => void;

	readonly state: SyncState;
	/** Derived from `state`: the same object until something in it changes. */
	readonly light: LightView;
	/** Calls back when `state` has changed; returns its stop. */
	subscribe(listener: () => void): () => void;

	readonly presence: Presence;
	/** Carets and presence of one document. The same object for the session's life, also across a replaced document. */
	awareness(name: DocumentName): Awareness;
	readonly tray: Tray;

	/** Resolves when this document has been read from this device. */
	loaded(name: DocumentName): Promise<void>;
	/** Lets go of a document that no screen shows: its connection ends once nothing of it waits any more. */
	release(name: DocumentName): void;
	/** Takes a released document back. */
	retain(name: DocumentName): void;
	/** Runs a command as this participant, now. What is refused has changed nothing. */
	run<Input extends object, Value>(command: Command<Input, Value>, input: Input): Result<Value, Refusal>;
	/** Relay time, milliseconds since the epoch; the device's own while nothing was heard. */
	relayNow(): number;

	/** `undefined` while the workshop is only on this device. */
	readonly sharing: Sharing | undefined;
	/** Brings a workshop that began on this device to the relay; ours are `links` and `code` afterwards. */
	share(options?: { readonly key?: string }): Promise<Result<Sharing, RelayFailure>>;
	/**
	 * Brings a workshop back to a relay that has lost it: people, rules and everything that lies here, under the same id.
	 * Links are new. For moderators; `conflict` when somebody else was first.
	 */
	bringBack(options?: { readonly key?: string }): Promise<Result<Sharing, RelayFailure>>;
	/** Requests about this workshop that are not documents; `undefined` while it is not shared. */
	readonly relay: WorkshopRelay | undefined;
	/** Changes one's own name, organisation or perspective, here and on the relay. */
	introduce(patch: PersonPatch): Promise<Result<undefined, RelayFailure>>;

	/** Keeps what came with a workshop file and is not in the documents; its people show up in `people`. */
	keepImported(parts: Imported): Promise<void>;
	/** What came with the workshop file, for the next one. */
	imported(): Promise<Imported>;

	/** Resolves when everything written so far is in the local store, or the store has failed. */
	flush(): Promise<void>;
	/** Closes the session and takes the workshop from this device, in all tabs; for everybody else it stays. */
	forget(): Promise<void>;
	/** Writes what is left, ends connections. The session is dead afterwards. */
	close(): Promise<void>;
}
