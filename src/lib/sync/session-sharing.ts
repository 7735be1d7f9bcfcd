/**
 * What a session is to the relay, to this device's list and to people: shared, brought back, introduced, and with whom. No
 * documents and no connections here; those are the session's (local-session.ts).
 */
import { ok, type Result } from '#lib/kernel/result.ts';
import type { Person } from '#lib/protocol/messages.ts';
import type { Attachments } from './files/attachments.ts';
import type { Imported, ImportedParts } from './imported-parts.ts';
import type { KnownWorkshop, PersonPatch, Sharing } from './known-workshop.ts';
import type { LocalDevice } from './local-device.ts';
import type { PolicyView } from './policy-view.ts';
import type { RelayFailure, WorkshopRelay } from './relay-http.ts';

export interface SharingPorts {
	readonly device: LocalDevice;
	readonly policy: PolicyView;
	readonly imported: ImportedParts;
	readonly attachments: Attachments;
	/** `undefined` while the workshop is not shared. */
	readonly relay: () => WorkshopRelay | undefined;
	/** The relay has erased the workshop. */
	readonly onErased: () => void;
	/** What is known of the workshop has changed, here or in another tab. */
	readonly onKnown: (known: KnownWorkshop) => void;
	/** The workshop was taken from this device. */
	readonly onForgotten: () => void;
	/** Tells other tabs that something is known anew. */
	readonly poke: () => void;
}

export class SessionSharing {
	readonly #ports: SharingPorts;

	constructor(ports: SharingPorts) {
		this.#ports = ports;
	}

	async share(options: { readonly key?: string }): Promise<Result<Sharing, RelayFailure>> {
		const shared = await this.#ports.device.share(this.#known.id, options);
		if (!shared.ok) return shared;
		await this.knowAgain();
		this.#ports.poke();
		return ok(this.#known.sharing ?? {});
	}

	async bringBack(options: { readonly key?: string }): Promise<Result<Sharing, RelayFailure>> {
		const { device, policy, imported } = this.#ports;
		const { people, actor } = policy;
		const shared = await device.share(this.#known.id, { ...options, again: true });
		if (!shared.ok && shared.reason === 'erased') this.#ports.onErased();
		if (!shared.ok) return shared;
		policy.know((await device.workshop(this.#known.id)) ?? this.#known);
		const others = people.filter((person) => person.id !== policy.actor.participant && !person.waiting);
		await imported.keepPeople(others);
		policy.add(imported.waiting);
		// Before anybody else can come in: what was closed stays closed.
		const closed = await this.#ports.relay()?.setAccess({ documents: actor.access });
		if (closed && !closed.ok) return closed;
		await this.knowAgain();
		this.#ports.poke();
		return shared;
	}

	async introduce(patch: PersonPatch): Promise<Result<undefined, RelayFailure>> {
		const changed = await this.#ports.relay()?.changeParticipant(this.#ports.policy.actor.participant, patch);
		if (changed && !changed.ok) return changed;
		await this.remember({ me: { ...this.#known.me, ...patch } });
		return ok();
	}

	async keepImported(parts: Imported): Promise<void> {
		const { attachments, imported, policy } = this.#ports;
		const files = await attachments.keep(parts.files);
		await imported.keep({ people: parts.people, files });
		policy.add(imported.waiting);
	}

	async imported(): Promise<Imported> {
		const { people, files } = await this.#ports.imported.all();
		return { people, files: [...(await this.#ports.attachments.all()), ...files] };
	}

	/** @param lost who is known here, and not to the relay any more */
	async bringPeople(lost: readonly Person[]): Promise<void> {
		const { imported, policy, relay } = this.#ports;
		if (lost.length > 0) await imported.keepPeople(lost);
		const way = relay();
		if (way && (await imported.bring(way))) policy.add([]);
	}

	async remember(change: Partial<Omit<KnownWorkshop, 'id'>>): Promise<void> {
		this.#ports.policy.know({ ...this.#known, ...change });
		await this.#ports.device.remember(this.#known.id, change);
	}

	/** Reads what is known of the workshop: another tab, or the relay's answer, has changed it. */
	async knowAgain(): Promise<void> {
		const found = await this.#ports.device.find(this.#known.id);
		if (!found.ok) return; // the store does not answer: what is known stays as it is
		if (!found.value) return this.#ports.onForgotten();
		this.#ports.policy.know(found.value);
		this.#ports.onKnown(found.value);
	}

	get #known(): KnownWorkshop {
		return this.#ports.policy.known;
	}
}

/** Those of `before` who are not among `present`; who only waited to be let in does not count. */
export function missingIn(present: readonly Person[], before: readonly Person[]): readonly Person[] {
	const ids = new Set(present.map((person) => person.id));
	return before.filter((person) => !ids.has(person.id) && !person.waiting);
}
