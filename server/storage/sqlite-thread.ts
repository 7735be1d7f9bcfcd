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

/**
 * Resolves once the file is open; rejects with the reason why it could not be opened. A thread that dies takes what it was
 * asked with it – some of that may be on the disk all the same – and the next call starts another one.
 */
export async function startThread(settings: WorkerSettings, onBatch?: BatchObserver): Promise<StoreThread> {
	let queue: Waiting[] = [];
	let inFlight: Waiting[] = [];
	let startedAt = 0;
	let isClosed = false;
	let isOpening = false;
	let whenIdle: (() => void) | undefined;
	let worker: Worker | undefined;

	const sendNext = () => {
		if (inFlight.length > 0) return;
		if (queue.length === 0) return whenIdle?.();
		if (!worker) return void openAgain();
		inFlight = queue;
		queue = [];
		startedAt = performance.now();
		worker.postMessage(inFlight.map(({ name, args }) => ({ name, args })));
	};

	const fail = (reason: string) => {
		const fault = new StoreFault(reason);
		const failed = [...inFlight, ...queue];
		inFlight = [];
		queue = [];
		for (const call of failed) call.reject(fault);
		whenIdle?.();
	};

	const take = (outcomes: readonly Outcome[]) => {
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
	};

	const open = async () => {
		const opened = await openWorker(settings);
		let reason = 'the thread of the store has ended';
		opened.on('message', take);
		opened.on('error', (error) => (reason = String(error)));
		opened.on('exit', () => {
			worker = undefined;
			fail(reason);
		});
		worker = opened;
	};

	const openAgain = async () => {
		if (isOpening) return;
		isOpening = true;
		try {
			await open();
			sendNext();
		} catch (error) {
			fail(String(error));
		} finally {
			isOpening = false;
		}
	};

	await open();
	return {
		call(name, args) {
			if (isClosed) return Promise.reject(new StoreFault('the store is closed'));
			return new Promise((resolve, reject) => {
				queue.push({ name, args, resolve, reject });
				sendNext();
			});
		},
		async close() {
			if (isClosed) return;
			isClosed = true;
			if (inFlight.length > 0 || queue.length > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
			const last = worker;
			if (!last) return;
			const ended = new Promise<void>((resolve) => last.once('exit', () => resolve()));
			last.postMessage('close');
			await ended;
		}
	};
}

/** A thread that has opened the file. */
async function openWorker(settings: WorkerSettings): Promise<Worker> {
	const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: settings });
	await new Promise<void>((resolve, reject) => {
		worker.once('message', () => resolve());
		worker.once('error', reject);
	});
	return worker;
}
