/**
 * Brings things to the relay until they are there: one errand per key at a time, again after a growing pause, at once
 * when there is a way again. What an errand does is the owner's; what waits lies in the local store, not here.
 */

/** `retry`: it could not be done now and will be tried again. */
export type Outcome = 'done' | 'retry';

export interface Errands {
	/** Does what is to be done for this key now. `signal` ends it early; never rejects. */
	run(key: string, signal: AbortSignal): Promise<Outcome>;
}

/** Milliseconds. */
export interface Pauses {
	/** Between two errands for the same key, so that typing is not sent letter by letter. */
	readonly between: number;
	/** After a failure; doubled up to the longest. */
	readonly first: number;
	readonly longest: number;
}

const usualPauses: Pauses = { between: 800, first: 1_000, longest: 20_000 };

interface Work {
	running: Promise<void> | undefined;
	/** Something new since the errand began. */
	again: boolean;
	failures: number;
	timer: ReturnType<typeof setTimeout> | undefined;
}

export class Outbox {
	readonly #errands: Errands;
	readonly #pauses: Pauses;
	readonly #random: () => number;
	readonly #work = new Map<string, Work>();
	#abort = new AbortController();
	#open = false;

	constructor(errands: Errands, pauses: Pauses = usualPauses, random: () => number = Math.random) {
		this.#errands = errands;
		this.#pauses = pauses;
		this.#random = random;
	}

	/** Whether there is a way to the relay. When it opens, everything that waits goes at once; when it ends, so does what runs. */
	want(open: boolean): void {
		if (open === this.#open) return;
		this.#open = open;
		if (!open) return this.#abort.abort();
		this.#abort = new AbortController();
		for (const [key, work] of this.#work) {
			work.failures = 0;
			if (work.again) this.#now(key, work);
		}
	}

	/** There is something to do for this key. */
	wake(key: string): void {
		const work = this.#workOf(key);
		work.again = true;
		if (!work.running && work.timer === undefined) this.#now(key, work);
	}

	/** Ends what runs and waits for it; nothing begins any more. */
	async close(): Promise<void> {
		this.#open = false;
		this.#abort.abort();
		for (const work of this.#work.values()) clearTimeout(work.timer);
		await Promise.all([...this.#work.values()].map(({ running }) => running));
	}

	#workOf(key: string): Work {
		let work = this.#work.get(key);
		if (!work) {
			work = { running: undefined, again: false, failures: 0, timer: undefined };
			this.#work.set(key, work);
		}
		return work;
	}

	#now(key: string, work: Work): void {
		clearTimeout(work.timer);
		work.timer = undefined;
		if (!this.#open || work.running) return;
		work.again = false;
		work.running = this.#errands.run(key, this.#abort.signal).then((outcome) => this.#ran(key, work, outcome));
	}

	#ran(key: string, work: Work, outcome: Outcome): void {
		work.running = undefined;
		work.failures = outcome === 'done' ? 0 : work.failures + 1;
		if (outcome === 'retry') work.again = true;
		if (!this.#open) return;
		work.timer = setTimeout(() => {
			work.timer = undefined;
			if (work.again) this.#now(key, work);
		}, this.#pauseAfter(work.failures));
	}

	/** Spread, so that sixty devices do not come back in the same moment. */
	#pauseAfter(failures: number): number {
		const { between, first, longest } = this.#pauses;
		return failures === 0 ? between : Math.min(longest, first * 2 ** (failures - 1)) * (0.5 + this.#random() / 2);
	}
}
