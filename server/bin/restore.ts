/** `node server/bin/restore.ts FILE`: what `npm run restore` runs on the project's own Node. One sentence, one exit code. */
import { resolve } from 'node:path';
import { readPlace, sizeOf, stop, whatIs } from './copies.ts';
import { holdDataFolder } from '../storage/data-folder.ts';
import { restore } from '../storage/restore.ts';

const { file, folder } = readPlace('npm run restore -- FILE');
const held = holdDataFolder(folder);
if (!held.ok)
	stop(held.held ? `Werktisch is running on ${resolve(folder)}; stop it first, then restore.` : held.reason);
const restored = restore(file, folder, Date.now());
held.value.release();
if (!restored.ok) stop(restored.reason);
const { bytes, workshops, aside } = restored.value;
console.log(
	`Restored ${file} to ${resolve(folder)}: ${whatIs(workshops)}, ${sizeOf(bytes)}.` +
		(aside ? ` What was there before lies in ${resolve(aside)}.` : '') +
		' For 14 days devices bring back what the backup lacks.'
);
