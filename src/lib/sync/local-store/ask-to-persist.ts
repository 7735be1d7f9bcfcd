/** Asks the browser once not to clear our stores under pressure. It may say no, and some never answer; nothing waits for it. */

let asked = false;

export function askToPersist(): void {
	const storage = (globalThis.navigator as Partial<Navigator> | undefined)?.storage;
	if (asked || !storage?.persist) return;
	asked = true;
	storage.persist().catch((error: unknown) => console.warn('storage is not persistent', error));
}
