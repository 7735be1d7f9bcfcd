/** What moderators have in hand. */
export { default as LockNotice } from './LockNotice.svelte';
export { default as WorkshopMenu } from './WorkshopMenu.svelte';
