/**
 * Keeps the app itself, so that it opens without a network. Knows no workshop and never touches `/api` and `/sync`; words
 * are kept by src/lib/sync. The promises are in src/lib/sync/SPEC.md, [SW-1] to [SW-3].
 */
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { isOurs, timed } from './requests.ts';

export interface App {
	/** Paths of everything a build consists of. */
	readonly files: readonly string[];
	readonly version: string;
}

/** Every page is this one; which it shows is decided by its address. */
const shell = '/';
const prefix = 'app-';

export function keepAppShell(worker: ServiceWorkerGlobalScope, { files, version }: App): void {
	const cacheName = prefix + version;
	const kept = new Set(files);

	worker.addEventListener('install', (event) => {
		// A new version then waits until the tabs of the old one are closed: they need the old files.
		event.waitUntil(worker.caches.open(cacheName).then((cache) => cache.addAll([shell, ...kept])));
	});
	worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
	worker.addEventListener('fetch', (event) => {
		const { request } = event;
		const { origin, pathname } = new URL(request.url);
		if (request.method !== 'GET' || origin !== worker.location.origin || !isOurs(pathname)) return;
		if (request.mode === 'navigate') event.respondWith(openPage(request));
		else if (kept.has(pathname)) event.respondWith(keptFile(request, pathname));
	});

	async function takeOver(): Promise<void> {
		const names = await worker.caches.keys();
		const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
		await Promise.all(old.map((name) => worker.caches.delete(name)));
		await worker.clients.claim();
	}

	/** The network first, so that a new version is seen; the kept page when there is none, or it takes too long. */
	async function openPage(request: Request): Promise<Response> {
		const loading = worker.fetch(request);
		const answer = await timed(loading);
		if (answer && answer.status < 500) return answer;
		const cache = await worker.caches.open(cacheName);
		return (await cache.match(shell)) ?? answer ?? loading;
	}

	async function keptFile(request: Request, path: string): Promise<Response> {
		const cache = await worker.caches.open(cacheName);
		return (await cache.match(path)) ?? worker.fetch(request);
	}
}
