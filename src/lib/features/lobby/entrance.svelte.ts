/**
 * Going in: from a link's token or a code to being somebody in the workshop, with every way it can fail. The door itself
 * (the relay, what this device remembers) is handed in.
 */
import type { Result } from '#lib/kernel/result.ts';
import type { ErrorCode } from '#lib/protocol/http.ts';

export type DoorFailure = ErrorCode | 'offline';

/** `declined`: a moderator has said no to somebody who waited; nothing of the workshop lies on their device. */
export type WhyClosed = DoorFailure | 'incomplete' | 'declined';

export interface Entered {
	readonly id: string;
	/** `undefined` while the workshop lies only on this device. */
	readonly sharing?: unknown;
	/** A moderator has to say yes first. */
	readonly approvalPending: boolean;
}

export type DoorAnswer = Result<Entered, DoorFailure>;

export interface Introduction {
	readonly name?: string;
	readonly organisation?: string;
}

export interface Door {
	knock(key: { readonly token?: string; readonly code?: string }, who: Introduction): Promise<DoorAnswer>;
	/** Asks again as whoever this device already is. */
	askAgain(id: string): Promise<DoorAnswer>;
	/** Leaves the door and opens the workshop. */
	goIn(id: string): void;
}

export type EntranceState =
	| { readonly at: 'form'; readonly problem?: DoorFailure }
	/** A known device is let in without a question. */
	| { readonly at: 'opening' }
	/** `again` asks whether a moderator has said yes by now. */
	| { readonly at: 'waiting'; readonly again: () => Promise<DoorAnswer> }
	| { readonly at: 'closed'; readonly why: WhyClosed; readonly id?: string };

/** How often a waiting page asks, milliseconds. */
const askEvery = 3_000;

/** What one can mend in the form itself; everything else closes the door. */
const mendable: ReadonlySet<DoorFailure> = new Set([
	'code_unknown',
	'bad_request',
	'offline',
	'rate',
	'unavailable',
	'full'
]);

/** The relay knows this device and does not want it any more. */
const isFinal = (why: DoorFailure) => why === 'kicked' || why === 'erased' || why === 'link_revoked';

/** Whoever was never in has not been taken out. */
const whileWaiting = (why: DoorFailure): WhyClosed => (why === 'kicked' ? 'declined' : why);

export class Entrance {
	state = $state.raw<EntranceState>({ at: 'form' });
	busy = $state(false);
	readonly #door: Door;

	constructor(door: Door, state: EntranceState = { at: 'form' }) {
		this.#door = door;
		this.state = state;
	}

	/** The first time: with what the form asked for. */
	async enter(key: { readonly token?: string; readonly code?: string }, who: Introduction): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		const answer = await this.#door.knock(key, who);
		this.busy = false;
		if (answer.ok) this.#follow(answer.value);
		// A code does not say which workshop it is; the same code again is the same person.
		else if (answer.reason === 'waiting') this.state = { at: 'waiting', again: () => this.#door.knock(key, who) };
		else if (mendable.has(answer.reason)) this.state = { at: 'form', problem: answer.reason };
		else this.state = { at: 'closed', why: answer.reason };
	}

	close(why: WhyClosed): void {
		this.state = { at: 'closed', why };
	}

	/** Another link was opened. */
	reopen(): void {
		this.state = { at: 'form' };
	}

	/**
	 * A device that has been in before goes straight in; a new link may have made more of it. Without a network, or with
	 * a link that is of no use any more, it goes in as who it was.
	 */
	async comeBack(known: Entered, token?: string): Promise<void> {
		this.state = { at: 'opening' };
		if (!known.sharing) return this.#follow(known);
		let answer = token ? await this.#door.knock({ token }, {}) : await this.#door.askAgain(known.id);
		// An old link says nothing about this device, which may be somebody in the workshop all the same.
		if (!answer.ok && token && answer.reason !== 'offline') answer = await this.#door.askAgain(known.id);
		if (answer.ok) this.#follow(answer.value);
		else if (known.approvalPending && isFinal(answer.reason)) this.close(whileWaiting(answer.reason));
		else if (isFinal(answer.reason)) this.state = { at: 'closed', why: answer.reason, id: known.id };
		else this.#follow(known);
	}

	/** The address alone: a device that has lost everything but its cookie is let in as who it was, and any other is not. */
	async recall(id: string): Promise<void> {
		this.state = { at: 'opening' };
		const answer = await this.#door.askAgain(id);
		if (answer.ok) this.#follow(answer.value);
		else this.close(isFinal(answer.reason) || answer.reason === 'offline' ? answer.reason : 'incomplete');
	}

	/** Asks in turns until a moderator has decided; returns its stop. For an effect of the waiting page. */
	wait(again: () => Promise<DoorAnswer>): () => void {
		const timer = setInterval(() => void this.#hear(again), askEvery);
		return () => clearInterval(timer);
	}

	async #hear(again: () => Promise<DoorAnswer>): Promise<void> {
		const answer = await again();
		if (this.state.at !== 'waiting') return;
		if (answer.ok && !answer.value.approvalPending) this.#door.goIn(answer.value.id);
		else if (!answer.ok && isFinal(answer.reason)) this.close(whileWaiting(answer.reason));
	}

	#follow({ id, approvalPending }: Entered): void {
		if (approvalPending) this.state = { at: 'waiting', again: () => this.#door.askAgain(id) };
		else this.#door.goIn(id);
	}
}
