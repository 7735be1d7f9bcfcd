/**
 * The relay's disk: a store in memory that outlives every relay process. A process reaches it through `storageFor`, which
 * commits in groups, later, as the real store does: what is not committed when the process dies has never been.
 * Keeps, beside the store, a Y.Doc of everything that ever reached the disk, so that claims can be checked cheaply.
 */
import * as Y from 'yjs';
import { openMemoryStorage } from '../../server/storage/memory-storage.ts';
import { StoreFault, type Append, type Storage } from '../../server/storage/storage.ts';
import type { Process, World } from './world.ts';

type Operation = (...args: unknown[]) => Promise<unknown>;

interface Call {
	readonly name: string;
	readonly args: readonly unknown[];
	resolve(value: unknown): void;
	reject(fault: unknown): void;
}

interface Done {
	readonly name: string;
	readonly args: readonly unknown[];
}

const reading: ReadonlySet<string> = new Set(['openDocument', 'readDocument']);

export class RelayDisk {
	readonly #world: World;
	/** The store itself, for looking into it. */
	content: Storage = openMemoryStorage();
	/** Everything that ever was on the disk. */
	readonly durable = new Map<string, Y.Doc>();
	/** Who used a client id first, by document and id. */
	readonly owners = new Map<string, string>();
	/** Writing fails while it is full. */
	full = false;
	/** Longest time a commit takes, milliseconds. */
	slowness = 8;
	readonly #journal: Done[] = [];

	constructor(world: World) {
		this.#world = world;
	}

	durableDoc(document: string): Y.Doc {
		let doc = this.durable.get(document);
		if (!doc) this.durable.set(document, (doc = new Y.Doc()));
		return doc;
	}

	/** The store as one relay process sees it. */
	storageFor(process: Process): Storage {
		const writer = this.#queue(process, true);
		const reader = this.#queue(process, false);
		return new Proxy({} as Storage, {
			get: (_target, name) => {
				if (name === 'close') return async () => undefined;
				if (typeof name !== 'string' || name === 'then') return undefined;
				const ask = reading.has(name) ? reader : writer;
				return (...args: unknown[]) => ask(name, args);
			}
		});
	}

	/** Puts the disk back to how it was before the last so many writes, as a restored backup does. */
	async restoreWithout(writes: number): Promise<void> {
		const kept = this.#journal.splice(0, Math.max(this.#journal.length - writes, 0));
		this.#journal.length = 0;
		this.content = openMemoryStorage();
		this.owners.clear();
		for (const { name, args } of kept) await this.#perform(name, args);
	}

	get writes(): number {
		return this.#journal.length;
	}

	/** One group under way at a time; what comes meanwhile is the next one. */
	#queue(process: Process, writes: boolean): (name: string, args: readonly unknown[]) => Promise<unknown> {
		const world = this.#world;
		let waiting: Call[] = [];
		let busy = false;
		const next = () => {
			if (busy || waiting.length === 0) return;
			busy = true;
			const group = waiting;
			waiting = [];
			world.after(world.between(0, this.slowness), process, async () => {
				const answers = await this.#commit(group, writes);
				world.after(world.between(0, 2), process, () => {
					busy = false;
					next();
					for (const answer of answers) answer();
				});
			});
		};
		return (name, args) =>
			new Promise((resolve, reject) => {
				waiting.push({ name, args, resolve, reject });
				next();
			});
	}

	async #commit(group: readonly Call[], writes: boolean): Promise<(() => void)[]> {
		const answers: (() => void)[] = [];
		for (const { name, args, resolve, reject } of group) {
			try {
				if (writes && this.full) throw new StoreFault('the disk is full');
				const value = await this.#perform(name, args);
				answers.push(() => resolve(value));
			} catch (error) {
				answers.push(() => reject(error));
			}
		}
		return answers;
	}

	async #perform(name: string, args: readonly unknown[]): Promise<unknown> {
		const operation = (this.content as unknown as Record<string, Operation>)[name]!;
		const value = await operation(...args);
		if (!name.startsWith('find') && !reading.has(name)) this.#journal.push({ name, args });
		if (name === 'append' && (value as { ok: boolean }).ok) this.#appended(args[0] as Append);
		return value;
	}

	#appended({ document, update, claims, participant }: Append): void {
		Y.applyUpdate(this.durableDoc(document), update);
		for (const client of claims)
			this.owners.set(`${document}/${client}`, this.owners.get(`${document}/${client}`) ?? participant);
	}
}
