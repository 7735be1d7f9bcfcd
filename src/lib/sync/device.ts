/**
 * The workshops on this device: list, create (also without a network), join, resume, forget. Opening one is
 * `open-session.ts`.
 */
import type { Result } from '#lib/kernel/result.ts';
import type { KnownWorkshop, PersonPatch, Sharing } from './known-workshop.ts';
import type { RelayFailure } from './relay-http.ts';

export interface JoinRequest extends PersonPatch {
	/** Id of the workshop, where the address says it: whoever was in it before comes back as the same person. */
	readonly workshop?: string;
	/** Of a link; or else `code`. */
	readonly token?: string;
	readonly code?: string;
}

export interface ShareOptions {
	/** Where the relay asks for one. */
	readonly key?: string;
	readonly again?: boolean;
}

export interface Device {
	/** `memory` when this browser keeps nothing for us (private window, storage switched off). */
	readonly storage: 'kept' | 'memory';
	/** Last opened first. */
	workshops(): Promise<readonly KnownWorkshop[]>;
	/** `undefined` also where the store does not answer; `find` tells the two apart. */
	workshop(id: string): Promise<KnownWorkshop | undefined>;
	find(id: string): Promise<Result<KnownWorkshop | undefined, 'unavailable'>>;
	/** A new workshop on this device only; works without a network. */
	create(options: { readonly title: string; readonly me?: PersonPatch }): Promise<KnownWorkshop>;
	/** Enters with a link's token or a code. `approvalPending` says that a moderator has to say yes first. */
	join(request: JoinRequest): Promise<Result<KnownWorkshop, RelayFailure>>;
	/** Asks the relay again with the session kept here: after a lost cookie, or while waiting for a moderator's yes. */
	resume(id: string): Promise<Result<KnownWorkshop, RelayFailure>>;
	/**
	 * Brings a workshop to the relay, one that began here or – with `again` – one that the relay has lost. Asking again after
	 * an answer was lost does no harm; what was erased is never brought back.
	 */
	share(id: string, options?: ShareOptions): Promise<Result<Sharing, RelayFailure>>;
	/** Changes what is kept about a workshop. */
	remember(id: string, change: Partial<Omit<KnownWorkshop, 'id'>>): Promise<KnownWorkshop | undefined>;
	/**
	 * Removes everything of a workshop from this device; for everybody else it stays. That one was erased is remembered, so
	 * that its address does not open it again.
	 */
	forget(id: string): Promise<void>;
	/** A workshop that was erased and forgotten here. */
	wasErased(id: string): Promise<boolean>;
	/** Calls back when the list has changed in this tab; returns its stop. */
	subscribe(listener: () => void): () => void;
}
