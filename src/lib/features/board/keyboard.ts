/** How keys are called on this keyboard. */

/** Ctrl, or ⌘ on a Mac. */
export function isCommandKey(event: KeyboardEvent): boolean {
	return isMac() ? event.metaKey : event.ctrlKey;
}

export function isMac(): boolean {
	return /Mac|iP(?:hone|ad|od)/.test(navigator.platform);
}
