/**
 * The pictures of a session: kept in the local store, brought to the relay by the outbox, fetched when they are missing.
 * An address is a promise about the content, so what comes from elsewhere is checked. Rules: ../SPEC.md [OUTBOX-1] ff.
 */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { Listeners } from '#lib/model/listeners.ts';
import type { Role } from '#lib/protocol/access.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { LocalStore } from '../local-store/local-store.ts';
import { Outbox, type Outcome } from '../outbox/outbox.ts';
import { failureOf, type RelayFailure, type WorkshopRelay } from '../relay-http.ts';
import type { OutboxCounts } from '../sync-state.ts';
import type { FileRefusal, FileState, WorkshopFiles } from './files.ts';
import { sha256 } from './sha256.ts';

export interface FilesPorts {
	readonly store: LocalStore;
	/** `undefined` while the workshop is not shared. */
	readonly relay: () => WorkshopRelay | undefined;
	readonly role: () => Role;
	/** `Policy.recovery`: since when the relay may lack what it once had. */
	readonly recovery: () => number | undefined;
	readonly count: (counts: OutboxCounts) => void;
	/** Tells other tabs to read again. */
	readonly poke: () => void;
}

/** What is kept about a file that was added on this device. */
interface Added {
	readonly saved: boolean;
	/** Why the relay does not take it at all. */
	readonly refused?: RelayFailure;
	/** The relay's last recovery after which it was brought. */
	readonly recovery?: number;
}

const bytesKey = (hash: string) => `file/bytes/${hash}`;
const addedPrefix = 'file/added/';
const all = 'files';
/** After so long without an answer it counts as out of reach, milliseconds: a copy of the workshop waits for it. */
const fetchWithinMs = 30_000;
/** Trying again would not help. */
const final: readonly RelayFailure[] = ['forbidden', 'too_large', 'bad_request'];

export class SessionFiles implements WorkshopFiles {
	readonly #ports: FilesPorts;
	readonly #outbox: Outbox;
	readonly #listeners = new Listeners();
	readonly #added = new Map<string, Added>();
	readonly #fetching = new Map<string, Promise<Result<Uint8Array, RelayFailure>>>();
	#sending: string | undefined;
	#failure: RelayFailure | undefined;

	constructor(ports: FilesPorts) {
		this.#ports = ports;
		this.#outbox = new Outbox({ run: (_all, signal) => this.#bringAll(signal) });
	}

	/** Reads what waits here: on start, and when another tab has written. */
	async start(): Promise<void> {
		const found = await this.#ports.store.entries(addedPrefix);
		for (const [key, value] of found.ok ? found.value : []) {
			this.#added.set(key.slice(addedPrefix.length), value as Added);
		}
		this.#changed();
		if (this.#waiting.length > 0) this.#outbox.wake(all);
	}

	async add(bytes: Uint8Array): Promise<Result<string, FileRefusal>> {
		if (bytes.byteLength > limits.fileBytes) return refused('too_large');
		if (this.#ports.role() === 'observer') return refused('forbidden');
		const hash = sha256(bytes);
		const before = this.#added.get(hash);
		if (before && !before.refused && (await this.#isHere(hash))) return ok(hash);
		// What was kept once may have been lost with the store, and what was refused once may be welcome now.
		const added: Added = before && !before.refused ? before : { saved: false };
		const put = [[bytesKey(hash), Uint8Array.from(bytes)] as const, [addedPrefix + hash, added] as const];
		const kept = await this.#ports.store.write({ put });
		if (!kept.ok) return kept;
		this.#added.set(hash, added);
		this.#changed();
		this.#ports.poke();
		this.#outbox.wake(all);
		return ok(hash);
	}

	async read(hash: string): Promise<Result<Uint8Array, RelayFailure>> {
		const kept = await this.#ports.store.get(bytesKey(hash));
		if (kept.ok && kept.value instanceof Uint8Array) return ok(kept.value);
		const fetching = this.#fetching.get(hash) ?? this.#fetch(hash);
		this.#fetching.set(hash, fetching);
		const fetched = await fetching;
		this.#fetching.delete(hash);
		return fetched;
	}

	state(hash: string): FileState {
		const added = this.#added.get(hash);
		if (!added) return { place: 'unknown' };
		if (added.saved && !this.#isMissing(added)) return { place: 'saved' };
		if (this.#sending === hash) return { place: 'sent' };
		const reason = added.refused ?? (this.#ports.relay() ? this.#failure : 'unshared');
		return reason ? { place: 'device', reason } : { place: 'device' };
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Whether there is a way to the relay. */
	want(wanted: boolean): void {
		if (wanted) this.#outbox.wake(all);
		this.#outbox.want(wanted);
	}

	close(): Promise<void> {
		return this.#outbox.close();
	}

	/** What the relay lost when it was put back from a backup is brought again. */
	get #waiting(): readonly string[] {
		return [...this.#added].filter(([, added]) => this.#isMissing(added)).map(([hash]) => hash);
	}

	#isMissing({ saved, refused: final, recovery }: Added): boolean {
		const now = this.#ports.recovery();
		return !final && (!saved || (now !== undefined && recovery !== now));
	}

	async #bringAll(signal: AbortSignal): Promise<Outcome> {
		for (const hash of this.#waiting) {
			const relay = this.#ports.relay();
			if (!relay) return 'done';
			const brought = await this.#bring(hash, relay, signal);
			this.#failure = brought.ok || final.includes(brought.reason) ? undefined : brought.reason;
			this.#sending = undefined;
			this.#changed();
			if (this.#failure) return 'retry';
		}
		return 'done';
	}

	async #bring(hash: string, relay: WorkshopRelay, signal: AbortSignal): Promise<Result<undefined, RelayFailure>> {
		const kept = await this.#ports.store.get(bytesKey(hash));
		if (!kept.ok) return kept;
		if (!(kept.value instanceof Uint8Array)) return this.#note(hash, { saved: false, refused: 'not_found' });
		this.#sending = hash;
		this.#changed();
		const recovery = this.#ports.recovery();
		const body = kept.value as Uint8Array<ArrayBuffer>;
		const answer = await relay.bytes('PUT', `/files/${hash}`, { body, signal });
		if (!answer.ok) return answer;
		// The relay's own answer is JSON; a hotel's login page is not.
		if (answer.value.status < 300 && answer.value.isJson) {
			return this.#note(hash, { saved: true, ...(recovery !== undefined && { recovery }) });
		}
		const reason = failureOf(answer.value);
		if (final.includes(reason)) await this.#note(hash, { saved: false, refused: reason });
		return refused(reason);
	}

	async #note(hash: string, added: Added): Promise<Result<undefined, RelayFailure>> {
		this.#added.set(hash, added);
		// Not kept means only that it is brought once more.
		await this.#ports.store.write({ put: [[addedPrefix + hash, added]] });
		return ok();
	}

	async #isHere(hash: string): Promise<boolean> {
		const found = await this.#ports.store.keys(bytesKey(hash));
		return found.ok && found.value.length > 0;
	}

	async #fetch(hash: string): Promise<Result<Uint8Array, RelayFailure>> {
		const relay = this.#ports.relay();
		if (!relay) return refused('not_found');
		const answer = await relay.bytes('GET', `/files/${hash}`, { signal: AbortSignal.timeout(fetchWithinMs) });
		if (!answer.ok) return answer;
		const { status, bytes } = answer.value;
		if (status !== 200) return refused(failureOf(answer.value));
		if (sha256(bytes) !== hash) return refused('offline');
		await this.#ports.store.write({ put: [[bytesKey(hash), bytes]] });
		return ok(bytes);
	}

	#changed(): void {
		const sent = this.#sending === undefined ? 0 : 1;
		this.#ports.count({ waiting: this.#waiting.length, unstored: 0, sent });
		this.#listeners.call();
	}
}
