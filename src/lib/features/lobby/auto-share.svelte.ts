/**
 * A workshop that began on this device reaches the relay by itself, as soon as there is one: tried at once, when the
 * network comes back, and in turns in between. Stops where only a person can help (a key, a workshop erased).
 */
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';
import { readSetting, writeSetting } from '#lib/ui/settings.ts';

type Share = WorkshopContext['session']['share'];
export type ShareFailure = Exclude<Awaited<ReturnType<Share>>, { readonly ok: true }>['reason'];

/** Milliseconds between two attempts. */
const pause = 15_000;

const passing: ReadonlySet<ShareFailure> = new Set(['offline', 'unavailable', 'rate']);

export class AutoShare {
	/** Why it is not shared yet; `undefined` while nothing has been answered. */
	failure = $state<ShareFailure>();
	busy = $state(false);
	readonly #context: WorkshopContext;

	constructor(context: WorkshopContext) {
		this.#context = context;
	}

	/** It is tried again by itself. */
	get isPassing(): boolean {
		return this.failure !== undefined && passing.has(this.failure);
	}

	/** Tries until it has worked; returns its stop. */
	start(): () => void {
		const attempt = () => {
			if (this.failure === undefined || this.isPassing) void this.share();
		};
		const timer = setInterval(attempt, pause);
		addEventListener('online', attempt);
		attempt();
		return () => {
			clearInterval(timer);
			removeEventListener('online', attempt);
		};
	}

	/** A key that worked is kept on this device for the next workshop. */
	async share(key = readSetting('create-key')): Promise<void> {
		if (this.busy || this.#context.sharing) return;
		this.busy = true;
		const answer = await this.#context.session.share({ key });
		this.busy = false;
		this.failure = answer.ok ? undefined : answer.reason;
		if (answer.ok && key) writeSetting('create-key', key);
	}
}
