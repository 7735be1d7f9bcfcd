/** Time as an argument: whoever needs the time takes a `Clock`, so that tests and the simulator own it. */

export interface Clock {
	/** Milliseconds since 1970-01-01T00:00Z. */
	now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is told to move. */
export function manualClock(start = Date.UTC(2022, 10, 17, 9)): Clock & { advance(ms: number): void } {
	let time = start;
	return {
		now: () => time,
		advance(ms) {
			time += ms;
		}
	};
}
