/** One of the places of a workshop, as the frame shows it. */
import { getContext, setContext } from 'svelte';
import type { IconComponent } from './icon.ts';

export interface Place {
	readonly href: string;
	readonly label: string;
	/** For the bottom bar, where five words share 320 px. */
	readonly shortLabel?: string;
	readonly icon: IconComponent;
	readonly current: boolean;
}

const key = Symbol('workshop title');

/** The frame says which workshop this is, so that page headings can put it into the window's title. */
export function provideWorkshopTitle(title: () => string): void {
	setContext(key, title);
}

export function workshopTitle(): () => string | undefined {
	return getContext<(() => string) | undefined>(key) ?? (() => undefined);
}
