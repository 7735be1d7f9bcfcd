/** `node server/bin/backup.ts FILE`: what `npm run backup` runs on the project's own Node. One sentence, one exit code. */
import { resolve } from 'node:path';
import { readPlace, sizeOf, stop, whatIs } from './copies.ts';
import { backUp } from '../storage/backup.ts';

const { file, folder } = readPlace('npm run backup -- FILE');
const copy = backUp(folder, file);
if (!copy.ok) stop(copy.reason);
const { bytes, workshops, damage } = copy.value;
console.log(
	`Backed up ${resolve(folder)} to ${copy.value.file}: ${whatIs(workshops)}, ${sizeOf(bytes)}, checked.` +
		(damage.length > 0 ? ` ${damage.length} documents in it were damaged before; the server's log names them.` : '')
);
