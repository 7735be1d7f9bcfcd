/** A workshop that this device has been in: what is kept about it beside its documents. */
import type { ParticipantId, WorkshopId } from '#lib/kernel/id.ts';
import type { Role } from '#lib/protocol/access.ts';
import type { WorkshopLinks } from '#lib/protocol/http.ts';

/** How others get in. */
export interface Sharing {
	/** Full addresses whose fragment is the token; known on the device that shared the workshop. */
	readonly links?: WorkshopLinks;
	readonly code?: string;
}

/** What people say about themselves. */
export interface PersonPatch {
	readonly name?: string;
	readonly organisation?: string;
	readonly perspective?: string;
}

/**
 * `kicked`: removed by a moderator. `revoked`: the link this device came by. `erased`: for everybody, for good. `unknown`: the
 * relay has no such workshop, perhaps it has lost its data; somebody can bring it back.
 */
export type KnownEnding = 'kicked' | 'revoked' | 'erased' | 'unknown';

export interface KnownWorkshop {
	readonly id: WorkshopId;
	readonly title: string;
	/** Milliseconds since the epoch. */
	readonly lastOpened: number;
	readonly participant: ParticipantId;
	readonly role: Role;
	readonly me: PersonPatch;
	/** `undefined` while it lies only on this device. */
	readonly sharing: Sharing | undefined;
	/** While it is being shared: what proves to the relay that a repeated request is the same one. */
	readonly claim?: string;
	/** Opens the workshop when the cookie is lost. */
	readonly session: string | undefined;
	/** Joined, but a moderator has not said yes. */
	readonly approvalPending: boolean;
	/** Why the relay would not have this device any more when it was last asked. */
	readonly ended?: KnownEnding;
	/** Rises with each change on this device: of two copies the higher is the newer. */
	readonly revision?: number;
	/** Names of the local stores that hold its documents, the last is in use. */
	readonly stores: readonly string[];
}
