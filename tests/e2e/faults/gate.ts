// A gate on the way from browsers to the server: closed, it drops every connection and lets none in. Browsers are not told
// that they are offline, as in a hall whose wireless network is there and leads nowhere. (Playwright's own offline mode
// waits for ever once a renderer has crashed with a service worker in it.)
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Gate extends AsyncDisposable {
	/** The server's address for browsers. */
	readonly url: string;
	set(open: boolean): void;
}

export async function openGate(server: string): Promise<Gate> {
	const port = Number(new URL(server).port);
	const sockets = new Set<Socket>();
	let isOpen = true;
	const hold = (socket: Socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => sockets.delete(socket));
		return socket;
	};
	const listener = createServer((browser) => {
		if (!isOpen) return browser.destroy();
		const onwards = hold(connect(port, '127.0.0.1'));
		hold(browser).pipe(onwards).pipe(browser);
		browser.on('close', () => onwards.destroy());
		onwards.on('close', () => browser.destroy());
	}).listen(0, '127.0.0.1');
	await once(listener, 'listening');
	const drop = () => {
		for (const socket of sockets) socket.destroy();
	};
	return {
		url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
		set(open) {
			isOpen = open;
			if (!open) drop();
		},
		async [Symbol.asyncDispose]() {
			drop();
			listener.close();
			await once(listener, 'close');
		}
	};
}
