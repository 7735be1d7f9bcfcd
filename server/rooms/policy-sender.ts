/**
 * POLICY: what every connection of a workshop is told at its start and whenever access, people or the store's
 * availability change. Moderators also see who waits to be let in.
 */
import type { AccessRules, Role } from '#lib/protocol/access.ts';
import { limits } from '#lib/protocol/limits.ts';
import { encodePolicy, type Person } from '#lib/protocol/messages.ts';
import type { ParticipantRecord } from '../storage/storage.ts';
import type { Peer } from './peer.ts';

/** Changes of people are collected for so long before everybody hears of them. */
const peopleTickMs = 100;

export interface PolicySource {
	readonly access: AccessRules;
	readonly version: number;
	readonly people: readonly ParticipantRecord[];
	readonly peers: Iterable<Peer>;
	person(id: string): ParticipantRecord | undefined;
}

export class PolicySender {
	readonly #source: PolicySource;
	readonly #now: () => number;
	readonly #isAvailable: () => boolean;
	#timer: NodeJS.Timeout | undefined;

	constructor(source: PolicySource, now: () => number, isAvailable: () => boolean) {
		this.#source = source;
		this.#now = now;
		this.#isAvailable = isAvailable;
	}

	/** To everybody, now. */
	push(): void {
		this.close();
		const forModerators = this.#visibleTo('moderator');
		const forOthers = this.#visibleTo('participant');
		for (const peer of this.#source.peers) {
			const isModerator = this.#source.person(peer.participant)?.role === 'moderator';
			this.send(peer, isModerator ? forModerators : forOthers);
		}
	}

	/** To everybody, soon. */
	schedule(): void {
		this.#timer ??= setTimeout(() => this.push(), peopleTickMs);
	}

	/** To one connection, now. */
	send(peer: Peer, people?: readonly Person[]): void {
		const { access, version } = this.#source;
		const person = this.#source.person(peer.participant);
		if (!person) return;
		const { role, id: participant } = person;
		const available = this.#isAvailable();
		const shared = { version, access, limits, time: this.#now(), boxes: [], available };
		peer.socket.send(encodePolicy({ role, participant, ...shared, people: people ?? this.#visibleTo(role) }));
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
