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
import { AccessGrace } from './access-grace.ts';
import type { Sender } from './admission.ts';
import type { Availability } from './availability.ts';
import { Boxes } from './boxes.ts';
import { DocumentSizes } from './document-sizes.ts';
import type { Examiner } from './examiner.ts';
import type { Peer } from './peer.ts';
import { People } from './people.ts';
import { PolicySender } from './policy-sender.ts';
import { Quarantine } from './quarantine.ts';
import { isRecovering } from './recovery.ts';
import type { RoomHost } from './room-host.ts';
import { Room } from './room.ts';

export interface WorkshopDeps {
	readonly storage: Storage;
	readonly availability: Availability;
	readonly now: () => number;
	readonly log: Log;
	readonly metrics: Metrics;
	/** How long words may be on their way when a right to write is taken back, milliseconds. */
	readonly accessGraceMs: number;
	readonly examiner: Examiner;
}

export class Workshop implements RoomHost {
	readonly id: string;
	readonly title: string;
	readonly peers = new Set<Peer>();
	readonly sizes: DocumentSizes;
	readonly boxes: Boxes;
	readonly #deps: WorkshopDeps;
	readonly #people: People;
	readonly #policy: PolicySender;
	readonly #quarantine: Quarantine;
	readonly #grace: AccessGrace;
	#graceTimer: NodeJS.Timeout | undefined;
	readonly #rooms = new Map<DocumentName, Promise<Room>>();
	readonly #opened = new Map<DocumentName, Room>();
	/** Links revoked while in memory: an upgrade that was under way then must not slip through. */
	readonly #revoked = new Set<string>();
	#access: AccessRules;
	#version: number;
	#erased = false;
	#usedAt = 0;
	readonly #recoverySince: number | undefined;

	constructor(id: string, record: WorkshopRecord & { erased: false }, deps: WorkshopDeps) {
		this.id = id;
		this.title = record.title;
		this.#deps = deps;
		this.#access = record.access;
		this.#version = record.version;
		this.#recoverySince = record.recoverySince;
		this.#people = new People(record.participants);
		this.sizes = new DocumentSizes(record.documents);
		this.boxes = new Boxes(record.boxes, {
			...{ workshop: id, storage: deps.storage, sizes: this.sizes, now: deps.now },
			people: () => this.people,
			onChange: () => this.#policy.schedule(),
			onCount: () => this.#policy.scheduleCounts()
		});
		this.#quarantine = new Quarantine({
			workshop: id,
			...deps,
			onChange: (...change) => this.#readingChanged(...change)
		});
		this.#grace = new AccessGrace(deps.now, deps.accessGraceMs);
		this.#policy = new PolicySender(this, deps.now, () => deps.availability.isAvailable);
	}

	get access(): AccessRules {
		return this.#access;
	}
	get isInUse(): boolean {
		return this.peers.size > 0;
	}
	/** Last use; milliseconds, 0 when there was none since it was loaded. */
	get usedAt(): number {
		return this.isInUse ? this.#deps.now() : this.#usedAt;
	}
	get version(): number {
		return this.#version;
	}
	/** Relay time from which on the rules hold for words in flight as well; `undefined` when they do. */
	get enforcedFrom(): number | undefined {
		return this.#grace.endsAt;
	}
	get unreadable(): readonly DocumentName[] {
		return this.#quarantine.names;
	}
	/** Since when it may be behind its devices, relay time; `undefined` when it is not. */
	get recovery(): number | undefined {
		return isRecovering(this.#recoverySince, this.#deps.now()) ? this.#recoverySince : undefined;
	}
	get isErased(): boolean {
		return this.#erased;
	}
	get people(): readonly ParticipantRecord[] {
		return this.#people.all;
	}

	person(id: string): ParticipantRecord | undefined {
		return this.#people.get(id);
	}

	levelFor(person: ParticipantRecord, document: DocumentName): AccessLevel {
		return accessTo(this.#access, document, person.role);
	}

	/** Reads it, or may still deliver what they wrote while they could. */
	mayEnter(person: ParticipantRecord, document: DocumentName): boolean {
		return this.levelFor(person, document) !== 'none' || this.#grace.mayStillWrite(person, document);
	}

	/** Merges rules into the access row. `stale` when `expected` is given and is not the version any more. */
	async changeAccess(rules: AccessRules, expected: number | undefined): Promise<Result<number, 'stale'>> {
		const before = this.#version;
		if (expected !== undefined && expected !== before) return refused('stale');
		const merged = { ...this.#access, ...rules };
		const written = await this.#deps.storage.writeAccess(this.id, before, merged);
		if (!written.ok) return expected === undefined ? this.changeAccess(rules, undefined) : written;
		this.#grace.begin(this.#access, merged, this.people);
		this.#access = merged;
		this.#version = written.value;
		this.#enforceAccess([...this.peers]);
		this.#enforceLater();
		this.#policy.push();
		return ok(written.value);
	}

	/** Rows that are on the disk already. */
	peopleChanged(people: readonly ParticipantRecord[]): void {
		for (const person of people) {
			const before = this.#people.get(person.id);
			this.#people.put(person);
			if (!before || (before.role === person.role && before.waiting === person.waiting)) continue;
			const own = [...this.peers].filter((peer) => peer.participant === person.id);
			this.#enforceAccess(own);
			for (const peer of own) this.#policy.send(peer);
		}
		this.#policy.schedule();
	}

	/** For whatever looks at somebody's row and then writes it; see `People`. */
	inTurn<Value>(participant: string, change: () => Promise<Value>): Promise<Value> {
		return this.#people.inTurn(participant, change);
	}

	/** Within a turn of theirs. Gives those who are still here. */
	async writePeople(people: readonly ParticipantRecord[]): Promise<readonly ParticipantRecord[]> {
		const ids = new Set(await this.#deps.storage.putParticipants(this.id, people));
		const written = people.filter((person) => ids.has(person.id));
		this.peopleChanged(written);
		return written;
	}

	/** Removes a person: name gone, sessions dead, connections closed. */
	async kick(participant: string): Promise<void> {
		await this.inTurn(participant, async () => {
			await this.#deps.storage.removeParticipant(this.id, participant, this.#deps.now());
			this.#people.remove(participant);
		});
		this.#closePeers((peer) => peer.participant === participant, closeCode.kicked, 'removed from the workshop');
		// Their place and entry in sealed boxes went with them.
		await this.boxes.refresh();
		this.#policy.schedule();
	}

	revokeLink(link: string): Promise<void> {
		return this.#people.alone(() => this.#revokeLink(link));
	}

	async #revokeLink(link: string): Promise<void> {
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
			// Whoever comes while the store cannot write waits with all others.
			if (!this.#deps.availability.isAvailable) room.suspend();
			this.#opened.set(name, room);
			this.#deps.metrics.openDocuments.add(1);
			return room;
		});
		this.#rooms.set(name, opening);
		opening.catch(() => this.#rooms.delete(name));
		return opening;
	}

	/** Somebody is here or has asked for something. */
	use(): void {
		this.#usedAt = this.#deps.now();
	}

	/** Takes a peer in, or says why not; everything may have changed while the room was opened. */
	join(peer: Peer, room: Room): CloseCode | undefined {
		const person = this.#people.get(peer.participant);
		if (this.#erased) return closeCode.erased;
		if (!person || (peer.link !== undefined && this.#revoked.has(peer.link))) return closeCode.kicked;
		if (this.#opened.get(room.name) !== room) return closeCode.restarting;
		if (person.waiting || !this.mayEnter(person, peer.document)) return closeCode.noAccess;
		peer.muted = this.levelFor(person, peer.document) === 'none';
		this.peers.add(peer);
		this.use();
		this.#policy.send(peer);
		room.join(peer);
		return undefined;
	}

	leave(peer: Peer, room: Room): void {
		this.peers.delete(peer);
		this.use();
		room.leave(peer);
	}

	/** The other end of a connection has read what was sent. */
	caughtUp(peer: Peer, room: Room): void {
		if (peer.missed.policy) this.#policy.send(peer);
		room.caughtUp(peer);
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
		clearTimeout(this.#graceTimer);
		this.#quarantine.close();
		for (const room of this.#opened.values()) room.close();
	}

	// What rooms ask and tell (`RoomHost`).

	senderFor(peer: Peer): Sender {
		const person = this.#people.get(peer.participant);
		if (!person) return { participant: peer.participant, isModerator: false, refusal: 'role' };
		const mayWrite =
			this.levelFor(person, peer.document) === 'write' || this.#grace.mayStillWrite(person, peer.document);
		const refusal = mayWrite ? undefined : refusalFor(peer.document, person.role);
		const { claims } = peer;
		const isRecovering = this.recovery !== undefined;
		return { participant: person.id, isModerator: person.role === 'moderator', refusal, claims, isRecovering };
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

	async documentFailed(name: DocumentName, error: unknown): Promise<void> {
		if (!this.#erased) await this.#quarantine.check(name, error);
	}

	isUnreadable(name: DocumentName): boolean {
		return this.#quarantine.has(name);
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
			const level = person ? this.levelFor(person, peer.document) : 'none';
			const room = this.#opened.get(peer.document);
			if (level !== 'none') {
				if (peer.muted) room?.unmute(peer);
				continue;
			}
			if (person && room && this.#grace.mayStillWrite(person, peer.document)) {
				if (!peer.muted) room.mute(peer);
				continue;
			}
			this.#policy.sendLast(peer);
			peer.socket.close(closeCode.noAccess, 'no access to this document now');
		}
	}

	#readingChanged(document: DocumentName, isUnreadable: boolean): void {
		this.#policy.push();
		if (isUnreadable) this.#opened.get(document)?.closePeers(closeCode.noAccess, 'this document cannot be read now');
	}

	/** When a grace ends, so does what only it allowed. */
	#enforceLater(): void {
		clearTimeout(this.#graceTimer);
		const end = this.#grace.nextEnd;
		if (end === undefined) return;
		const wait = Math.max(1, end - this.#deps.now());
		this.#graceTimer = setTimeout(() => {
			this.#enforceAccess([...this.peers]);
			this.#enforceLater();
		}, wait);
	}

	#closePeers(which: (peer: Peer) => boolean, code: CloseCode, reason: string): void {
		for (const peer of [...this.peers]) if (which(peer)) peer.socket.close(code, reason);
	}
}

/** `role` when this role never writes there, `access` when it only may not now. */
function refusalFor(document: DocumentName, role: Role): NackCode {
	return accessTo(initialAccess, document, role) === 'write' ? 'access' : 'role';
}
