/** People inside an open workshop: who is here, how others get in, who I am. The way in is `door.ts`. */
export { default as EndedNotice } from './EndedNotice.svelte';
export { default as KeepOpenNotice } from './KeepOpenNotice.svelte';
export { default as LobbyTools } from './LobbyTools.svelte';
export { default as MeetingChooser } from './MeetingChooser.svelte';
export { default as PerspectiveCard } from './PerspectiveCard.svelte';
