/** Topic tables: the overview of all of them, and one table with its cards and its note. */
export { default as TablePage } from './TablePage.svelte';
export { default as TablesPage } from './TablesPage.svelte';
