/** A workshop on this device, as the first page lists it. */
import type { Role } from '#lib/protocol/access.ts';

export interface DeviceWorkshop {
	readonly id: string;
	readonly title: string;
	/** Milliseconds since the epoch. */
	readonly lastOpened: number;
	readonly role: Role;
	/** `undefined` while it lies only here. */
	readonly sharing: unknown;
	/** A moderator has to say yes first. */
	readonly approvalPending: boolean;
	/** The relay would not have this device any more when it was last asked. */
	readonly ended?: 'kicked' | 'revoked' | 'erased' | 'unknown';
	/** Own changes that the relay has not confirmed. */
	readonly waiting?: number;
}
