/** The relay's requests about boxes as typed calls (contract: ../../protocol/PROTOCOL.md). Keeps nothing. */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { MakeBoxRequest, OpenedEntry } from '#lib/protocol/http.ts';
import { failureOf, type RawAnswer, type RelayFailure, type WorkshopRelay } from '../relay-http.ts';
import { decodeEntry, encodeEntry, type Entry } from './entry-bytes.ts';

export interface HeldEntry {
	readonly entry: Entry;
	readonly etag: string;
}

export interface RelayBoxes {
	make(box: MakeBoxRequest): Promise<Result<string, RelayFailure>>;
	admit(box: string, participant: string): Promise<Result<undefined, RelayFailure>>;
	/** `undefined`: the relay holds none of mine. `conflict`: what it holds is none that this build can read. */
	mine(box: string): Promise<Result<HeldEntry | undefined, RelayFailure>>;
	/** Gives the new ETag. `changed`: the relay holds something else than `etag`; without one, it holds something. */
	put(box: string, entry: Entry, etag: string | undefined): Promise<Result<string, RelayFailure | 'changed'>>;
	open(box: string): Promise<Result<undefined, RelayFailure>>;
	entries(box: string): Promise<Result<readonly OpenedEntry[], RelayFailure>>;
	/** Gives the result that counts: these bytes, or those that were first. */
	putResult(box: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<Uint8Array, RelayFailure>>;
	result(box: string): Promise<Result<Uint8Array, RelayFailure>>;
}

export function relayBoxes(relay: WorkshopRelay, signal?: AbortSignal): RelayBoxes {
	const ask = (method: string, path: string, body?: Uint8Array<ArrayBuffer>, headers?: Record<string, string>) =>
		relay.bytes(method, path, { ...(body && { body }), ...(headers && { headers }), ...(signal && { signal }) });
	const at = (box: string, rest = '') => `/boxes/${encodeURIComponent(box)}${rest}`;
	return {
		async make(box) {
			const answer = await ask('POST', '/boxes', jsonBytes(box));
			return answer.ok ? field(answer.value, 'box') : answer;
		},
		async admit(box, participant) {
			const answer = await ask('POST', at(box, '/electors'), jsonBytes({ participant }));
			return answer.ok ? outcome(answer.value) : answer;
		},
		async mine(box) {
			const answer = await ask('GET', at(box, '/mine'));
			if (!answer.ok) return answer;
			if (answer.value.status === 404) return ok(undefined);
			return isDone(answer.value) ? heldEntry(answer.value) : refused(failureOf(answer.value));
		},
		async put(box, entry, etag) {
			const condition: Record<string, string> = etag === undefined ? { 'if-none-match': '*' } : { 'if-match': etag };
			const path = at(box, `/mine?items=${entry.items.size}`);
			const answer = await ask('PUT', path, encodeEntry(entry), condition);
			if (!answer.ok) return answer;
			if (answer.value.status === 412) return refused('changed');
			if (!isDone(answer.value)) return refused(failureOf(answer.value));
			// An answer without an ETag is not the relay's: a hotel's login page says 200 to everything.
			return answer.value.etag === undefined ? refused('offline') : ok(answer.value.etag);
		},
		async open(box) {
			const answer = await ask('POST', at(box, '/open'));
			return answer.ok ? outcome(answer.value) : answer;
		},
		async entries(box) {
			const answer = await ask('GET', at(box));
			if (!answer.ok) return answer;
			const listed = field<readonly OpenedEntry[]>(answer.value, 'entries');
			// Before opening it is a number.
			return listed.ok && !Array.isArray(listed.value) ? refused('conflict') : listed;
		},
		async putResult(box, bytes) {
			const answer = await ask('PUT', at(box, '/result'), bytes);
			if (!answer.ok) return answer;
			if (isDone(answer.value)) return ok(bytes);
			return answer.value.status === 409 && !answer.value.isJson
				? ok(answer.value.bytes)
				: refused(failureOf(answer.value));
		},
		async result(box) {
			const answer = await ask('GET', at(box, '/result'));
			if (!answer.ok) return answer;
			return isDone(answer.value) ? ok(answer.value.bytes) : refused(failureOf(answer.value));
		}
	};
}

const isDone = ({ status }: RawAnswer): boolean => status >= 200 && status < 300;

function outcome(answer: RawAnswer): Result<undefined, RelayFailure> {
	return isDone(answer) ? ok() : refused(failureOf(answer));
}

function heldEntry({ bytes, etag }: RawAnswer): Result<HeldEntry, RelayFailure> {
	if (etag === undefined) return refused('offline');
	const entry = decodeEntry(bytes);
	return entry ? ok({ entry, etag }) : refused('conflict');
}

function jsonBytes(value: unknown): Uint8Array<ArrayBuffer> {
	return new TextEncoder().encode(JSON.stringify(value));
}

function field<Value>(answer: RawAnswer, name: string): Result<Value, RelayFailure> {
	if (!isDone(answer)) return refused(failureOf(answer));
	try {
		const read = JSON.parse(new TextDecoder().decode(answer.bytes)) as Readonly<Record<string, Value>>;
		return read[name] === undefined ? refused('unavailable') : ok(read[name]);
	} catch {
		// Not JSON, so not the relay's answer.
		return refused('offline');
	}
}
