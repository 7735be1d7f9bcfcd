/** The state of a session as something one can watch; what changes it is computed in sync-state.ts. */
import { Listeners } from '#lib/model/listeners.ts';
import { lightOf, reduce, type LightView, type SyncEvent, type SyncState } from './sync-state.ts';

export class SessionState {
	readonly #listeners = new Listeners();
	/** Hears of a change before anybody else. */
	readonly #first: (state: SyncState) => void;
	#value: SyncState;
	#light: LightView;

	constructor(value: SyncState, first: (state: SyncState) => void) {
		this.#value = value;
		this.#light = lightOf(value);
		this.#first = first;
	}

	get value(): SyncState {
		return this.#value;
	}

	/** The same object until it says something else. */
	get light(): LightView {
		return this.#light;
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	dispatch(event: SyncEvent): void {
		const next = reduce(this.#value, event);
		if (next === this.#value) return;
		this.#value = next;
		const light = lightOf(next);
		if (JSON.stringify(light) !== JSON.stringify(this.#light)) this.#light = light;
		this.#first(next);
		this.#listeners.call();
	}
}
