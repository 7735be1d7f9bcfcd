/**
 * The relay's HTTP interface as typed calls. Failures are values: the relay's own codes, and `offline` where no answer of
 * the relay came at all. Knows nothing of documents; those go over sockets (transport/).
 */
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import {
	errorStatus,
	type AddParticipantsRequest,
	type ChangeAccessRequest,
	type ChangeAccessResponse,
	type ChangeParticipantRequest,
	type CreateWorkshopRequest,
	type CreateWorkshopResponse,
	type ErrorCode,
	type HttpError,
	type LinkSummary,
	type MakeLinkRequest,
	type ParticipantSummary,
	type SessionRequest,
	type SessionResponse,
	type WorkshopInfo
} from '#lib/protocol/http.ts';

export type RelayFailure = ErrorCode | 'offline';

export interface RelayHttp {
	createWorkshop(body: CreateWorkshopRequest): Promise<Result<CreateWorkshopResponse, RelayFailure>>;
	enter(body: SessionRequest, bearer?: string): Promise<Result<SessionResponse, RelayFailure>>;
	/** Requests about one workshop. `bearer` is needed where no cookie travels (tests, programs). */
	workshop(id: string, bearer?: () => string | undefined): WorkshopRelay;
}

/** Requests about one workshop, as whoever this device is in it. */
export interface WorkshopRelay {
	info(): Promise<Result<WorkshopInfo, RelayFailure>>;
	setAccess(change: ChangeAccessRequest): Promise<Result<ChangeAccessResponse, RelayFailure>>;
	links(): Promise<Result<readonly LinkSummary[], RelayFailure>>;
	makeLink(request: MakeLinkRequest): Promise<Result<LinkSummary, RelayFailure>>;
	revokeLink(link: string): Promise<Result<undefined, RelayFailure>>;
	participants(): Promise<Result<readonly ParticipantSummary[], RelayFailure>>;
	addParticipants(people: AddParticipantsRequest): Promise<Result<unknown, RelayFailure>>;
	changeParticipant(participant: string, change: ChangeParticipantRequest): Promise<Result<unknown, RelayFailure>>;
	removeParticipant(participant: string): Promise<Result<undefined, RelayFailure>>;
	/** Erases the workshop for everybody. */
	erase(): Promise<Result<undefined, RelayFailure>>;
	/** For what is not JSON or needs headers; `path` is below the workshop's. Every answer is given, refusals too. */
	bytes(method: string, path: string, more?: BytesRequest): Promise<Result<RawAnswer, 'offline'>>;
}

export interface BytesRequest {
	readonly body?: Uint8Array<ArrayBuffer>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal;
}

export interface RawAnswer {
	readonly status: number;
	readonly etag: string | undefined;
	readonly isJson: boolean;
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Browsers carry 64 KiB in all beyond the life of a page; a character may be four bytes. */
const keepaliveLength = 12_000;
/** Longer than the relay lets a wrong code wait; milliseconds. */
const patienceMs = 30_000;

/**
 * @param origin where the relay answers, for example `https://werktisch.example`
 * @param query what every address says besides
 */
export function relayHttp(
	origin: string,
	fetchImpl: typeof fetch = (...args) => fetch(...args),
	query: Readonly<Record<string, string>> = {}
): RelayHttp {
	const always = new URLSearchParams(query).toString();
	const address = (path: string) => origin + path + (always && (path.includes('?') ? '&' : '?') + always);
	const call = <Value>(method: string, path: string, body?: unknown, bearer?: string) =>
		request<Value>(fetchImpl, address(path), method, body, bearer);
	return {
		createWorkshop: (body) => call('POST', '/api/workshops', body),
		enter: (body, bearer) => call('POST', '/api/session', body, bearer),
		workshop(id, bearer = () => undefined) {
			const base = `/api/workshops/${encodeURIComponent(id)}`;
			const about = <Value>(method: string, path: string, body?: unknown) =>
				call<Value>(method, base + path, body, bearer());
			const person = (participant: string) => `/participants/${encodeURIComponent(participant)}`;
			return {
				info: () => about('GET', ''),
				setAccess: (change) => about('PUT', '/access', change),
				links: () => about('GET', '/links'),
				makeLink: (request) => about('POST', '/links', request),
				revokeLink: (link) => about('DELETE', `/links/${encodeURIComponent(link)}`),
				participants: () => about('GET', '/participants'),
				addParticipants: (people) => about('POST', '/participants', people),
				changeParticipant: (participant, change) => about('PATCH', person(participant), change),
				removeParticipant: (participant) => about('DELETE', person(participant)),
				erase: () => about('DELETE', ''),
				bytes: (method, path, more) => requestBytes(fetchImpl, address(base + path), method, bearer(), more)
			};
		}
	};
}

async function request<Value>(
	fetchImpl: typeof fetch,
	url: string,
	method: string,
	body: unknown,
	bearer: string | undefined
): Promise<Result<Value, RelayFailure>> {
	const headers: Record<string, string> = {};
	if (body !== undefined) headers['content-type'] = 'application/json';
	if (bearer) headers.authorization = `Bearer ${bearer}`;
	const content = body === undefined ? undefined : JSON.stringify(body);
	// What changes something arrives also when the page is left meanwhile, as far as browsers carry that.
	const keepalive = method !== 'GET' && (content ?? '').length < keepaliveLength;
	try {
		// Somewhere on the way an answer can be held back for ever; nobody waits for it that long.
		const signal = AbortSignal.timeout(patienceMs);
		const answer = await fetchImpl(url, { method, headers, body: content, keepalive, signal });
		const text = await answer.text();
		const said: unknown = text === '' ? undefined : JSON.parse(text);
		return answer.ok ? ok(said as Value) : refused(codeOf(said));
	} catch {
		// No answer, or one that is not the relay's (a proxy's error page): the relay is out of reach.
		return refused('offline');
	}
}

async function requestBytes(
	fetchImpl: typeof fetch,
	url: string,
	method: string,
	bearer: string | undefined,
	{ body, headers = {}, signal }: BytesRequest = {}
): Promise<Result<RawAnswer, 'offline'>> {
	const all = { ...headers, ...(bearer && { authorization: `Bearer ${bearer}` }) };
	try {
		const answer = await fetchImpl(url, { method, headers: all, body, signal, cache: 'no-store' });
		return ok({
			status: answer.status,
			etag: answer.headers.get('etag') ?? undefined,
			isJson: answer.headers.get('content-type')?.includes('json') ?? false,
			bytes: new Uint8Array(await answer.arrayBuffer())
		});
	} catch {
		// No answer, or nobody waits for it any more.
		return refused('offline');
	}
}

/** What the relay says in an answer that is no success. */
export function failureOf({ bytes }: RawAnswer): RelayFailure {
	try {
		return codeOf(JSON.parse(new TextDecoder().decode(bytes)));
	} catch {
		// A proxy's error page: the relay is out of reach.
		return 'offline';
	}
}

function codeOf(content: unknown): RelayFailure {
	const code = (content as Partial<HttpError> | undefined)?.error?.code;
	return code !== undefined && Object.hasOwn(errorStatus, code) ? code : 'unavailable';
}
