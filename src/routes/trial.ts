/**
 * Which workshop this tab opens on trial, as somebody else than the device is (sync/trial.ts). Kept with the tab: it
 * survives reloading, and no other tab knows of it.
 */
const key = 'werktisch-trial';

/** What stands behind the `#` of an address that begins a trial. */
export const trialFragment = 'trial';

export function beginTrial(workshop: string): void {
	sessionStorage.setItem(key, workshop);
}

export function isOnTrial(workshop: string | undefined): boolean {
	try {
		return workshop !== undefined && sessionStorage.getItem(key) === workshop;
	} catch {
		return false; // where the browser keeps nothing for a tab, nothing is on trial
	}
}

export function leaveTrial(): void {
	sessionStorage.removeItem(key);
}
