// The page to compare with: nothing but a field, made by one script as large as the join page may be. It says what the
// browser, the machine and the network cost anyway.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PlainPage extends AsyncDisposable {
	readonly url: string;
}

const html = '<!doctype html><title>plain</title><body><script type="module" src="/script.js"></script>';

/** @param bytes size of its script; it cannot be compressed, so that this is what travels */
export async function servePlainPage(bytes: number): Promise<PlainPage> {
	const field = "document.body.innerHTML='<form><input name=name><button type=submit>x</button></form>';//";
	const script = field + randomBytes(bytes).toString('base64').slice(field.length, bytes);
	const server = createServer((request, response) => {
		const isScript = request.url === '/script.js';
		response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
		response.end(isScript ? script : html);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		[Symbol.asyncDispose]: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}
