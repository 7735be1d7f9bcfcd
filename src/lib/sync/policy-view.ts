/**
 * What the relay says about this session: role, access, people, boxes and its time. Kept on the device, so that it also
 * holds offline; on an unshared workshop the only person is oneself, as moderator.
 */
import type { Clock } from '#lib/kernel/clock.ts';
import type { ParticipantId } from '#lib/kernel/id.ts';
import type { Actor } from '#lib/model/command.ts';
import { Listeners } from '#lib/model/listeners.ts';
import { initialAccess } from '#lib/protocol/access.ts';
import type { BoxSummary, Person, Policy } from '#lib/protocol/messages.ts';
import type { KnownWorkshop } from './known-workshop.ts';

/** Key in the local store. */
export const policyKey = 'policy';

export interface KeptPolicy extends Omit<Policy, 'limits' | 'time'> {
	/** Relay time minus device time, milliseconds. */
	readonly offset: number;
}

export class PolicyView {
	readonly #clock: Clock;
	readonly #listeners = new Listeners();
	#known: KnownWorkshop;
	#policy: KeptPolicy | undefined;
	#added: readonly Person[] = [];
	#actor: Actor;
	#people: readonly Person[];

	constructor(clock: Clock, known: KnownWorkshop, kept: KeptPolicy | undefined) {
		this.#clock = clock;
		this.#known = known;
		this.#policy = kept;
		this.#actor = this.#readActor();
		this.#people = this.#readPeople();
	}

	get actor(): Actor {
		return this.#actor;
	}

	get people(): readonly Person[] {
		return this.#people;
	}

	get boxes(): readonly BoxSummary[] {
		return this.#policy?.boxes ?? [];
	}

	get known(): KnownWorkshop {
		return this.#known;
	}

	get kept(): KeptPolicy | undefined {
		return this.#policy;
	}

	relayNow(): number {
		return this.#clock.now() + (this.#policy?.offset ?? 0);
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Takes what the relay says now. Gives what has become different. */
	hear(policy: Policy): { readonly access: boolean; readonly anything: boolean } {
		const { limits: _limits, time, ...rest } = policy;
		const before = this.#policy;
		this.#policy = { ...rest, offset: time - this.#clock.now() };
		const access = before?.version !== policy.version || before.role !== policy.role;
		const anything =
			access || JSON.stringify({ ...before, offset: 0 }) !== JSON.stringify({ ...this.#policy, offset: 0 });
		if (anything) this.#refresh();
		return { access, anything };
	}

	/** What this device knows of the workshop has changed. */
	know(known: KnownWorkshop): void {
		this.#known = known;
		this.#refresh();
	}

	/** People who are known here and not on the relay. */
	add(people: readonly Person[]): void {
		this.#added = people;
		this.#refresh();
	}

	#refresh(): void {
		this.#actor = this.#readActor();
		this.#people = this.#readPeople();
		this.#listeners.call();
	}

	#readActor(): Actor {
		const participant = (this.#policy?.participant as ParticipantId | undefined) ?? this.#known.participant;
		return { participant, role: this.#policy?.role ?? this.#known.role, access: this.#policy?.access ?? initialAccess };
	}

	#readPeople(): readonly Person[] {
		const { participant, role, me } = this.#known;
		const people = this.#policy?.people ?? [{ name: '', ...me, id: participant, role }];
		const ids = new Set(people.map((person) => person.id));
		return [...people, ...this.#added.filter((person) => !ids.has(person.id))];
	}
}
