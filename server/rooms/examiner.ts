/**
 * Large frames are examined in a thread of their own, so that nobody else has to wait while an import is taken apart:
 * 8 MiB keep a thread busy for a second or more. Same rules (`admission.ts`), same verdict; the room (`room.ts`) makes
 * sure that it still holds when it comes back. One frame at a time; the thread ends when there is nothing to do.
 */
import { Worker } from 'node:worker_threads';
import type { Admitted, Sender, Verdict } from './admission.ts';
import type { ClockRange, PlainBounds } from './document-bounds.ts';

/** Smaller frames are examined where they arrive; bytes. */
export const largeFrameBytes = 64 * 1024;
/** Memory of the thread, MiB: an update that unfolds into more than this is refused. */
const memoryMiB = 512;
const idleMs = 30_000;

export type FrameKind = 'update' | 'sync';

/** A sender without what cannot travel between threads. */
export interface PlainSender extends Omit<Sender, 'claims'> {
	readonly claims?: { readonly ids: readonly number[]; readonly unsaved: readonly number[] };
}

/** What the thread is asked. */
export interface Question {
	readonly kind: FrameKind;
	readonly bounds: PlainBounds;
	readonly sender: PlainSender;
	readonly update: Uint8Array;
}

/** A verdict, and the clocks it was made on: of the clients whose structs are taken. */
export interface Examined {
	readonly verdict: Verdict;
	readonly bases: ReadonlyMap<number, number>;
}

/** The same, as the thread sends it. */
export type Answer =
	| { readonly verdict: Exclude<Verdict, { kind: 'store' }> }
	| {
			readonly verdict: Omit<Extract<Verdict, { kind: 'store' }>, 'admitted'>;
			readonly admitted: Omit<Admitted, 'deletes'>;
			/** Client, from, to; and again. */
			readonly deletes: Float64Array;
			readonly bases: ReadonlyMap<number, number>;
	  };

export interface Examiner {
	/** `ask` is called when the thread is free, so that it is told how things stand then. */
	examine(ask: () => Question): Promise<Examined>;
	close(): Promise<void>;
}

interface Job {
	readonly ask: () => Question;
	readonly resolve: (examined: Examined) => void;
	readonly reject: (error: Error) => void;
}

export function createExaminer(): Examiner {
	const queue: Job[] = [];
	let current: Job | undefined;
	let worker: Worker | undefined;
	let idle: NodeJS.Timeout | undefined;

	const next = () => {
		clearTimeout(idle);
		current = queue.shift();
		if (!current) {
			if (worker) idle = setTimeout(() => void stop(), idleMs).unref();
			return;
		}
		worker ??= start();
		worker.postMessage(current.ask());
	};

	const start = (): Worker => {
		const started = new Worker(new URL('./examiner-worker.ts', import.meta.url), {
			resourceLimits: { maxOldGenerationSizeMb: memoryMiB }
		});
		started.on('message', (answer: Answer) => {
			current?.resolve(unpacked(answer));
			next();
		});
		started.on('error', (error: Error & { code?: string }) => {
			if (worker === started) worker = undefined;
			if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') current?.resolve(tooMuch);
			else current?.reject(error);
			next();
		});
		return started;
	};

	const stop = async () => {
		const ending = worker;
		worker = undefined;
		await ending?.terminate();
	};

	return {
		examine: (ask) =>
			new Promise((resolve, reject) => {
				queue.push({ ask, resolve, reject });
				if (!current) next();
			}),
		async close() {
			clearTimeout(idle);
			for (const job of [...(current ? [current] : []), ...queue.splice(0)]) job.reject(new Error('the relay closes'));
			current = undefined;
			await stop();
		}
	};
}

const tooMuch: Examined = { verdict: { kind: 'refused', code: 'size' }, bases: new Map() };

function unpacked(answer: Answer): Examined {
	if (!('admitted' in answer)) return { verdict: answer.verdict, bases: new Map() };
	const deletes: ClockRange[] = [];
	for (let i = 0; i < answer.deletes.length; i += 3) {
		deletes.push({ client: answer.deletes[i]!, from: answer.deletes[i + 1]!, to: answer.deletes[i + 2]! });
	}
	return { verdict: { ...answer.verdict, admitted: { ...answer.admitted, deletes } }, bases: answer.bases };
}
