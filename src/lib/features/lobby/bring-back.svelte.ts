/** Bringing a workshop back to a relay that has lost it: asked for by a moderator, never tried by itself. */
import { readSetting, writeSetting } from '#lib/ui/settings.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';
import type { ShareFailure } from './auto-share.svelte.ts';

export class BringBack {
	/** Why it has not worked; `undefined` while nothing has been answered. */
	failure = $state<ShareFailure>();
	busy = $state(false);
	readonly #context: WorkshopContext;

	constructor(context: WorkshopContext) {
		this.#context = context;
	}

	/** Says whether it is back. A key that worked is kept on this device. */
	async start(key = readSetting('create-key')): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		const answer = await this.#context.session.bringBack({ key });
		this.busy = false;
		this.failure = answer.ok ? undefined : answer.reason;
		if (answer.ok && key) writeSetting('create-key', key);
		return answer.ok;
	}
}
