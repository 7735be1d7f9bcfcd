/**
 * One outside value as one reactive value: `current` reads it and, inside an effect or a template, wakes the reader when
 * the source says so. Listens only while somebody reads. Readers are woken in a microtask, once for all changes of a
 * task: a source may change while something is being derived (opening a document does), and runes forbid waking there.
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
	const subscribe = createSubscriber((update) => {
		let isWaking = false;
		return listen(() => {
			if (isWaking) return;
			isWaking = true;
			queueMicrotask(() => {
				isWaking = false;
				update();
			});
		});
	});
	return {
		get current() {
			subscribe();
			return read();
		}
	};
}
