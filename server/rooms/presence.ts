/**
 * Who is here now and where they point: y-protocols awareness, one state per connection, never stored. The relay writes
 * the identity and the clocks itself, so that nobody speaks for another and a quick reconnect is seen at once, and sends
 * what has changed once per tick.
 */
import { decoding, encoding } from 'lib0';
import { limits } from '#lib/protocol/limits.ts';
import type { Peer } from './peer.ts';
import { awarenessFrame } from './wire.ts';

const tickMs = 50;

interface Entry {
	readonly peer: Peer;
	readonly client: number;
	clock: number;
	/** JSON; `null` for somebody who has just left. */
	state: string;
}

export interface PresenceDeps {
	readonly now: () => number;
	readonly peers: () => Iterable<Peer>;
	/** Name of a participant as it is now. */
	readonly nameOf: (participant: string) => string;
}

export class Presence {
	readonly #deps: PresenceDeps;
	readonly #entries = new Map<number, Entry>();
	readonly #changed = new Map<number, Entry>();
	#clock: number;
	#timer: NodeJS.Timeout | undefined;

	constructor(deps: PresenceDeps) {
		this.#deps = deps;
		// Higher than any clock that clients may remember from before a restart.
		this.#clock = Math.floor(deps.now() / 1000);
	}

	/** Takes the peer's own state out of an awareness update; others' states in it are echoes and are left aside. */
	receive(peer: Peer, update: Uint8Array): void {
		if (update.byteLength > limits.awarenessBytes || peer.muted) return;
		for (const { client, state } of readStates(update)) {
			const current = this.#entryOf(peer);
			if (current && current.client !== client) continue;
			const holder = this.#entries.get(client);
			if (holder && holder.peer !== peer && holder.peer.participant !== peer.participant) continue;
			if (state === null) {
				if (current) this.#put({ peer, client, clock: 0, state: 'null' });
				continue;
			}
			const name = this.#deps.nameOf(peer.participant);
			peer.claims.add(client);
			const user = { ...plainObject(state.user), id: peer.participant, name };
			this.#put({ peer, client, clock: 0, state: JSON.stringify({ ...state, user }) });
		}
	}

	leave(peer: Peer): void {
		const entry = this.#entryOf(peer);
		if (entry) this.#put({ ...entry, state: 'null' });
	}

	/** Everybody who is here, for somebody who asks; `undefined` when nobody is. */
	all(asking: Peer): Uint8Array | undefined {
		return frameOf([...this.#entries.values()].filter((entry) => entry.peer !== asking));
	}

	/** What somebody missed who did not read: how it is now, and who has left. */
	catchUp(peer: Peer): void {
		const missed = peer.missed.presence;
		if (!missed || peer.muted) return;
		peer.missed.presence = undefined;
		const now = [...missed].map((client) => this.#entries.get(client) ?? this.#gone(peer, client));
		const frame = frameOf(now.filter((entry) => entry.client !== this.#entryOf(peer)?.client));
		if (frame) peer.socket.send(frame);
	}

	close(): void {
		clearTimeout(this.#timer);
	}

	#gone(peer: Peer, client: number): Entry {
		return { peer, client, clock: ++this.#clock, state: 'null' };
	}

	#entryOf(peer: Peer): Entry | undefined {
		for (const entry of this.#entries.values()) if (entry.peer === peer) return entry;
		return undefined;
	}

	#put(entry: Entry): void {
		entry.clock = ++this.#clock;
		if (entry.state === 'null') this.#entries.delete(entry.client);
		else this.#entries.set(entry.client, entry);
		this.#changed.set(entry.client, entry);
		this.#timer ??= setTimeout(() => this.#flush(), tickMs);
	}

	#flush(): void {
		this.#timer = undefined;
		const changed = [...this.#changed.values()];
		this.#changed.clear();
		const frame = frameOf(changed);
		if (!frame) return;
		const authors = new Set(changed.map((entry) => entry.peer));
		for (const peer of this.#deps.peers()) {
			if (peer.muted || peer.socket.isCongested) {
				peer.missed.presence = new Set([...(peer.missed.presence ?? []), ...changed.map((entry) => entry.client)]);
				continue;
			}
			// Nobody hears of themselves: the relay's clock would overrule their own.
			const own = authors.has(peer) ? frameOf(changed.filter((entry) => entry.peer !== peer)) : frame;
			if (own) peer.socket.send(own);
		}
	}
}

function frameOf(entries: readonly Entry[]): Uint8Array | undefined {
	if (entries.length === 0) return undefined;
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, entries.length);
	for (const { client, clock, state } of entries) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
		encoding.writeVarString(encoder, state);
	}
	return awarenessFrame(encoding.toUint8Array(encoder));
}

function readStates(update: Uint8Array): { client: number; state: Record<string, unknown> | null }[] {
	try {
		const decoder = decoding.createDecoder(update);
		const states: { client: number; state: Record<string, unknown> | null }[] = [];
		for (let left = decoding.readVarUint(decoder); left > 0; left--) {
			const client = decoding.readVarUint(decoder);
			decoding.readVarUint(decoder); // the client's clock; the relay counts for itself
			const state: unknown = JSON.parse(decoding.readVarString(decoder));
			if (state === null || (typeof state === 'object' && !Array.isArray(state))) {
				states.push({ client, state: state as Record<string, unknown> | null });
			}
		}
		return states;
	} catch {
		// Presence is a courtesy: what cannot be read is not shown.
		return [];
	}
}

function plainObject(value: unknown): object {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
