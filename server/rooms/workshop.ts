/**
 * A workshop while somebody is in it: title, access rules, people, open rooms. Every change is written first and takes
 * effect here afterwards, on all connections at once. Who may ask for a change is decided by the HTTP handlers.
 */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { accessTo, initialAccess, type AccessLevel, type AccessRules, type Role } from '#lib/protocol/access.ts';
import { closeCode, type CloseCode } from '#lib/protocol/close-codes.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { NackCode } from '#lib/protocol/messages.ts';
import type { ParticipantRecord, Storage, WorkshopRecord } from '../storage/storage.ts';
import type { Log } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Sender } from './admission.ts';
import type { Availability } from './availability.ts';
import { DocumentSizes } from './document-sizes.ts';
import type { Peer } from './peer.ts';
import { PolicySender } from './policy-sender.ts';
import type { RoomHost } from './room-host.ts';
import { Room } from './room.ts';

export interface WorkshopDeps {
	readonly storage: Storage;
	readonly availability: Availability;
	readonly now: () => number;
	readonly log: Log;
	readonly metrics: Metrics;
}

export class Workshop implements RoomHost {
	readonly id: string;
	readonly title: string;
	readonly peers = new Set<Peer>();
	readonly sizes: DocumentSizes;
	readonly #deps: WorkshopDeps;
	readonly #people: Map<string, ParticipantRecord>;
	readonly #policy: PolicySender;
	readonly #rooms = new Map<DocumentName, Promise<Room>>();
	readonly #opened = new Map<DocumentName, Room>();
	/** Links revoked while in memory: an upgrade that was under way then must not slip through. */
	readonly #revoked = new Set<string>();
	#access: AccessRules;
	#version: number;
	#erased = false;

	constructor(id: string, record: WorkshopRecord & { erased: false }, deps: WorkshopDeps) {
		this.id = id;
		this.title = record.title;
		this.#deps = deps;
		this.#access = record.access;
		this.#version = record.version;
		this.#people = new Map(record.participants.map((person) => [person.id, person]));
		this.sizes = new DocumentSizes(record.documents);
		this.#policy = new PolicySender(this, deps.now, () => deps.availability.isAvailable);
	}

	get access(): AccessRules {
		return this.#access;
	}
	get version(): number {
		return this.#version;
	}
	get isErased(): boolean {
		return this.#erased;
	}
	get people(): readonly ParticipantRecord[] {
		return [...this.#people.values()];
	}

	person(id: string): ParticipantRecord | undefined {
		return this.#people.get(id);
	}

	levelFor(person: ParticipantRecord, document: DocumentName): AccessLevel {
		return accessTo(this.#access, document, person.role);
	}

	/** Merges rules into the access row. `stale` when `expected` is given and is not the version any more. */
	async changeAccess(rules: AccessRules, expected: number | undefined): Promise<Result<number, 'stale'>> {
		const before = this.#version;
		if (expected !== undefined && expected !== before) return refused('stale');
		const merged = { ...this.#access, ...rules };
		const written = await this.#deps.storage.writeAccess(this.id, before, merged);
		if (!written.ok) return expected === undefined ? this.changeAccess(rules, undefined) : written;
		this.#access = merged;
		this.#version = written.value;
		this.#enforceAccess([...this.peers]);
		this.#policy.push();
		return ok(written.value);
	}

	/** Rows that are on the disk already. */
	peopleChanged(people: readonly ParticipantRecord[]): void {
		for (const person of people) {
			const before = this.#people.get(person.id);
			this.#people.set(person.id, person);
			if (!before || (before.role === person.role && before.waiting === person.waiting)) continue;
			const own = [...this.peers].filter((peer) => peer.participant === person.id);
			this.#enforceAccess(own);
			for (const peer of own) this.#policy.send(peer);
		}
		this.#policy.schedule();
	}

	async writePeople(people: readonly ParticipantRecord[]): Promise<void> {
		const written = new Set(await this.#deps.storage.putParticipants(this.id, people));
		this.peopleChanged(people.filter((person) => written.has(person.id)));
	}

	/** Removes a person: name gone, sessions dead, connections closed. */
	async kick(participant: string): Promise<void> {
		await this.#deps.storage.removeParticipant(this.id, participant, this.#deps.now());
		this.#people.delete(participant);
		this.#closePeers((peer) => peer.participant === participant, closeCode.kicked, 'removed from the workshop');
		this.#policy.schedule();
	}

	async revokeLink(link: string): Promise<void> {
		const affected = await this.#deps.storage.revokeLink(this.id, link);
		this.#revoked.add(link);
		this.#closePeers((peer) => peer.link === link, closeCode.kicked, 'the link was revoked');
		const changed = affected.flatMap(({ participant, role }) => {
			const person = this.#people.get(participant);
			return person && person.role !== role ? [{ ...person, role }] : [];
		});
		if (changed.length > 0) this.peopleChanged(changed);
	}

	async erase(): Promise<void> {
		await this.#deps.storage.eraseWorkshop(this.id, this.#deps.now());
		this.storeErased();
	}

	/** The room of a document; opened on first use. */
	room(name: DocumentName): Promise<Room> {
		const open = this.#rooms.get(name);
		if (open) return open;
		const opening = this.#deps.storage.openDocument(this.id, name).then((state) => {
			const room = new Room(name, state, { host: this, ...this.#deps });
			this.#opened.set(name, room);
			this.#deps.metrics.openDocuments.add(1);
			return room;
		});
		this.#rooms.set(name, opening);
		opening.catch(() => this.#rooms.delete(name));
		return opening;
	}

	/** Takes a peer in, or says why not; everything may have changed while the room was opened. */
	join(peer: Peer, room: Room): CloseCode | undefined {
		const person = this.#people.get(peer.participant);
		if (this.#erased) return closeCode.erased;
		if (this.#opened.get(room.name) !== room) return closeCode.restarting;
		if (!person || (peer.link !== undefined && this.#revoked.has(peer.link))) return closeCode.kicked;
		if (person.waiting || this.levelFor(person, peer.document) === 'none') return closeCode.noAccess;
		this.peers.add(peer);
		this.#policy.send(peer);
		room.join(peer);
		return undefined;
	}

	leave(peer: Peer, room: Room): void {
		this.peers.delete(peer);
		room.leave(peer);
	}

	suspend(): void {
		for (const room of this.#opened.values()) room.suspend();
		this.#policy.push();
	}

	/** After the store has come back. Rejects when it is gone again. */
	async resume(): Promise<void> {
		await Promise.all([...this.#opened.values()].map((room) => room.resume()));
		this.#policy.push();
	}

	/** Ends timers; the peers were closed by whoever closes the relay. */
	close(): void {
		this.#policy.close();
		for (const room of this.#opened.values()) room.close();
	}

	// What rooms ask and tell (`RoomHost`).

	senderFor(peer: Peer): Sender {
		const person = this.#people.get(peer.participant);
		if (!person) return { participant: peer.participant, isModerator: false, refusal: 'role' };
		const refusal =
			this.levelFor(person, peer.document) === 'write' ? undefined : refusalFor(peer.document, person.role);
		return { participant: person.id, isModerator: person.role === 'moderator', refusal };
	}

	nameOf(participant: string): string {
		return this.#people.get(participant)?.name ?? '';
	}

	storeFailed(error: unknown): void {
		this.#deps.availability.failed(error);
	}

	storeErased(): void {
		this.#erased = true;
		this.#closePeers(() => true, closeCode.erased, 'the workshop was erased');
	}

	roomEmptied(name: DocumentName): void {
		this.#opened.get(name)?.close();
		if (!this.#opened.delete(name)) return;
		this.#rooms.delete(name);
		this.#deps.metrics.openDocuments.add(-1);
	}

	#enforceAccess(peers: readonly Peer[]): void {
		for (const peer of peers) {
			const person = this.#people.get(peer.participant);
			if (person && this.levelFor(person, peer.document) !== 'none') continue;
			this.#policy.send(peer);
			peer.socket.close(closeCode.noAccess, 'no access to this document now');
		}
	}

	#closePeers(which: (peer: Peer) => boolean, code: CloseCode, reason: string): void {
		for (const peer of [...this.peers]) if (which(peer)) peer.socket.close(code, reason);
	}
}

/** `role` when this role never writes there, `access` when it only may not now. */
function refusalFor(document: DocumentName, role: Role): NackCode {
	return accessTo(initialAccess, document, role) === 'write' ? 'access' : 'role';
}
