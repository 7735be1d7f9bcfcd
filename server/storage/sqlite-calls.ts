/** What the main thread and the store's threads say to each other. */

export interface WorkerSettings {
	readonly role: 'writer' | 'reader';
	readonly file: string;
	/** Bounds the file, so that a test can fill the disk. */
	readonly maxPages?: number;
}

export interface Call {
	readonly name: string;
	readonly args: readonly unknown[];
}

export type Outcome = { readonly value: unknown } | { readonly fault: string };
