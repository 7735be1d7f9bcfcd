// `npm run dev`: Vite's development server with the relay inside (server/vite-plugin.ts), so that there is one address
// and a change is on the screen at once. Its data lies apart from that of `npm start`: two relays never share a store.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { whenAbandoned } from './abandoned.mjs';
import { bootstrap, root, toolEnvironment } from './bootstrap.mjs';

const node = await bootstrap();
const address = [
	...(process.env.PORT ? ['--port', process.env.PORT, '--strictPort'] : []),
	...(process.env.HOST ? ['--host', process.env.HOST] : [])
];
const vite = spawn(
	node,
	[join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'dev', ...address, ...process.argv.slice(2)],
	{
		cwd: root,
		env: toolEnvironment({ DATA_DIR: process.env.DATA_DIR || join(root, 'data', 'development') }),
		stdio: 'inherit'
	}
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => vite.kill(signal));
whenAbandoned(() => vite.kill('SIGTERM'));
vite.on('exit', (code) => process.exit(code ?? 1));
