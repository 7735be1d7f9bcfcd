/**
 * How others get in: links and code. The device that shared the workshop knows its first links; everything else, and what
 * has become of them, the relay says. A relay keeps only hashes: after its restart it cannot say an old address again.
 */
import type { LinkSummary, MakeLinkRequest } from '#lib/protocol/http.ts';
import type { Role } from '#lib/protocol/access.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';
import { failureText } from '#lib/ui/failure-text.ts';
import { addressesOf, openLinks } from './link-list.ts';

export type InvitationLinks = Partial<Record<Role, string>>;

export class Invitation {
	/** What the relay could not do just now, as a sentence. */
	problem = $state<string>();
	readonly #context: WorkshopContext;
	#list = $state.raw<readonly LinkSummary[]>();
	#code = $state<string>();
	#onPoster = $state<string>();

	constructor(context: WorkshopContext) {
		this.#context = context;
	}

	get shared(): boolean {
		return this.#context.sharing !== undefined;
	}

	/** One address for each role. */
	get links(): InvitationLinks {
		return addressesOf(this.#list, this.#context.sharing?.links, this.#context.session.relayNow());
	}

	/** All that still let somebody in, the newest first. */
	get open(): readonly LinkSummary[] {
		return openLinks(this.#list ?? [], this.#context.session.relayNow());
	}

	/** What is shown large, as a QR code. */
	get poster(): string | undefined {
		return this.shown?.url ?? this.links.participant;
	}

	/** The link that was chosen for the poster; `undefined` while the usual one is on it. */
	get shown(): LinkSummary | undefined {
		const chosen = this.open.find(({ link }) => link === this.#onPoster);
		return chosen?.url === this.links.participant ? undefined : chosen;
	}

	/** Six characters in two halves, as one says them; leads where the poster leads, or is not shown. */
	get code(): string | undefined {
		if (this.poster !== this.links.participant) return undefined;
		const code = this.#code ?? this.#context.sharing?.code;
		return code && `${code.slice(0, 3)} ${code.slice(3)}`;
	}

	show(link: string): void {
		this.#onPoster = link;
	}

	/** Asks the relay. Without one nothing happens; the next opening tries again. */
	async complete(): Promise<void> {
		const { relay } = this.#context.session;
		if (!relay) return;
		await this.#hear();
		if (this.#list && !this.links.participant) await this.make({ role: 'participant' });
	}

	/** Gives whether there is a new link. */
	async make(request: MakeLinkRequest): Promise<boolean> {
		const made = await this.#context.session.relay?.makeLink(request);
		if (made) this.problem = made.ok ? undefined : failureText(made.reason);
		if (!made?.ok) return false;
		await this.#hear();
		return true;
	}

	/** Whoever came by this link is out at once. */
	async revoke(link: string): Promise<void> {
		const revoked = await this.#context.session.relay?.revokeLink(link);
		if (revoked) this.problem = revoked.ok ? undefined : failureText(revoked.reason);
		await this.complete();
	}

	async #hear(): Promise<void> {
		const { relay } = this.#context.session;
		const list = await relay?.links();
		if (!list?.ok) return;
		this.#list = list.value;
		const info = await relay?.info(); // makes a new code where the last one has ended
		if (info?.ok) this.#code = info.value.code;
	}
}
