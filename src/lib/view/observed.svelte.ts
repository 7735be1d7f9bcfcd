/**
 * One outside value as one reactive value: `current` reads it and, inside an effect or a template, wakes the reader when
 * the source says so. Listens only while somebody reads.
 */
import { createSubscriber } from 'svelte/reactivity';

export interface Observed<Value> {
	/** Always the value as it is now, also before the wake. */
	readonly current: Value;
}

/**
 * @param listen starts listening and returns its stop
 * @param read gives the value as it is now
 */
export function observed<Value>(listen: (wake: () => void) => () => void, read: () => Value): Observed<Value> {
	const subscribe = createSubscriber((update) => listen(() => wake(update)));
	return {
		get current() {
			subscribe();
			return read();
		}
	};
}

/**
 * At once, so that whoever reads in the same task sees the new value. While something is being derived, runes forbid
 * waking; a source that changes there (opening a document makes it known) wakes its readers right afterwards.
 */
function wake(update: () => void): void {
	try {
		update();
	} catch (cause) {
		if (!(cause instanceof Error) || !cause.message.includes('state_unsafe_mutation')) throw cause;
		queueMicrotask(update);
	}
}
