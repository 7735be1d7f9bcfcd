/**
 * One outside value as one reactive value: `current` reads it and, inside an effect or a template, wakes the reader when
 * the source says so. Listens only while somebody reads.
 */
import { createSubscriber } from 'svelte/reactivity';

export interface Observed<Value> {
	readonly current: Value;
}

/**
 * @param listen starts listening and returns its stop
 * @param read gives the value as it is now
 */
export function observed<Value>(listen: (wake: () => void) => () => void, read: () => Value): Observed<Value> {
	const subscribe = createSubscriber((update) => listen(update));
	return {
		get current() {
			subscribe();
			return read();
		}
	};
}
