/** An allowance that fills up again: for how much somebody may do per second, with a burst. Keeps no clock. */
export class Bucket {
	readonly #perSecond: number;
	readonly #burst: number;
	#level: number;
	#at: number;

	constructor(perSecond: number, burst: number, now: number) {
		this.#perSecond = perSecond;
		this.#burst = burst;
		this.#level = burst;
		this.#at = now;
	}

	/** Takes an amount; gives the milliseconds until the level is no longer below zero. */
	take(amount: number, now: number): number {
		this.#refill(now);
		this.#level -= amount;
		return this.#level >= 0 ? 0 : (-this.#level / this.#perSecond) * 1000;
	}

	/** Takes an amount if it is there, and says whether it was. */
	tryTake(amount: number, now: number): boolean {
		this.#refill(now);
		if (this.#level < amount) return false;
		this.#level -= amount;
		return true;
	}

	#refill(now: number): void {
		this.#level = Math.min(this.#burst, this.#level + ((now - this.#at) / 1000) * this.#perSecond);
		this.#at = now;
	}
}
