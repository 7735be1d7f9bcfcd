// A lock between processes of one clone: two starts may not install or build over each other.
// A lock is a file that holds the process id of its owner; a lock whose owner is gone is taken over, and so is one
// of unbelievable age: after a restart of the machine or container the id may belong to somebody else.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const retryMs = 200;
const unbelievableAgeMs = 15 * 60_000;

/** Runs `work` while holding the lock file; says once that it waits when somebody else holds it. */
export async function withLock(file, sayWaiting, work) {
	mkdirSync(dirname(file), { recursive: true });
	let said = false;
	while (!take(file)) {
		if (!said) sayWaiting();
		said = true;
		await pause(retryMs);
	}
	const release = () => rmSync(file, { force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		process.removeListener('exit', release);
		release();
	}
}

/** Whether a process with this id lives on this machine (a process of somebody else counts as living). */
export function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

function take(file) {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
		if (!isHeld(file)) discard(file);
		return false;
	}
}

function isHeld(file) {
	try {
		const owner = Number(readFileSync(file, 'utf8'));
		const ageMs = Date.now() - statSync(file).mtimeMs;
		// An empty file belongs to somebody who is about to write the id into it.
		return owner !== process.pid && ageMs < unbelievableAgeMs && (owner === 0 || isAlive(owner));
	} catch (error) {
		if (error.code === 'ENOENT') return true;
		throw error;
	}
}

// Renaming first makes sure that none of several waiting processes removes the fresh lock another one has just taken.
function discard(file) {
	const grave = `${file}.${process.pid}`;
	try {
		renameSync(file, grave);
		if (isHeld(grave)) renameSync(grave, file);
		else rmSync(grave);
	} catch (error) {
		if (error.code !== 'ENOENT') throw error;
	}
}
