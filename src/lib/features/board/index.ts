/** The board in its outline form: the reading version and the wall are the same board. */
export { default as BoardPage } from './BoardPage.svelte';
export { default as Outline } from './Outline.svelte';
