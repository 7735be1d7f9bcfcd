/**
 * What happens to the page around us: network gone and back, hidden, frozen, shown again. `page` is the window; in Node
 * and in tests it is any event target, or none.
 */
export interface PageLife {
	/** The browser believes that there is a network, or not. */
	onNetwork(up: boolean): void;
	/** The page may not get another chance to write. */
	onHide(): void;
	onShow(): void;
}

type Page = EventTarget & { readonly document?: { readonly visibilityState?: string } };

export function watchPage(page: Page | undefined, life: PageLife): () => void {
	if (!page) return () => undefined;
	const listeners: Readonly<Record<string, () => void>> = {
		online: () => life.onNetwork(true),
		offline: () => life.onNetwork(false),
		pagehide: () => life.onHide(),
		freeze: () => life.onHide(),
		resume: () => life.onShow(),
		pageshow: () => life.onShow(),
		visibilitychange: () => (page.document?.visibilityState === 'hidden' ? life.onHide() : life.onShow())
	};
	// Capturing, because some of them are events of the document that do not bubble up to the window.
	for (const [type, listener] of Object.entries(listeners)) page.addEventListener(type, listener, true);
	return () => {
		for (const [type, listener] of Object.entries(listeners)) page.removeEventListener(type, listener, true);
	};
}
