/**
 * When a session is connected: the network's coming and going, an ended session, a moderator's yes that has not come. What
 * is connected then is the session's (local-session.ts), what one connection does is in transport/.
 */
import type { Result } from '#lib/kernel/result.ts';
import type { KnownEnding, KnownWorkshop } from './known-workshop.ts';
import type { RelayFailure } from './relay-http.ts';
import type { Ending, SyncEvent, SyncState } from './sync-state.ts';

export interface ReachPorts {
	readonly state: () => SyncState;
	readonly dispatch: (event: SyncEvent) => void;
	/** Whether there shall be connections at all. */
	readonly want: (wanted: boolean) => void;
	/** Asks the relay with the session that is kept on the device. */
	readonly resume: () => Promise<Result<KnownWorkshop, RelayFailure>>;
	readonly know: (known: KnownWorkshop) => void;
	/** An ending that holds until the relay says otherwise, or none. */
	readonly keepEnding: (ended: KnownEnding | undefined) => void;
}

/** Pause before asking the relay again for a lost session or a moderator's yes, milliseconds. */
const askAgainMs = 3_000;
/** Pause before asking a relay again that has lost the workshop, milliseconds. */
const askForLostMs = 15_000;
/** Pause after the browser said that it is offline, milliseconds. */
const tryAnywayMs = 5_000;

export class RelayReach {
	readonly #ports: ReachPorts;
	#networkUp = true;
	#resuming = false;
	#closed = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#networkTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(ports: ReachPorts) {
		this.#ports = ports;
	}

	/** @param ended how it had ended when the device last heard of it */
	begin(ended: KnownEnding | undefined): void {
		if (ended) this.#ports.dispatch({ type: 'ended', ending: ended });
		this.connectAsWanted();
		if (this.#ports.state().approvalPending || (ended && ended !== 'erased')) void this.#resume();
	}

	/** Nothing begins any more; connections are ended by whoever has them. */
	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
		clearTimeout(this.#networkTimer);
	}

	connectAsWanted(): void {
		const { shared, ended, approvalPending } = this.#ports.state();
		this.#ports.want(shared && this.#networkUp && !ended && !approvalPending && !this.#closed);
	}

	/** The relay does not want this session any more. */
	async heardEnd(ending: Ending): Promise<void> {
		if (this.#closed || this.#ports.state().ended) return;
		// The socket's code does not say enough: a lost cookie, a lost workshop, a person removed or only their link.
		if (ending === 'unauthenticated' || ending === 'kicked') return this.#resume();
		this.end(ending);
	}

	end(ending: Ending | undefined): void {
		this.#ports.dispatch({ type: 'ended', ending });
		this.connectAsWanted();
		this.#ports.keepEnding(keptEndings.find((kept) => kept === ending));
	}

	/** Sockets do not notice by themselves that the network is gone. A relay on this machine or in this room may still be there. */
	network(up: boolean): void {
		clearTimeout(this.#networkTimer);
		this.#networkUp = up;
		this.#ports.dispatch({ type: 'network', up });
		this.connectAsWanted();
		if (!up) this.#networkTimer = setTimeout(() => this.network(true), tryAnywayMs);
	}

	/** The cookie is lost, or a moderator has not said yes: asks with the session that is kept here. */
	async #resume(): Promise<void> {
		if (this.#resuming || this.#closed) return;
		this.#resuming = true;
		const resumed = await this.#ports.resume();
		this.#resuming = false;
		if (this.#closed) return;
		if (!resumed.ok) return this.#notResumed(resumed.reason);
		const { approvalPending } = resumed.value;
		this.#ports.know(resumed.value);
		this.#ports.dispatch({ type: 'shared', approvalPending });
		this.end(undefined);
		if (approvalPending) this.#askAgain(askAgainMs);
	}

	#notResumed(failure: RelayFailure): void {
		const ending = endingOf(failure);
		if (ending) this.end(ending);
		if (!ending || ending === 'unknown') this.#askAgain(ending ? askForLostMs : askAgainMs);
	}

	#askAgain(pause: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#resume(), pause);
	}
}

const keptEndings: readonly KnownEnding[] = ['kicked', 'revoked', 'erased', 'unknown'];

function endingOf(failure: RelayFailure): Ending | undefined {
	if (failure === 'kicked' || failure === 'erased') return failure;
	if (failure === 'link_revoked') return 'revoked';
	if (failure === 'not_found') return 'unknown';
	return failure === 'offline' || failure === 'unavailable' || failure === 'rate' ? undefined : 'unauthenticated';
}
