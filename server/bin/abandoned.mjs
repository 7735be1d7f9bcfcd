// npm passes a signal on to the shell between it and the command, and that shell just dies: without looking up now and
// then, a server started by npm would stay behind when npm is ended, and keep its port.
import { existsSync, readFileSync } from 'node:fs';

const lookMs = 500;

/** Calls `end` once when the npm that started this process is gone. Does nothing when there was none. */
export function whenAbandoned(end) {
	if (!process.env.npm_lifecycle_event) return;
	const before = ancestors();
	const watch = setInterval(() => {
		if (ancestors() === before) return;
		clearInterval(watch);
		end();
	}, lookMs);
	watch.unref();
}

// The shell that npm started us with and, where the system tells, npm itself. The fields of that file behind the
// command's name in brackets are its state and its parent.
function ancestors() {
	const stat = `/proc/${process.ppid}/stat`;
	return `${process.ppid} ${existsSync(stat) ? readFileSync(stat, 'utf8').split(') ').at(-1).split(' ')[1] : ''}`;
}
