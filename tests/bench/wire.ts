// What the browser fetched, as it travelled: compressed, with the headers of the answers.
import type { Page } from '@playwright/test';

export interface Traffic {
	readonly files: number;
	/** With headers. */
	readonly bytes: number;
	/** Of these, the headers. */
	readonly headers: number;
}

/** Watches a page from now on; the answer is about the scripts that have arrived so far. */
export async function watchScripts(page: Page): Promise<() => Traffic> {
	const devtools = await page.context().newCDPSession(page);
	const scripts = new Map<string, { bytes: number; headers: number }>();
	devtools.on('Network.responseReceived', ({ requestId, response }) => {
		if (response.mimeType.endsWith('javascript'))
			scripts.set(requestId, { bytes: 0, headers: response.encodedDataLength });
	});
	devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const script = scripts.get(requestId);
		if (script) script.bytes = encodedDataLength;
	});
	await devtools.send('Network.enable');
	return () => {
		const sum = (key: 'bytes' | 'headers') => [...scripts.values()].reduce((total, script) => total + script[key], 0);
		return { files: scripts.size, bytes: sum('bytes'), headers: sum('headers') };
	};
}

export function without(all: Traffic, before: Traffic): Traffic {
	return {
		files: all.files - before.files,
		bytes: all.bytes - before.bytes,
		headers: all.headers - before.headers
	};
}
