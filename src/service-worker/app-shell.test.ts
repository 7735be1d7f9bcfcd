import { describe, expect, test } from 'vitest';
import { keepAppShell } from './app-shell.ts';

const origin = 'https://werktisch.example';
type Listener = (event: object) => void;

/** A browser as a service worker sees it: caches that outlive versions, a network that may be gone. */
function browser() {
	const caches = new Map<string, Map<string, string>>();
	const network = { up: true, status: 200 };
	const fetch = async (request: Request | string) => {
		if (!network.up) throw new TypeError('no network');
		const path = new URL(typeof request === 'string' ? request : request.url, origin).pathname;
		return new Response(`${path} from the network`, { status: network.status });
	};
	const open = async (name: string) => {
		const entries = caches.get(name) ?? new Map<string, string>();
		caches.set(name, entries);
		return {
			addAll: async (paths: readonly string[]) => {
				for (const path of paths) entries.set(path, await (await fetch(path)).text());
			},
			match: async (path: string) => (entries.has(path) ? new Response(`kept: ${entries.get(path)}`) : undefined)
		};
	};
	const start = (version: string, files: readonly string[]) => {
		const listeners = new Map<string, Listener>();
		const called: string[] = [];
		const worker = {
			...{ fetch, location: { origin }, clients: { claim: async () => called.push('claim') } },
			skipWaiting: async () => called.push('skipWaiting'),
			caches: { open, keys: async () => [...caches.keys()], delete: async (name: string) => caches.delete(name) },
			addEventListener: (type: string, listener: Listener) => listeners.set(type, listener)
		};
		keepAppShell(worker as unknown as Parameters<typeof keepAppShell>[0], { files, version });
		const lifecycle = async (type: string) => {
			let work: Promise<unknown> = Promise.resolve();
			listeners.get(type)!({ waitUntil: (promise: Promise<unknown>) => (work = promise) });
			await work;
		};
		const get = async (path: string, mode = 'cors', method = 'GET') => {
			let answer: Promise<Response> | undefined;
			const request = { url: new URL(path, origin).href, mode, method };
			listeners.get('fetch')!({ request, respondWith: (response: Promise<Response>) => (answer = response) });
			return answer && (await answer).text();
		};
		return { lifecycle, get, called };
	};
	return { start, network, caches };
}

describe('the app shell', () => {
	test('[SW-1] opens every address without a network once it was installed', async () => {
		const { start, network } = browser();
		const worker = start('1', ['/_app/a.js']);
		await worker.lifecycle('install');
		await worker.lifecycle('activate');
		expect(await worker.get('/w/abc/board', 'navigate')).toBe('/w/abc/board from the network');
		network.up = false;
		expect(await worker.get('/w/abc/board', 'navigate')).toBe('kept: / from the network');
		expect(await worker.get('/_app/a.js')).toBe('kept: /_app/a.js from the network');
	});

	test('[SW-1] a proxy without a server behind it counts as no network', async () => {
		const { start, network } = browser();
		const worker = start('1', []);
		await worker.lifecycle('install');
		network.status = 502;
		expect(await worker.get('/w/abc', 'navigate')).toBe('kept: / from the network');
	});

	test.each([
		['/api/session', 'cors', 'GET'],
		['/sync/w1/stage', 'cors', 'GET'],
		['/', 'navigate', 'POST'],
		['https://elsewhere.example/a.js', 'cors', 'GET'],
		['/not-of-this-build.js', 'cors', 'GET']
	])('[SW-2] leaves %s alone', async (path, mode, method) => {
		const { start } = browser();
		const worker = start('1', ['/a.js']);
		await worker.lifecycle('install');
		expect(await worker.get(path, mode, method)).toBeUndefined();
	});

	test('[SW-3] a new version waits, and then removes what was kept for the old one', async () => {
		const { start, caches } = browser();
		caches.set('of-somebody-else', new Map());
		await start('1', ['/old.js']).lifecycle('install');
		const next = start('2', ['/new.js']);
		await next.lifecycle('install');
		expect(next.called).toEqual([]);
		expect([...caches.keys()]).toEqual(['of-somebody-else', 'app-1', 'app-2']);
		await next.lifecycle('activate');
		expect([...caches.keys()]).toEqual(['of-somebody-else', 'app-2']);
	});
});
