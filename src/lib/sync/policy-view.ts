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
import type { SessionBox } from './boxes/boxes.ts';
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
	#boxesHere: readonly SessionBox[] = [];
	#boxes: readonly SessionBox[] = [];
	#actor: Actor;
	#people: readonly Person[];

	constructor(clock: Clock, known: KnownWorkshop, kept: KeptPolicy | undefined) {
		this.#clock = clock;
		this.#known = known;
		this.#policy = fitted(kept, known);
		this.#actor = this.#readActor();
		this.#people = this.#readPeople();
		this.#boxes = this.relayBoxes;
	}

	get actor(): Actor {
		return this.#actor;
	}

	get people(): readonly Person[] {
		return this.#people;
	}

	/** All boxes; the same array until something changes. */
	get boxes(): readonly SessionBox[] {
		return this.#boxes;
	}

	/** Boxes of the relay, as it has last said. */
	get relayBoxes(): readonly BoxSummary[] {
		return this.#policy?.boxes ?? [];
	}

	/** Since when the relay may be behind its devices, as it has last said. */
	get recovery(): number | undefined {
		return this.#policy?.recovery;
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
		const rights = before?.version !== policy.version || before.role !== policy.role;
		// Closed documents are paused like forbidden ones, and opened again the same way.
		const access = rights || before.unreadable?.join() !== policy.unreadable?.join();
		const anything =
			access || JSON.stringify({ ...before, offset: 0 }) !== JSON.stringify({ ...this.#policy, offset: 0 });
		if (anything) this.#refresh();
		return { access, anything };
	}

	/** What this device knows of the workshop has changed. */
	know(known: KnownWorkshop): void {
		this.#known = known;
		this.#policy = fitted(this.#policy, known);
		this.#refresh();
	}

	/** People who are known here and not on the relay. */
	add(people: readonly Person[]): void {
		this.#added = people;
		this.#refresh();
	}

	/** Boxes that are only on this device. */
	addBoxes(boxes: readonly SessionBox[]): void {
		if (JSON.stringify(boxes) === JSON.stringify(this.#boxesHere)) return;
		this.#boxesHere = boxes;
		this.#refresh();
	}

	#refresh(): void {
		this.#boxes = [...this.relayBoxes, ...this.#boxesHere];
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

/** A device that has come in anew is another participant than the kept policy says; people and rules are still the best it knows. */
function fitted(policy: KeptPolicy | undefined, { participant, role }: KnownWorkshop): KeptPolicy | undefined {
	return policy && policy.participant !== participant ? { ...policy, participant, role } : policy;
}
