/**
 * How long one attempt to connect may take. A network that swallows everything gives no answer and no error, and browsers
 * wait for minutes; y-websocket waits with them, because it only watches connections that stand (SPEC.md [SYNC-6]).
 */

/** Without an answer for so long an attempt is given up, milliseconds. */
const answerWithinMs = 12_000;
/** An attempt older than this is not waited for when there is news of the network, milliseconds. */
const youngMs = 2_000;

export class Attempt {
	readonly #giveUp: () => void;
	#timers: ReturnType<typeof setTimeout>[] = [];
	#isOld = false;

	constructor(giveUp: () => void) {
		this.#giveUp = giveUp;
	}

	begin(): void {
		this.end();
		this.#timers = [setTimeout(() => (this.#isOld = true), youngMs), setTimeout(this.#giveUp, answerWithinMs)];
	}

	/** It has an answer, or is of no interest any more. */
	end(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers = [];
		this.#isOld = false;
	}

	/** Gives it up unless it has only just begun. */
	hurry(): void {
		if (this.#isOld) this.#giveUp();
	}
}
