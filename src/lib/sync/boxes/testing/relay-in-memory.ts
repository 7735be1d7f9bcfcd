/** A relay that knows sealed boxes and nothing else, in memory, for tests of the browser's half. Written from the contract. */
import { ok, refused } from '#lib/kernel/result.ts';
import type { Role } from '#lib/protocol/access.ts';
import type { ErrorCode, MakeBoxRequest } from '#lib/protocol/http.ts';
import type { BoxSummary } from '#lib/protocol/messages.ts';
import type { BytesRequest, RawAnswer, WorkshopRelay } from '../../relay-http.ts';

export interface Who {
	readonly participant: string;
	readonly role: Role;
}

/** What stands between one device and the relay. */
export interface BoxLine {
	cut: boolean;
	/** What is sent arrives, the answer does not. */
	deaf: boolean;
	/** Answers instead of the relay. */
	instead: ErrorCode | undefined;
}

interface Held {
	readonly participant: string;
	readonly items: number;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly etag: string;
}

interface Box {
	readonly request: MakeBoxRequest;
	isOpen: boolean;
	result: Uint8Array<ArrayBuffer> | undefined;
	readonly held: Map<string, Held>;
}

export class RelayInMemory {
	readonly boxes = new Map<string, Box>();
	#versions = 0;

	/** The relay as one person's device reaches it. */
	reachedBy(who: Who, line: BoxLine): WorkshopRelay {
		const bytes: WorkshopRelay['bytes'] = async (method, path, more = {}) => {
			await onTheWay();
			if (line.cut) return refused('offline');
			const answer = line.instead ? fail(403, line.instead) : this.#answer(who, method, path, more);
			await onTheWay();
			return line.cut || line.deaf ? refused('offline') : ok(answer);
		};
		return { bytes } as unknown as WorkshopRelay;
	}

	summaries(): readonly BoxSummary[] {
		return [...this.boxes].map(([box, { request, isOpen, held }]) => ({
			...{ box, kind: request.kind, anonymous: request.anonymous, state: isOpen ? 'open' : 'closed' },
			entries: held.size,
			items: [...held.values()].reduce((sum, { items }) => sum + items, 0)
		}));
	}

	#answer(who: Who, method: string, path: string, { body, headers = {} }: BytesRequest): RawAnswer {
		const [, , id = '', part = '', query = ''] = path.split(/[/?]/);
		if (method === 'POST' && id === '') return this.#make(who, body!);
		const box = this.boxes.get(id);
		if (!box) return fail(404, 'not_found');
		switch (`${method} ${part}`) {
			case 'POST open':
				box.isOpen ||= who.role === 'moderator';
				return who.role === 'moderator' ? json(200, {}) : fail(403, 'forbidden');
			case 'GET ':
				return json(200, box.isOpen ? { entries: opened(box) } : { entries: box.held.size });
			case 'GET mine':
				return mine(box, who);
			case 'PUT mine':
				return this.#put(box, who, Number(query.replace('items=', '')), body!, headers);
			case 'GET result':
				return box.result ? { ...json(200, undefined), isJson: false, bytes: box.result } : fail(404, 'not_found');
			case 'PUT result':
				return putResult(box, who, body!);
			default:
				return fail(400, 'bad_request');
		}
	}

	#make(who: Who, body: Uint8Array): RawAnswer {
		if (who.role !== 'moderator') return fail(403, 'forbidden');
		const request = JSON.parse(new TextDecoder().decode(body)) as MakeBoxRequest;
		this.boxes.set(request.id!, { request, isOpen: false, result: undefined, held: new Map() });
		return json(201, { box: request.id });
	}

	#put(
		box: Box,
		{ participant, role }: Who,
		items: number,
		bytes: Uint8Array<ArrayBuffer>,
		headers: Readonly<Record<string, string>>
	): RawAnswer {
		if (role === 'observer') return fail(403, 'forbidden');
		if (box.isOpen) return fail(409, 'opened');
		const present = box.held.get(participant);
		const fits = present ? headers['if-match'] === present.etag : headers['if-none-match'] === '*';
		if (!fits) return fail(412, 'stale');
		const etag = `"${++this.#versions}"`;
		box.held.set(participant, { participant, items, bytes: Uint8Array.from(bytes), etag });
		return { ...json(204, undefined), etag };
	}
}

/** Long enough for other things to happen meanwhile. */
const onTheWay = () => new Promise((resolve) => setImmediate(resolve));

function mine(box: Box, { participant }: Who): RawAnswer {
	if (box.isOpen) return fail(410, 'opened');
	const held = box.held.get(participant);
	return held ? { status: 200, etag: held.etag, isJson: false, bytes: held.bytes } : fail(404, 'not_found');
}

function opened({ held, request }: Box): readonly object[] {
	return [...held.values()].map(({ participant, bytes }, i) => ({
		...{ entry: `entry-${i}`, data: btoa(String.fromCharCode(...bytes)) },
		...(!request.anonymous && { participant })
	}));
}

function putResult(box: Box, { role }: Who, body: Uint8Array<ArrayBuffer>): RawAnswer {
	if (role !== 'moderator' || !box.isOpen) return fail(403, 'forbidden');
	if (box.result) return { status: 409, etag: undefined, isJson: false, bytes: box.result };
	box.result = Uint8Array.from(body);
	return { status: 201, etag: undefined, isJson: false, bytes: new Uint8Array() };
}

function json(status: number, body: unknown): RawAnswer {
	return { status, etag: undefined, isJson: true, bytes: new TextEncoder().encode(JSON.stringify(body) ?? '') };
}

function fail(status: number, code: ErrorCode): RawAnswer {
	return json(status, { error: { code, message: code } });
}
