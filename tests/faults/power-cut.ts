/**
 * What a power cut may leave of an SQLite file and its WAL. `kill -9` cannot show this: the system keeps what was written
 * and writes it out later. Here each file has two images: what is certainly on the disk (as of the last flush) and what was
 * written since. A cut gives the first with a random part of the second: any set of sectors of 512 or 4096 bytes, any
 * length in between, holes read as zeros.
 *
 * Assumed, and true for SQLite 3.53 on a disk that keeps its word (flush-order.test.ts watches the system calls):
 * - with `synchronous=FULL` a commit flushes the WAL before it returns; with NORMAL only a checkpoint does; with OFF nothing;
 * - a WAL that begins anew has its header flushed before its first frame is written (FULL and NORMAL);
 * - a checkpoint writes to the database file only and flushes it before the WAL is written over;
 * - a sector is written as a whole or not at all, and bytes outside what was written stay as they are.
 * Not covered: a disk that lies about flushing, sectors that rot later, folders whose entries were never flushed.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Random } from '#lib/kernel/random.ts';

const names = ['werktisch.sqlite', 'werktisch.sqlite-wal'] as const;
type Name = (typeof names)[number];
type Images = Record<Name, Buffer>;

/** Magic number, version, page size, sequence number, salts, checksum. */
const walHeaderBytes = 32;

export class PowerCuts {
	readonly #folder: string;
	readonly #flushes: 'commits' | 'checkpoints' | 'never';
	#durable: Images;
	#written: Images;

	/** Begins with everything on the disk. */
	constructor(folder: string, db: DatabaseSync) {
		this.#folder = folder;
		const { synchronous } = db.prepare('PRAGMA synchronous').get() as { synchronous: number };
		this.#flushes = synchronous >= 2 ? 'commits' : synchronous === 1 ? 'checkpoints' : 'never';
		this.#durable = this.#written = this.#read();
	}

	/** After a commit: takes note of what was written. `cut` is called for moments before it had returned. */
	committed(cut?: () => void): void {
		const next = this.#read();
		if (!next[names[0]].equals(this.#written[names[0]]))
			throw new Error('Assumption broken: a commit writes the WAL only');
		const begun = withHeaderOf(next, this.#written);
		if (begun) {
			this.#written = begun;
			cut?.();
			if (this.#flushes !== 'never') this.#durable = { ...this.#durable, [names[1]]: begun[names[1]] };
		}
		this.#written = next;
		cut?.();
		if (this.#flushes === 'commits') this.#durable = { ...this.#durable, [names[1]]: next[names[1]] };
	}

	/** After a checkpoint. `cut` is called for a moment before it had returned. */
	checkpointed(cut?: () => void): void {
		const next = this.#read();
		if (!next[names[1]].equals(this.#written[names[1]]))
			throw new Error('Assumption broken: a checkpoint writes the database only');
		if (this.#flushes !== 'never') this.#durable = { ...this.#durable, [names[1]]: next[names[1]] };
		this.#written = next;
		cut?.();
		if (this.#flushes !== 'never') this.#durable = next;
	}

	/** Writes into `folder` what the disk may hold when the power goes now. */
	leave(folder: string, random: Random): void {
		for (const name of names) writeFileSync(join(folder, name), torn(this.#durable[name], this.#written[name], random));
	}

	#read(): Images {
		const read = (name: Name) => {
			const file = join(this.#folder, name);
			return existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
		};
		return { [names[0]]: read(names[0]), [names[1]]: read(names[1]) } as Images;
	}
}

/** The state in which the WAL has its new header and nothing more yet; `undefined` while the header stays. */
function withHeaderOf(next: Images, before: Images): Images | undefined {
	const [header, old] = [next, before].map((images) => images[names[1]].subarray(0, walHeaderBytes));
	if (header!.equals(old!)) return undefined;
	const wal = Buffer.from(before[names[1]]);
	return { ...before, [names[1]]: Buffer.concat([header!, wal.subarray(walHeaderBytes)]) };
}

/** Certain bytes with some of those that were under way. */
function torn(durable: Buffer, written: Buffer, random: Random): Buffer {
	const sector = random.pick([512, 4096]);
	const kept = random.pick([0, 0.1, 0.5, 0.9, 1]);
	const longest = Math.max(durable.length, written.length);
	const shortest = Math.min(durable.length, written.length);
	const length = random.pick([durable.length, written.length, shortest + random.below(longest - shortest + 1)]);
	const left = Buffer.alloc(length);
	durable.copy(left, 0, 0, length);
	for (let from = 0; from < Math.min(written.length, length); from += sector) {
		const to = Math.min(from + sector, written.length, length);
		if (random.next() < kept) written.copy(left, from, from, to);
	}
	return left;
}
