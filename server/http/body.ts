/** Reading what a request carries, within bounds, and taking values out of it without trusting any. */
import type { IncomingMessage } from 'node:http';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import { limits } from '#lib/protocol/limits.ts';

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
	if (!body.ok) return body;
	if (body.value.byteLength === 0) return ok({});
	try {
		const value: unknown = JSON.parse(body.value.toString('utf8'));
		return isObject(value) ? ok(value) : refused('bad_request');
	} catch {
		// Not JSON: the sender is told so by the code.
		return refused('bad_request');
	}
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text for people to read: trimmed, in one line, cut to a length. `undefined` when it is not a string. */
export function readText(value: unknown, length: number): string | undefined {
	if (typeof value !== 'string') return undefined;
	return value
		.replace(/\p{Cc}+/gu, ' ')
		.trim()
		.slice(0, length);
}
