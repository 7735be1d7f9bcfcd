/**
 * How others get in: links and code. The device that shared the workshop knows them; another moderator's device asks the
 * relay, and makes a new link where the relay cannot say the old one again.
 */
import type { Role } from '#lib/protocol/access.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';

export type InvitationLinks = Partial<Record<Role, string>>;

export class Invitation {
	readonly #context: WorkshopContext;
	#asked = $state.raw<InvitationLinks>({});

	constructor(context: WorkshopContext) {
		this.#context = context;
	}

	get shared(): boolean {
		return this.#context.sharing !== undefined;
	}

	get links(): InvitationLinks {
		return { ...this.#asked, ...this.#context.sharing?.links };
	}

	/** Six characters in two halves, as one says them. */
	get code(): string | undefined {
		const code = this.#context.sharing?.code;
		return code && `${code.slice(0, 3)} ${code.slice(3)}`;
	}

	/** Completes the links. Without a relay nothing happens; the next opening tries again. */
	async complete(): Promise<void> {
		const { relay } = this.#context.session;
		if (!relay || this.links.participant) return;
		const found: { -readonly [Key in Role]?: string } = {};
		const list = await relay.links();
		if (!list.ok) return;
		for (const { role, url, revoked } of list.value) if (url && !revoked) found[role] ??= url;
		if (!found.participant) {
			const made = await relay.makeLink({ role: 'participant' });
			if (made.ok) found.participant = made.value.url;
		}
		this.#asked = found;
	}
}
