// A Werktisch of one's own for a test: the real server on a free port of this machine with a data folder of its own.
// It can be killed as by a power cut and come back with the same data under the same address.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const readyWithinMs = 20_000;

export interface RunningServer extends AsyncDisposable {
	/** Where the app answers, without a slash at the end. */
	readonly url: string;
	readonly dataDir: string;
	/** What the server has printed so far, all its lives together. */
	output(): string;
	/** SIGKILL: the process gets no chance to write or say anything. */
	kill(): Promise<void>;
	/** Starts it again after `kill` (or kills it first): same address, same data. */
	restart(): Promise<void>;
	/** SIGTERM, as a service manager does it, and removes the data. Returns the exit code. */
	stop(): Promise<number | null>;
}

/** Starts a server and waits until it serves. `environment` adds to or overrides what it is told. */
export async function startServer(environment: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
	const build = process.env.WERKTISCH_BUILD;
	if (!build)
		throw new Error('WERKTISCH_BUILD is not set: start this through tests/e2e/playwright.config.ts or tests/run.mjs.');
	const dataDir = await mkdtemp(join(tmpdir(), 'werktisch-'));
	const port = environment.PORT ?? String(await freePort());
	const printed: string[] = [];
	const start = () =>
		launch(
			{
				...withoutSettings(process.env),
				HOST: '127.0.0.1',
				PORT: port,
				DATA_DIR: dataDir,
				WERKTISCH_BUILD: build,
				...environment
			},
			printed
		);
	const removeData = () => rm(dataDir, { recursive: true, force: true });
	let child = await start().catch(async (error: unknown) => {
		await removeData();
		throw error;
	});

	const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
		if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
		const exit = once(child, 'exit');
		child.kill(signal);
		await exit;
		return child.exitCode;
	};
	const stop = async () => {
		const code = await end('SIGTERM');
		await removeData();
		return code;
	};
	return {
		url: `http://127.0.0.1:${port}`,
		dataDir,
		output: () => printed.join('\n'),
		kill: async () => void (await end('SIGKILL')),
		restart: async () => {
			await end('SIGKILL');
			child = await start();
		},
		stop,
		[Symbol.asyncDispose]: async () => void (await stop())
	};
}

async function launch(env: NodeJS.ProcessEnv, printed: string[]): Promise<ChildProcess> {
	const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	// A test run that is broken off must not leave servers behind.
	const killWithUs = () => child.kill('SIGKILL');
	process.once('exit', killWithUs);
	child.once('exit', () => process.removeListener('exit', killWithUs));
	createInterface(child.stderr).on('line', (line) => printed.push(line));
	const lines = createInterface(child.stdout);
	await new Promise<void>((resolve, reject) => {
		const fail = (why: string) => reject(new Error(`The server ${why}. It said:\n${printed.join('\n')}`));
		const deadline = setTimeout(() => {
			child.kill('SIGKILL');
			fail(`was not ready within ${readyWithinMs / 1000} s`);
		}, readyWithinMs);
		child.once('error', (error) => fail(`could not be started: ${error.message}`));
		child.once('exit', (code, signal) => fail(`ended at once (${signal ?? code})`));
		child.once('close', () => clearTimeout(deadline));
		lines.on('line', (line) => {
			printed.push(line);
			if (!line.startsWith('ready ')) return;
			clearTimeout(deadline);
			resolve();
		});
	});
	return child;
}

// What the developer's shell sets for a server of their own is not meant for this one.
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const settings = ['ORIGIN', 'STORE_URL', 'BUS_URL', 'CREATE_KEY', 'LOG_LEVEL', 'WERKTISCH_LAN_ADDRESS'];
	return Object.fromEntries(Object.entries(environment).filter(([name]) => !settings.includes(name)));
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}
