/**
 * POLICY: what every connection of a workshop is told at its start and whenever access, people or the store's
 * availability change. Moderators also see who waits to be let in.
 */
import type { AccessRules, Role } from '#lib/protocol/access.ts';
import { limits } from '#lib/protocol/limits.ts';
import { encodePolicy, type BoxSummary, type Person } from '#lib/protocol/messages.ts';
import type { ParticipantRecord } from '../storage/storage.ts';
import type { Peer } from './peer.ts';

/** Changes of people are collected for so long before everybody hears of them. */
const peopleTickMs = 100;
/** Least time between two POLICYs that are sent for the numbers of sealed boxes: while all vote, they change all the time. */
const countsPauseMs = 1000;

export interface PolicySource {
	readonly access: AccessRules;
	readonly version: number;
	readonly people: readonly ParticipantRecord[];
	/** See `Policy` in `#lib/protocol/messages.ts`. */
	readonly enforcedFrom: number | undefined;
	readonly unreadable: readonly string[];
	readonly recovery: number | undefined;
	readonly boxes: { summariesFor(person: ParticipantRecord): readonly BoxSummary[] };
	readonly peers: Iterable<Peer>;
	person(id: string): ParticipantRecord | undefined;
}

export class PolicySender {
	readonly #source: PolicySource;
	readonly #now: () => number;
	readonly #isAvailable: () => boolean;
	#timer: NodeJS.Timeout | undefined;
	/** When the timer ends, and when everybody was told last; `performance.now()`. */
	#due = 0;
	#pushed = -Infinity;

	constructor(source: PolicySource, now: () => number, isAvailable: () => boolean) {
		this.#source = source;
		this.#now = now;
		this.#isAvailable = isAvailable;
	}

	/** To everybody, now. */
	push(): void {
		this.close();
		this.#pushed = performance.now();
		const forModerators = this.#visibleTo('moderator');
		const forOthers = this.#visibleTo('participant');
		for (const peer of this.#source.peers) {
			const isModerator = this.#source.person(peer.participant)?.role === 'moderator';
			this.send(peer, isModerator ? forModerators : forOthers);
		}
	}

	/** To everybody, soon. */
	schedule(within = peopleTickMs): void {
		const due = performance.now() + within;
		if (this.#timer !== undefined && this.#due <= due) return;
		this.close();
		this.#due = due;
		this.#timer = setTimeout(() => this.push(), within);
	}

	/** To everybody, soon, or a moment after the last time. */
	scheduleCounts(): void {
		this.schedule(Math.max(peopleTickMs, this.#pushed + countsPauseMs - performance.now()));
	}

	/** To one connection: now, or as it is by then when what was sent before has been read. */
	send(peer: Peer, people?: readonly Person[]): void {
		if (peer.socket.isCongested) peer.missed.policy = true;
		else this.sendLast(peer, people);
	}

	/** To one connection, now and in any case: it may be closed right after. */
	sendLast(peer: Peer, people?: readonly Person[]): void {
		const { access, version, enforcedFrom, unreadable, recovery } = this.#source;
		const person = this.#source.person(peer.participant);
		if (!person) return;
		const { role, id: participant } = person;
		const available = this.#isAvailable();
		const shared = { version, access, enforcedFrom, limits, time: this.#now(), available, recovery };
		const boxes = this.#source.boxes.summariesFor(person);
		const trouble = unreadable.length > 0 ? { unreadable } : {};
		const seen = people ?? this.#visibleTo(role);
		peer.missed.policy = false;
		peer.socket.send(encodePolicy({ role, participant, ...shared, ...trouble, boxes, people: seen }));
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#visibleTo(role: Role): readonly Person[] {
		const visible: Person[] = [];
		for (const { id, name, organisation, perspective, role: own, waiting } of this.#source.people) {
			if (waiting && role !== 'moderator') continue;
			visible.push({ id, name, organisation, perspective, role: own, ...(waiting ? { waiting } : {}) });
		}
		return visible;
	}
}
