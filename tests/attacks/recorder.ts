/**
 * A wire in front of the relay that keeps every byte the relay sends through it, and a search that finds a secret in such
 * a record however it was written down. One wire per person: what is on it is what that person could have read.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Wire extends AsyncDisposable {
	readonly url: string;
	/** Everything that came from the relay, connection after connection. */
	heard(): Buffer;
	/** Cuts all connections, as a bad network does. */
	cut(): void;
}

export async function wireTo(target: string): Promise<Wire> {
	const records: Buffer[][] = [];
	const open = new Set<Socket>();
	const port = Number(new URL(target).port);
	const server = createServer((near) => {
		const far = connect(port, '127.0.0.1');
		const record: Buffer[] = [];
		records.push(record);
		far.on('data', (chunk: Buffer) => record.push(chunk));
		near.pipe(far).pipe(near);
		for (const socket of [near, far]) {
			open.add(socket);
			socket.on('close', () => open.delete(socket));
			// A connection that is cut is what this is for.
			socket.on('error', () => [near, far].forEach((end) => end.destroy()));
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const cut = () => open.forEach((socket) => socket.destroy());
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		heard: () => Buffer.concat(records.flat()),
		cut,
		async [Symbol.asyncDispose]() {
			cut();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

/** The ways in which `secret` may have been written down, by name. Each is long enough not to occur by chance. */
export function spellings(secret: Buffer): ReadonlyMap<string, Buffer> {
	const hex = secret.toString('hex');
	const texts = new Map([
		['hex', hex],
		['HEX', hex.toUpperCase()],
		['numbers', [...secret].join(',')]
	]);
	for (const encoding of ['base64', 'base64url'] as const) {
		for (const offset of [0, 1, 2]) texts.set(`${encoding}+${offset}`, within(secret, encoding, offset));
	}
	const found = new Map<string, Buffer>([['raw', secret]]);
	found.set('raw in UTF-8', Buffer.from(secret.toString('latin1'), 'utf8'));
	found.set('raw in JSON', Buffer.from(JSON.stringify(secret.toString('latin1')).slice(1, -1)));
	found.set('raw in UTF-16', Buffer.from(secret.toString('latin1'), 'utf16le'));
	for (const [name, text] of texts) {
		found.set(name, Buffer.from(text));
		found.set(`${name} in UTF-16`, Buffer.from(text, 'utf16le'));
	}
	return found;
}

/** Under which spellings the secret is in the record; empty when it is not. */
export function findSecret(record: Buffer, secret: Buffer): readonly string[] {
	return [...spellings(secret)].flatMap(([name, bytes]) => (record.includes(bytes) ? [name] : []));
}

/** The characters that are the same whatever stands before (so many bytes, modulo 3) and after the secret. */
function within(secret: Buffer, encoding: 'base64' | 'base64url', offset: number): string {
	const text = Buffer.concat([Buffer.alloc(offset), secret])
		.toString(encoding)
		.replace(/=+$/, '');
	const from = Math.ceil((offset * 8) / 6);
	const to = Math.floor(((offset + secret.length) * 8) / 6);
	return text.slice(from, to);
}
