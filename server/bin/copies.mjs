// `npm run backup -- FILE` and `npm run restore -- FILE`: see to a Node that can run the project, and hand over to
// backup.ts or restore.ts beside this file. The first argument says which.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bootstrap, root } from './bootstrap.mjs';

const [, , command, ...rest] = process.argv;
const node = await bootstrap();
const program = join(root, 'server', 'bin', command === 'restore' ? 'restore.ts' : 'backup.ts');
const { status } = spawnSync(node, [program, ...rest], {
	cwd: root,
	env: { ...process.env, INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
	stdio: 'inherit'
});
process.exitCode = status ?? 1;
