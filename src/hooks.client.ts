/** Runs before everything else in the browser: the words are fetched beside the page, not after it. */
import { startLanguage } from '#lib/ui/language.svelte.ts';

// The root layout waits for the same promise and deals with its failure.
startLanguage().catch(() => undefined);
