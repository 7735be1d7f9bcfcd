/** A Svelte transition: fades in where it belongs, as long as the design's tokens say (not at all in calm mode). */
import type { TransitionConfig } from 'svelte/transition';

export function appear(element: Element): TransitionConfig {
	const duration = Number.parseFloat(getComputedStyle(element).getPropertyValue('--motion')) || 0;
	return { duration, css: (t) => `opacity: ${t}` };
}
