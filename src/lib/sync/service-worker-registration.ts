/** Registers the service worker where there can be one: not on plain http, and not in browsers without. */

/** Resolves to whether pages will open without a network from now on. */
export async function registerServiceWorker(): Promise<boolean> {
	if (!('serviceWorker' in navigator) || !globalThis.isSecureContext) return false;
	try {
		await navigator.serviceWorker.register('/service-worker.js');
		return true;
	} catch {
		// Switched off by a setting, or the file did not come: the app works, it only does not open offline.
		return false;
	}
}
