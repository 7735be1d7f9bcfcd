/**
 * Results: an expected refusal is a value with a closed set of reasons, never an exception.
 * Broken assumptions throw instead; see `assert.ts`.
 */

export type Ok<Value> = { readonly ok: true; readonly value: Value };
export type Refused<Reason> = { readonly ok: false; readonly reason: Reason };
export type Result<Value, Reason> = Ok<Value> | Refused<Reason>;

export function ok(): Ok<undefined>;
export function ok<Value>(value: Value): Ok<Value>;
export function ok<Value>(value?: Value): Ok<Value | undefined> {
	return { ok: true, value };
}

export function refused<const Reason>(reason: Reason): Refused<Reason> {
	return { ok: false, reason };
}
