export { default as DocumentPage } from './DocumentPage.svelte';
