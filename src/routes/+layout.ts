/** Pages are made in the browser; language and appearance are there before the first of them is shown. */
import { startAppearance } from '#lib/ui/appearance.svelte.ts';
import { startLanguage } from '#lib/ui/language.svelte.ts';

export const ssr = false;
export const prerender = false;

export async function load(): Promise<void> {
	startAppearance();
	await startLanguage();
}
