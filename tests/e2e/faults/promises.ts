// What a page has promised about the words in its focused field, noted at the moment it was on the screen: by the saving
// light, and by the store, whose writes are what the light stands on. Told to the test at once, so that a page which is
// killed has told everything up to then.
import type { BrowserContext } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';

export interface Promised {
	/** Who says so: the word of the light, or the store whose write was finished. */
	readonly by: 'light' | 'store';
	readonly text: string;
}

/** Gives what was noted since the last time. */
export interface NotedPromises {
	take(): readonly Promised[];
}

/** Words of the light that say: closing the window costs nothing. */
const safeWords = [de.light.states.device.word, de.light.states.sent.word, de.light.states.saved.word];

/** Notes promises of every page of this context, from its next navigation on. */
export async function notePromises(context: BrowserContext): Promise<NotedPromises> {
	let noted: Promised[] = [];
	await context.exposeBinding('notePromise', (_, promised: Promised) => void noted.push(promised));
	await context.addInitScript(watchPage, { safe: safeWords.map(de.light.label), light: de.light.label('') });
	return {
		take() {
			const taken = noted;
			noted = [];
			return taken;
		}
	};
}

/** Runs in the page; must not use anything from outside. */
function watchPage({ safe, light }: { readonly safe: readonly string[]; readonly light: string }): void {
	const tell = (globalThis as unknown as { notePromise: (promised: Promised) => void }).notePromise;
	const textOf = (element: Element | null) => {
		if (element instanceof HTMLTextAreaElement) return element.value;
		return element instanceof HTMLElement && element.isContentEditable ? element.innerText : '';
	};
	const look = () => {
		const sign = document.querySelector(`[aria-label^="${light}"]`)?.getAttribute('aria-label') ?? '';
		const text = textOf(document.activeElement);
		if (text && safe.includes(sign)) tell({ by: 'light', text });
	};
	// When the light changes, and after each frame that shows a new letter under a light that stayed.
	new MutationObserver(look).observe(document, { subtree: true, attributeFilter: ['aria-label'] });
	document.addEventListener('input', () => requestAnimationFrame(() => setTimeout(look)));

	const begin = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')!
		.value as IDBDatabase['transaction'];
	IDBDatabase.prototype.transaction = function (stores, mode, options) {
		const transaction = begin.call(this, stores, mode, options);
		const field = document.activeElement;
		// A card is written with the letter; the editor of a note reads its own page a moment later.
		const text = field instanceof HTMLTextAreaElement ? field.value : '';
		if (mode === 'readwrite' && text && this.name.split('/').length > 2) {
			transaction.addEventListener('complete', () => tell({ by: 'store', text }));
		}
		return transaction;
	};
}
