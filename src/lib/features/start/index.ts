/** The first page and the page that makes a workshop. Knows nothing of sync: the device comes in as values and callbacks. */
export { default as StartPage } from './StartPage.svelte';
export { default as NewWorkshopPage } from './NewWorkshopPage.svelte';
export type { DeviceWorkshop } from './device-workshop.ts';
export type { Draft } from './draft.svelte.ts';
export { beginningOf, fillWorkshop } from './fill-workshop.ts';
