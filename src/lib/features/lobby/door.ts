/**
 * The door: what somebody sees before being in. An edge of its own, because a phone in a full room loads this first:
 * nothing here may need Yjs, the model or a session.
 */
export { default as DoorPage } from './DoorPage.svelte';
export { Entrance } from './entrance.svelte.ts';
export type { Door, DoorAnswer, DoorFailure } from './entrance.svelte.ts';
