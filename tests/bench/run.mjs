// `npm run bench`: measures the built app and prints one table. It says how things are on this machine at this moment;
// what must hold everywhere (the size of the first load) is a test.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bootstrap, toolEnvironment } from '../../server/bin/bootstrap.mjs';
import { ensureBuild } from '../../server/bin/build.mjs';

const node = await bootstrap();
const build = await ensureBuild(node);
const result = spawnSync(node, [fileURLToPath(new URL('bench.ts', import.meta.url))], {
	env: toolEnvironment({ WERKTISCH_BUILD: build }),
	stdio: 'inherit'
});
process.exitCode = result.status ?? 1;
