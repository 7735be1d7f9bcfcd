/** Reading what a request carries, within bounds, and taking values out of it without trusting any. */
import type { IncomingMessage } from 'node:http';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { ErrorCode } from '#lib/protocol/http.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { MemberRequest } from './request.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads at most `bound` bytes; the rest of a larger body is not waited for. */
export async function readBytes(req: IncomingMessage, bound: number): Promise<Result<Buffer, 'too_large'>> {
	if (Number(req.headers['content-length'] ?? 0) > bound) return refused('too_large');
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of req as AsyncIterable<Buffer>) {
		size += chunk.byteLength;
		if (size > bound) return refused('too_large');
		chunks.push(chunk);
	}
	return ok(Buffer.concat(chunks));
}

/** A JSON object; no body at all counts as `{}`. */
export async function readJson(req: IncomingMessage): Promise<Result<JsonObject, 'too_large' | 'bad_request'>> {
	const body = await readBytes(req, limits.bodyBytes);
	return body.ok ? parseJson(body.value) : body;
}

/**
 * The body of a member's request. How long it takes is up to the sender, who may have been removed or lowered meanwhile:
 * then they are refused, whatever they were when they began.
 */
export async function readMemberBytes(
	{ req, refusedNow }: MemberRequest,
	bound: number
): Promise<Result<Buffer, ErrorCode>> {
	const body = await readBytes(req, bound);
	if (!body.ok) return body;
	const refusal = await refusedNow();
	return refusal === undefined ? body : refused(refusal);
}

export async function readMemberJson(request: MemberRequest): Promise<Result<JsonObject, ErrorCode>> {
	const body = await readMemberBytes(request, limits.bodyBytes);
	return body.ok ? parseJson(body.value) : body;
}

function parseJson(body: Buffer): Result<JsonObject, 'bad_request'> {
	if (body.byteLength === 0) return ok({});
	try {
		const value: unknown = JSON.parse(body.toString('utf8'));
		return isObject(value) && isPlain(value) ? ok(value) : refused('bad_request');
	} catch {
		// Not JSON: the sender is told so by the code.
		return refused('bad_request');
	}
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const deepest = 16;
const longestList = 10_000;
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Nothing in it that no honest sender writes: keys that reach into prototypes, endless lists, values nested for their own sake. */
function isPlain(value: object): boolean {
	let level: readonly object[] = [value];
	for (let depth = 1; level.length > 0; depth++) {
		if (depth > deepest) return false;
		const next: object[] = [];
		for (const part of level) {
			if (Array.isArray(part) ? part.length > longestList : Object.keys(part).some((key) => forbiddenKeys.has(key)))
				return false;
			for (const inner of Object.values(part) as unknown[])
				if (typeof inner === 'object' && inner !== null) next.push(inner);
		}
		level = next;
	}
	return true;
}

/**
 * Text for people to read: in one line, without signs that turn the direction of what follows, trimmed, cut to a length
 * in UTF-16 units without halving a letter. `undefined` when it is not a string.
 */
export function readText(value: unknown, length: number): string | undefined {
	if (typeof value !== 'string') return undefined;
	return value
		.toWellFormed()
		.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
		.replace(/\p{Cc}+/gu, ' ')
		.trim()
		.slice(0, length)
		.replace(/[\uD800-\uDBFF]$/, '');
}
