// What power-cut.ts assumes about SQLite, watched in the system calls of a process that commits as the store does. Only
// where `strace` is installed and allowed to watch.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../integration/relay.ts';

const canWatch = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
const program = fileURLToPath(new URL('commits.ts', import.meta.url));

test.skipIf(!canWatch)(
	'SQLite flushes before a commit returns, the header before the frames, the file before the WAL is written over',
	() => {
		using folder = temporaryFolder();
		expect(broken(callsOf(folder.path, 'FULL'))).toEqual([]);
	},
	60_000
);

test.skipIf(!canWatch)(
	'the watch notices commits that are not flushed',
	() => {
		using folder = temporaryFolder();
		expect(new Set(broken(callsOf(folder.path, 'NORMAL')))).toEqual(new Set(['a commit returned before its flush']));
	},
	60_000
);

/** The process's writes, flushes and answers, in their order. */
function callsOf(folder: string, synchronous: string): string[] {
	const trace = join(folder, 'trace');
	const watch = ['-f', '-y', '-e', 'trace=pwrite64,fsync,fdatasync,write', '-o', trace];
	const run = spawnSync('strace', [...watch, process.execPath, program, folder, synchronous], { encoding: 'utf8' });
	expect(run.status, run.stderr).toBe(0);
	return readFileSync(trace, 'utf8').split('\n');
}

function broken(calls: readonly string[]): string[] {
	const found: string[] = [];
	let [walOpen, headerOpen, fileOpen, answers, restarts] = [false, false, false, 0, 0];
	for (const call of calls) {
		const isFlush = /f(data)?sync\(/.test(call);
		if (call.includes('werktisch.sqlite-wal>')) {
			if (!isFlush && headerOpen) found.push('a frame was written before the header was flushed');
			if (!isFlush && fileOpen) found.push('the WAL was written over before the file was flushed');
			headerOpen = !isFlush && / 32, 0\)/.test(call);
			if (headerOpen) restarts++;
			walOpen = !isFlush;
		} else if (call.includes('werktisch.sqlite>')) {
			fileOpen = !isFlush;
		} else if (call.includes('"committed')) {
			answers++;
			if (walOpen) found.push('a commit returned before its flush');
		}
	}
	expect([answers, restarts > 2], 'the run shows what it is about').toEqual([200, true]);
	return found;
}
