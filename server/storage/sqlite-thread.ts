/**
 * One worker thread with a queue in front: while a batch is under way, everything that arrives becomes the next batch.
 * So one fsync carries as many operations as came during the last one.
 */
import { Worker } from 'node:worker_threads';
import type { Call, Outcome, WorkerSettings } from './sqlite-calls.ts';
import { StoreFault } from './storage.ts';

interface Waiting extends Call {
	resolve(value: unknown): void;
	reject(fault: StoreFault): void;
}

export interface StoreThread {
	/** Resolves after the operation is committed. */
	call(name: string, args: readonly unknown[]): Promise<unknown>;
	/** Waits for what was asked so far and ends the thread. */
	close(): Promise<void>;
}

export interface BatchObserver {
	(size: number, seconds: number): void;
}

/** Resolves once the file is open; rejects with the reason why it could not be opened. */
export async function startThread(settings: WorkerSettings, onBatch?: BatchObserver): Promise<StoreThread> {
	const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: settings });
	await new Promise<void>((resolve, reject) => {
		worker.once('message', () => resolve());
		worker.once('error', reject);
	});

	let queue: Waiting[] = [];
	let inFlight: Waiting[] = [];
	let startedAt = 0;
	let fault: StoreFault | undefined;
	let whenIdle: (() => void) | undefined;

	const sendNext = () => {
		if (inFlight.length > 0) return;
		if (queue.length === 0) return whenIdle?.();
		inFlight = queue;
		queue = [];
		startedAt = performance.now();
		worker.postMessage(inFlight.map(({ name, args }) => ({ name, args })));
	};

	const fail = (reason: string) => {
		fault = new StoreFault(reason);
		for (const call of [...inFlight, ...queue]) call.reject(fault);
		inFlight = [];
		queue = [];
		whenIdle?.();
	};

	worker.on('message', (outcomes: readonly Outcome[]) => {
		const batch = inFlight;
		inFlight = [];
		onBatch?.(batch.length, (performance.now() - startedAt) / 1000);
		// The next batch goes on its way before the answers of this one are worked through.
		sendNext();
		for (const [i, call] of batch.entries()) {
			const outcome = outcomes[i];
			if (outcome && 'value' in outcome) call.resolve(outcome.value);
			else call.reject(new StoreFault(outcome?.fault ?? 'the store gave no answer'));
		}
	});
	worker.on('error', (error) => fail(String(error)));
	worker.on('exit', () => fail('the store is closed'));

	return {
		call(name, args) {
			if (fault) return Promise.reject(fault);
			return new Promise((resolve, reject) => {
				queue.push({ name, args, resolve, reject });
				sendNext();
			});
		},
		async close() {
			if (fault) return;
			if (inFlight.length > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
			const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
			worker.postMessage('close');
			await ended;
		}
	};
}
