/** Pictures of a workshop as features see them: bytes under their SHA-256. Types only; session-files.ts makes it. */
import type { Result } from '#lib/kernel/result.ts';
import type { RelayFailure } from '../relay-http.ts';

/** Where a file is that was added here; `unknown` is every other one. */
export type FilePlace = 'unknown' | 'device' | 'sent' | 'saved';

export interface FileState {
	readonly place: FilePlace;
	/** Why it is not further. */
	readonly reason?: RelayFailure | 'unshared';
}

/** `too_large`: beyond `limits.fileBytes`. `forbidden`: observers add none. `full`, `unavailable`: not kept here. */
export type FileRefusal = 'too_large' | 'forbidden' | 'full' | 'unavailable';

export interface WorkshopFiles {
	/** Keeps a file here, to be sent when there is a way, and gives its SHA-256. */
	add(bytes: Uint8Array): Promise<Result<string, FileRefusal>>;
	/** From this device, else from the relay, and then kept here. `not_found`: nobody has brought it yet. */
	read(sha256: string): Promise<Result<Uint8Array, RelayFailure>>;
	state(sha256: string): FileState;
	/** Calls back when a state has changed; returns its stop. */
	subscribe(listener: () => void): () => void;
}
