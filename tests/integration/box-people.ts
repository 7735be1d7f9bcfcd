/** People with HTTP clients of their own around sealed boxes: what they ask, and everything they get, byte for byte. */
import type { MakeBoxRequest, OpenedEntry } from '#lib/protocol/http.ts';
import type { BoxSummary } from '#lib/protocol/messages.ts';
import { startServer, type RunningServer } from '../../server/server.ts';
import { temporaryFolder, type Member } from './relay.ts';

export interface RawReply {
	readonly status: number;
	readonly etag: string | undefined;
	readonly bytes: Uint8Array;
	readonly text: string;
	/** Parsed; `undefined` when it is not JSON. */
	readonly json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- a test says by its expectations what it expects
	readonly headers: Headers;
}

/** The three conditions a writer can name: the first entry, one that is there, exactly this version. */
export type Condition = 'first' | 'any' | { readonly etag: string } | 'none';

export class BoxPerson {
	readonly participant: string;
	readonly member: Member;
	readonly #url: string;

	constructor(url: string, member: Member) {
		this.#url = `${url}/api/workshops/${member.workshop}`;
		this.member = member;
		this.participant = member.participant;
	}

	async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<RawReply> {
		const content = body === undefined ? undefined : body instanceof Uint8Array ? body : JSON.stringify(body);
		const response = await fetch(this.#url + path, {
			method,
			headers: { authorization: `Bearer ${this.member.session}`, ...headers },
			body: content as BodyInit
		});
		const bytes = new Uint8Array(await response.arrayBuffer());
		const text = new TextDecoder().decode(bytes);
		const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
		return {
			...{ status: response.status, etag: response.headers.get('etag') ?? undefined, bytes, text },
			...{ json: isJson ? JSON.parse(text) : undefined, headers: response.headers }
		};
	}

	makeBox(settings: Partial<MakeBoxRequest> = {}): Promise<RawReply> {
		const usual: MakeBoxRequest = { kind: 'draft', anonymous: false, electorate: 'participants', attach: [] };
		return this.ask('POST', '/boxes', { ...usual, ...settings });
	}

	async box(settings: Partial<MakeBoxRequest> = {}): Promise<string> {
		return (await this.makeBox(settings)).json.box as string;
	}

	put(box: string, data: string | Uint8Array, condition: Condition = 'first', items?: number | string) {
		const content = typeof data === 'string' ? new TextEncoder().encode(data) : data;
		const query = items === undefined ? '' : `?items=${items}`;
		return this.ask('PUT', `/boxes/${box}/mine${query}`, content, conditionHeaders(condition));
	}

	mine(box: string) {
		return this.ask('GET', `/boxes/${box}/mine`);
	}

	take(box: string, condition: Condition = 'none') {
		return this.ask('DELETE', `/boxes/${box}/mine`, undefined, conditionHeaders(condition));
	}

	open(box: string) {
		return this.ask('POST', `/boxes/${box}/open`);
	}

	read(box: string) {
		return this.ask('GET', `/boxes/${box}`);
	}

	async entries(box: string): Promise<readonly OpenedEntry[]> {
		return (await this.read(box)).json.entries as readonly OpenedEntry[];
	}

	/** What lies in the opened box, as text. */
	async contents(box: string): Promise<readonly string[]> {
		return (await this.entries(box)).map(({ data }) => Buffer.from(data, 'base64').toString());
	}

	async summary(box: string): Promise<BoxSummary | undefined> {
		const list = (await this.ask('GET', '/boxes')).json as readonly BoxSummary[];
		return list.find((summary) => summary.box === box);
	}
}

function conditionHeaders(condition: Condition): Record<string, string> {
	if (condition === 'none') return {};
	if (condition === 'first') return { 'if-none-match': '*' };
	return { 'if-match': condition === 'any' ? '*' : condition.etag };
}

/** A server that can be ended and started again on the same data and the same address. */
export interface LastingServer extends AsyncDisposable {
	readonly url: string;
	readonly folder: string;
	restart(): Promise<void>;
	close(): Promise<void>;
}

export async function lastingServer(): Promise<LastingServer> {
	const folder = temporaryFolder();
	const start = async (port: number): Promise<RunningServer> => {
		const started = await startServer({ config: { port, dataDir: folder.path, logLevel: 'silent' } });
		if (!started.ok) throw new Error(started.reason);
		return started.value;
	};
	let server = await start(0);
	return {
		url: server.url,
		folder: folder.path,
		async restart() {
			await server.close();
			server = await start(server.port);
		},
		close: () => server.close(),
		async [Symbol.asyncDispose]() {
			await server.close();
			folder[Symbol.dispose]();
		}
	};
}
