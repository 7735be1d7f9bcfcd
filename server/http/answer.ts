/** What handlers give back: a status with JSON or bytes. Refusals are answers like any other, with a code from the contract. */
import type { ServerResponse } from 'node:http';
import { errorStatus, type ErrorCode, type HttpError } from '#lib/protocol/http.ts';

export interface Answer {
	readonly status: number;
	readonly json?: unknown;
	readonly bytes?: { readonly data: Uint8Array; readonly type: string };
	readonly headers?: Readonly<Record<string, string>>;
}

export function answer(status: number, json?: unknown, headers?: Readonly<Record<string, string>>): Answer {
	return { status, json, headers };
}

const sentences: Readonly<Record<ErrorCode, string>> = {
	bad_request: 'The request does not say what is needed here.',
	unauthenticated: 'No valid session or link came with this request.',
	forbidden: 'Your role may not do this.',
	not_found: 'There is nothing at this address.',
	conflict: 'This id is taken.',
	stale: 'Somebody changed this in the meantime.',
	too_large: 'This is larger than what is accepted here.',
	rate: 'Too much at once. Try again in a moment.',
	link_expired: 'This link has expired.',
	link_revoked: 'This link has been revoked.',
	link_used: 'This link has been used up.',
	code_unknown: 'No workshop has this code.',
	waiting: 'A moderator has not let you in yet.',
	kicked: 'You were removed from this workshop.',
	full: 'This workshop has no space left.',
	erased: 'This workshop was erased.',
	opened: 'This box has been opened.',
	key_required: 'Making workshops here needs a key.',
	unavailable: 'The store cannot write at the moment.'
};

/** `message` says more than the code's own sentence where more can be said. */
export function refuse(code: ErrorCode, message: string = sentences[code]): Answer {
	const body: HttpError = { error: { code, message } };
	return { status: errorStatus[code], json: body };
}

export function send(res: ServerResponse, { status, json, bytes, headers }: Answer, withBody: boolean): void {
	for (const [name, value] of Object.entries(headers ?? {})) res.setHeader(name, value);
	if (!res.hasHeader('cache-control')) res.setHeader('cache-control', 'no-store');
	const data = bytes ? bytes.data : json === undefined ? undefined : Buffer.from(JSON.stringify(json));
	if (data) {
		res.setHeader('content-type', bytes?.type ?? 'application/json; charset=utf-8');
		res.setHeader('content-length', data.byteLength);
	}
	res.writeHead(status);
	res.end(withBody ? data : undefined);
}
