/**
 * What must hold at every moment, checked against everything that ever reached the relay's disk: what is acknowledged or
 * shown to others is on it, and a light that says "saved" is right.
 */
import { decodeRelayMessage, isCountedFrame, messageType, syncType } from '#lib/protocol/messages.ts';
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding';
import * as Y from 'yjs';
import type { Session } from '#lib/sync/open-session.ts';
import type { Link, Observer } from './network.ts';
import type { RelayDisk } from './relay-disk.ts';
import type { World } from './world.ts';

/** A promise was broken. */
export class Broken extends Error {
	override readonly name = 'Broken';
}

interface Sent {
	readonly kind: 'step2' | 'update';
	readonly update: Uint8Array;
}

interface Watched {
	/** Counted frames by their number, until they are answered. */
	readonly sent: Map<number, Sent>;
	readonly refused: Set<number>;
	refusedFirst: number;
	count: number;
	answered: number;
}

export class Claims implements Observer {
	readonly #world: World;
	readonly #disk: RelayDisk;
	readonly #watched = new WeakMap<Link, Watched>();
	/** Broadcasts that were checked: the same bytes go to everybody. */
	#checked = new WeakSet<Uint8Array>();
	/** Whose session it is. */
	readonly participants = new Map<string, string>();
	counted = { frames: 0, acks: 0, nacks: 0, lights: 0 };

	constructor(world: World, disk: RelayDisk) {
		this.#world = world;
		this.#disk = disk;
	}

	arrived(link: Link, frame: Uint8Array): void {
		this.#world.trace(frame);
		if (!isCountedFrame(frame)) return;
		this.counted.frames++;
		const watched = this.#of(link);
		const number = ++watched.count;
		const payload = payloadOf(frame);
		if (payload) watched.sent.set(number, { kind: frame[1] === syncType.step2 ? 'step2' : 'update', update: payload });
	}

	left(link: Link, frame: Uint8Array): void {
		if (frame[0] === messageType.sync && frame[1] !== syncType.step1) return this.#shown(link, frame);
		const message = decodeRelayMessage(frame);
		if (message?.type === 'nack') {
			this.counted.nacks++;
			this.#world.note(`nack ${message.nack.frame} ${message.nack.code} to ${link.process.name} ${documentOf(link)}`);
			const watched = this.#of(link);
			watched.refused.add(message.nack.frame);
			watched.refusedFirst = Math.min(watched.refusedFirst, message.nack.frame);
		}
		if (message?.type === 'ack') this.#acknowledged(link, message.ack.frames);
	}

	/** [RELAY-1] What others see is on the disk. */
	#shown(link: Link, frame: Uint8Array): void {
		if (this.#checked.has(frame)) return;
		this.#checked.add(frame);
		const update = payloadOf(frame);
		if (update && missingIn(this.#disk.durableDoc(documentOf(link)), update, () => true)) {
			this.#world.fail(
				new Broken(`${link.process.name} is shown something of ${documentOf(link)} that is not on the disk`)
			);
		}
	}

	/** [RELAY-2] What is acknowledged and was not refused is on the disk. [RELAY-8] After a refusal nothing is accepted. */
	#acknowledged(link: Link, frames: number): void {
		this.counted.acks++;
		const watched = this.#of(link);
		const document = documentOf(link);
		const durable = this.#disk.durableDoc(document);
		const participant = this.participants.get(link.session ?? '');
		for (; watched.answered < frames; watched.answered++) {
			const number = watched.answered + 1;
			const sent = watched.sent.get(number);
			watched.sent.delete(number);
			if (!sent || watched.refused.has(number)) continue;
			if (watched.refusedFirst < number) {
				this.#world.fail(new Broken(`${link.process.name} goes on in ${document} after a refusal: frame ${number}`));
			}
			// Of a SyncStep2, what belongs to others is left aside without a word.
			const owner = (client: number) => this.#disk.owners.get(`${document}/${client}`) ?? participant;
			const counts = (client: number) => sent.kind === 'update' || owner(client) === participant;
			if (missingIn(durable, sent.update, counts)) {
				this.#world.fail(
					new Broken(`frame ${number} of ${link.process.name} in ${document} is acknowledged and not on the disk`)
				);
			}
		}
	}

	/** [LIGHT-3] A session that says "saved" has nothing that is not on the disk. */
	checkLight(name: string, session: Session): void {
		if (session.light.light !== 'saved') return;
		this.counted.lights++;
		for (const document of session.workshop.documents.names()) {
			const { doc } = session.workshop.documents.open(document);
			const lost = notCovered(this.#disk.durableDoc(document), doc);
			if (lost) throw new Broken(`${name} says "saved", but ${lost} of ${document} is not on the disk`);
		}
	}

	#of(link: Link): Watched {
		let watched = this.#watched.get(link);
		if (!watched) {
			watched = { sent: new Map(), refused: new Set(), refusedFirst: Infinity, count: 0, answered: 0 };
			this.#watched.set(link, watched);
		}
		return watched;
	}
}

export function documentOf(link: Link): string {
	return link.url.slice(link.url.lastIndexOf('/') + 1).split('?', 1)[0]!;
}

/** `undefined` for a frame that is broken. */
function payloadOf(frame: Uint8Array): Uint8Array | undefined {
	try {
		const decoder = createDecoder(frame);
		readVarUint(decoder);
		readVarUint(decoder);
		return readVarUint8Array(decoder);
	} catch {
		// Broken on purpose; the relay will say so.
		return undefined;
	}
}

/** Whether the update brings a struct or a deletion that the document does not have. */
function missingIn(durable: Y.Doc, update: Uint8Array, counts: (client: number) => boolean): boolean {
	const { structs, ds } = Y.decodeUpdate(update);
	for (const struct of structs) {
		if (struct instanceof Y.Skip || !counts(struct.id.client)) continue;
		if (Y.getState(durable.store, struct.id.client) < struct.id.clock + struct.length) return true;
	}
	for (const [client, ranges] of ds.clients) {
		for (const { clock, len } of ranges) if (!isDeleted(durable, client, clock, clock + len)) return true;
	}
	return false;
}

/** What of a document another one lacks, for people; `undefined` when nothing. */
function notCovered(durable: Y.Doc, doc: Y.Doc): string | undefined {
	for (const [client, structs] of doc.store.clients) {
		const last = structs.at(-1)!;
		const clock = last.id.clock + last.length;
		const known = Y.getState(durable.store, client);
		if (known < clock) return `${client} ${known}..${clock}`;
		for (const struct of structs) {
			if (struct.deleted && !isDeleted(durable, client, struct.id.clock, struct.id.clock + struct.length)) {
				return `the deletion of ${client} ${struct.id.clock}+${struct.length}`;
			}
		}
	}
	return undefined;
}

function isDeleted(doc: Y.Doc, client: number, from: number, to: number): boolean {
	const structs = doc.store.clients.get(client);
	if (!structs || Y.getState(doc.store, client) < to) return false;
	for (let at = Y.findIndexSS(structs, from); at < structs.length && structs[at]!.id.clock < to; at++) {
		if (!structs[at]!.deleted) return false;
	}
	return true;
}
