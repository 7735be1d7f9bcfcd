/** What moderators have in hand. */
export { default as WorkshopMenu } from './WorkshopMenu.svelte';
