/**
 * The real server as a process of its own (`node server/main.ts`), for tests about how it starts, ends and is killed.
 * Servers inside the test's process are in `relay.ts`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from './relay.ts';

export interface Launched {
	readonly child: ChildProcess;
	/** Empty when it ended instead of serving. */
	readonly url: string;
	/** Lines of both streams so far. */
	readonly output: readonly string[];
}

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

/** Starts it on a free port; resolves when it is ready or has ended. */
export async function launch(environment: Record<string, string>): Promise<Launched> {
	const { child, output } = beginServer(environment);
	const url = () => output.find((line) => line.startsWith('ready '))?.slice('ready '.length);
	await until('the server is ready or has ended', () => url() !== undefined || hasEnded(child), 60_000);
	return { child, url: url() ?? '', output };
}

/** Starts it and waits for nothing. */
export function beginServer(environment: Record<string, string>) {
	return begin([main], { PORT: '0', ...environment });
}

/** Runs a program of the project to its end. */
export async function runToEnd(
	program: string,
	args: readonly string[],
	environment: Record<string, string>
): Promise<{ readonly code: number | null; readonly output: readonly string[] }> {
	const { child, output } = begin([fileURLToPath(new URL(`../../${program}`, import.meta.url)), ...args], environment);
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, output };
}

export function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

/** `kill -9`, and waits until it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
	if (hasEnded(child)) return;
	const ended = once(child, 'exit');
	child.kill('SIGKILL');
	await ended;
}

function begin(args: readonly string[], environment: Record<string, string>) {
	const { PATH = '' } = process.env;
	const child = spawn(process.execPath, args, { env: { PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
	const output: string[] = [];
	for (const stream of [child.stdout!, child.stderr!]) createInterface(stream).on('line', (line) => output.push(line));
	return { child, output };
}
