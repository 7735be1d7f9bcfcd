/**
 * How much one participant may send, over all their connections together. Whoever is too fast is not refused – a refused
 * frame would cost them their document – but read more slowly: TCP then holds their sender back.
 */
import { limits } from '#lib/protocol/limits.ts';
import { Bucket } from '../rooms/bucket.ts';

export interface Allowance {
	/** Takes frames and bytes; gives how long to stop reading, milliseconds. */
	take(frames: number, bytes: number, now: number): number;
}

export class RateLimits {
	readonly #allowances = new Map<string, { frames: Bucket; bytes: Bucket; connections: number }>();

	/** Counts a connection of this participant; `undefined` when they have too many. Give it back with `release`. */
	acquire(participant: string, now: number): Allowance | undefined {
		let entry = this.#allowances.get(participant);
		if (!entry) {
			const frames = new Bucket(limits.framesPerSecond, limits.frameBurst, now);
			entry = { frames, bytes: new Bucket(limits.bytesPerSecond, limits.byteBurst, now), connections: 0 };
			this.#allowances.set(participant, entry);
		}
		if (entry.connections >= limits.connectionsPerParticipant) return undefined;
		entry.connections++;
		const { frames, bytes } = entry;
		return { take: (count, size, at) => Math.max(frames.take(count, at), bytes.take(size, at)) };
	}

	/** The allowance itself stays: reconnecting does not fill it. */
	release(participant: string): void {
		const entry = this.#allowances.get(participant);
		if (entry) entry.connections--;
	}

	/** Forgets participants without a connection. Called once in a while, longer than an allowance takes to fill. */
	sweep(): void {
		for (const [participant, { connections }] of this.#allowances) {
			if (connections === 0) this.#allowances.delete(participant);
		}
	}
}
