/** Where my words are: the light with its explanation, the tray, and a copy of the workshop as a file. */
export { default as SavingLight } from './SavingLight.svelte';
export { exportCopy, loadEverything } from './export-copy.ts';
