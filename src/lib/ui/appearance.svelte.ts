/** Light or dark, and calm mode: attributes on `<html>`, which the tokens follow. Kept on this device. */
import { readSetting, writeSetting } from './settings.ts';

export const appearances = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

class Look {
	appearance = $state<Appearance>('system');
	calm = $state(false);
}

export const look = new Look();

export function setAppearance(appearance: Appearance): void {
	look.appearance = appearance;
	const root = document.documentElement;
	if (appearance === 'system') delete root.dataset.theme;
	else root.dataset.theme = appearance;
	writeSetting('appearance', appearance === 'system' ? undefined : appearance);
}

/** No motion on the screen and no foreign carets. */
export function setCalm(calm: boolean): void {
	look.calm = calm;
	document.documentElement.toggleAttribute('data-calm', calm);
	writeSetting('calm', calm ? 'yes' : undefined);
}

/** Called once by the root layout. */
export function startAppearance(): void {
	const kept = readSetting('appearance');
	if (kept === 'light' || kept === 'dark') setAppearance(kept);
	if (readSetting('calm') === 'yes') setCalm(true);
}
