/**
 * The sealed boxes of a workshop while it is in memory: who has a place in which, how many entries each holds, and the way
 * of every command to the store. What lies in a box stays in the store. Rules: PROTOCOL.md [BOX-1] and following.
 */
import { randomBytes } from 'node:crypto';
import { newId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { BoxElectorate } from '#lib/protocol/http.ts';
import { limits } from '#lib/protocol/limits.ts';
import type { BoxPlace, BoxSummary } from '#lib/protocol/messages.ts';
import {
	boxSecretBytes,
	type BoxCounts,
	type BoxRecord,
	type BoxSettings,
	type Elector,
	type Expected,
	type OpenedRecord,
	type SealedEntry
} from '../storage/boxes.ts';
import type { ParticipantRecord, Storage } from '../storage/storage.ts';
import { Bucket } from './bucket.ts';
import type { DocumentSizes } from './document-sizes.ts';
import { SharedReading } from './shared-reading.ts';

export interface BoxesDeps {
	readonly workshop: string;
	readonly storage: Storage;
	readonly sizes: DocumentSizes;
	readonly now: () => number;
	readonly people: () => readonly ParticipantRecord[];
	/** There is a box more, or one was opened, or places are different. */
	readonly onChange: () => void;
	/** A box holds more or less than before. */
	readonly onCount: () => void;
}

interface Box extends BoxSettings, BoxCounts {
	readonly id: string;
	readonly isOpen: boolean;
	readonly places: number;
	readonly electors: ReadonlySet<string>;
}

export type PutRefusal = 'not_found' | 'opened' | 'forbidden' | 'waiting' | 'rate' | 'stale' | 'full';

export class Boxes {
	readonly #deps: BoxesDeps;
	readonly #reading = new SharedReading();
	readonly #allowances = new Map<string, Bucket>();
	#boxes = new Map<string, Box>();

	constructor(records: readonly BoxRecord[], deps: BoxesDeps) {
		this.#deps = deps;
		this.#read(records);
	}

	/** As this person may know them. */
	summariesFor(person: ParticipantRecord): readonly BoxSummary[] {
		return [...this.#boxes.values()].map((box) => this.#summary(box, person));
	}

	summaryFor(person: ParticipantRecord, id: string): BoxSummary | undefined {
		const box = this.#boxes.get(id);
		return box && this.#summary(box, person);
	}

	/** Places go to those who are in the workshop now. The same id with the same settings again is the same box. */
	async make(id: string, settings: BoxSettings): Promise<Result<'new' | 'known', 'conflict' | 'full' | 'erased'>> {
		const { workshop, storage, people } = this.#deps;
		const electors = people()
			.filter((person) => fits(person, settings.electorate))
			.map(electorOf);
		const secret = Uint8Array.from(randomBytes(boxSecretBytes));
		const made = await storage.createBox({
			...{ ...settings, workshop, id, electors, secret },
			boxLimit: limits.boxesPerWorkshop
		});
		if (made.ok && made.value === 'new') await this.refresh();
		return made;
	}

	/** A moderator's yes to somebody who came later. */
	async addElector(
		id: string,
		person: ParticipantRecord
	): Promise<Result<undefined, 'not_found' | 'opened' | 'forbidden'>> {
		const box = this.#boxes.get(id);
		if (!box) return refused('not_found');
		if (box.isOpen) return refused('opened');
		if (!box.electors.has(person.id) && !fits(person, box.electorate)) return refused('forbidden');
		const added = await this.#deps.storage.addElector(this.#deps.workshop, id, electorOf(person));
		if (added.ok) await this.refresh();
		return added;
	}

	/** Writes somebody's own entry; gives its version. */
	async put(
		person: ParticipantRecord,
		id: string,
		entry: { readonly data: Uint8Array; readonly items: number; readonly expected: Expected }
	): Promise<Result<{ readonly version: string; readonly isNew: boolean }, PutRefusal>> {
		const { workshop, storage } = this.#deps;
		const refusal = this.#putRefusal(person, id);
		if (refusal) return refused(refusal);
		const version: string = newId();
		const write = { ...entry, workshop, box: id, participant: person.id, version, bound: this.#bound };
		const put = await storage.putBoxEntry(write);
		if (!put.ok) return refused(put.reason === 'no_place' ? 'forbidden' : put.reason);
		this.#count(id, put.value);
		return ok({ version, isNew: put.value.isNew });
	}

	readEntry(person: ParticipantRecord, id: string): Promise<Result<SealedEntry, 'not_found' | 'opened'>> {
		return this.#deps.storage.readBoxEntry(this.#deps.workshop, id, person.id);
	}

	async deleteEntry(
		person: ParticipantRecord,
		id: string,
		expected: Expected
	): Promise<Result<undefined, 'not_found' | 'opened' | 'rate' | 'stale'>> {
		if (!this.#mayWriteNow(person)) return refused('rate');
		const deleted = await this.#deps.storage.deleteBoxEntry(this.#deps.workshop, id, person.id, expected);
		if (!deleted.ok) return deleted;
		this.#count(id, deleted.value);
		return ok();
	}

	/** Opens it for everybody; opening again changes nothing. */
	async open(id: string): Promise<Result<undefined, 'not_found'>> {
		const { workshop, storage } = this.#deps;
		const opened = await storage.openBox(workshop, id, Uint8Array.from(randomBytes(32)), limits.boxFactGroup);
		if (!opened.ok) return opened;
		const box = this.#boxes.get(id);
		if (box && !box.isOpen) {
			this.#boxes.set(id, { ...box, isOpen: true, electors: new Set() });
			this.#deps.onChange();
		}
		return ok();
	}

	/** The entries of an open box, as `encode` writes them down; `undefined` while it is sealed. */
	content(id: string, encode: (entries: readonly OpenedRecord[]) => Uint8Array): Promise<Uint8Array | undefined> {
		return this.#reading.get(`content/${id}`, async () => {
			const entries = await this.#deps.storage.readBox(this.#deps.workshop, id);
			return entries && encode(entries);
		});
	}

	/** Gives what was there first, if something was. */
	async putResult(
		id: string,
		data: Uint8Array
	): Promise<Result<Uint8Array | undefined, 'not_found' | 'sealed' | 'full'>> {
		const put = await this.#deps.storage.putBoxResult(this.#deps.workshop, id, data, this.#bound);
		if (!put.ok) return put;
		this.#count(id, put.value);
		return ok(put.value.first);
	}

	result(id: string): Promise<Uint8Array | undefined> {
		return this.#reading.get(`result/${id}`, () => this.#deps.storage.readBoxResult(this.#deps.workshop, id));
	}

	/** Reads everything anew, after something changed it from outside (a person was removed). */
	async refresh(): Promise<void> {
		this.#read(await this.#deps.storage.listBoxes(this.#deps.workshop));
		this.#deps.onChange();
	}

	/** What all boxes may hold together, bytes. */
	get #bound(): number {
		return limits.workshopBytes - this.#deps.sizes.documentBytes;
	}

	#read(records: readonly BoxRecord[]): void {
		this.#boxes = new Map(records.map((record) => [record.id, { ...record, electors: new Set(record.electors) }]));
		this.#weigh();
	}

	#weigh(): void {
		let bytes = 0;
		for (const box of this.#boxes.values()) bytes += box.bytes;
		this.#deps.sizes.boxBytes = bytes;
	}

	/** Nobody hears of a write that changes no count: not even that there was one. */
	#count(id: string, counts: BoxCounts): void {
		const before = this.#boxes.get(id);
		if (!before) return;
		this.#boxes.set(id, { ...before, ...countsOf(counts) });
		this.#weigh();
		if (before.entries !== counts.entries || before.items !== counts.items) this.#deps.onCount();
	}

	#putRefusal(person: ParticipantRecord, id: string): PutRefusal | undefined {
		const box = this.#boxes.get(id);
		if (!box) return 'not_found';
		if (box.isOpen) return 'opened';
		const place = placeOf(person, box);
		if (place !== 'given') return place === 'waiting' ? 'waiting' : 'forbidden';
		return this.#mayWriteNow(person) ? undefined : 'rate';
	}

	#mayWriteNow({ id }: ParticipantRecord): boolean {
		const now = this.#deps.now();
		let bucket = this.#allowances.get(id);
		if (!bucket) {
			bucket = new Bucket(limits.boxWritesPerSecond, limits.boxWriteBurst, now);
			this.#allowances.set(id, bucket);
		}
		return bucket.tryTake(1, now);
	}

	#summary(box: Box, person: ParticipantRecord): BoxSummary {
		const { id, kind, anonymous, entries, items, places } = box;
		const shared = { box: id, kind, anonymous, entries, items, electors: places };
		if (box.isOpen) return { ...shared, state: 'open' };
		const summary = { ...shared, state: 'closed', place: placeOf(person, box) } as const;
		if (person.role !== 'moderator') return summary;
		const waiting = this.#deps.people().filter((other) => placeOf(other, box) === 'waiting');
		return waiting.length > 0 ? { ...summary, waiting: waiting.map((other) => other.id) } : summary;
	}
}

/** Who has the role that a box is for, as long as nobody said otherwise. */
function fits({ role, waiting }: ParticipantRecord, electorate: BoxElectorate): boolean {
	return !waiting && (role === 'participant' || (role === 'moderator' && electorate === 'all'));
}

/** An observer has no place, whatever they were when the box was made. */
function placeOf(person: ParticipantRecord, box: Box): BoxPlace {
	if (person.role === 'observer') return 'none';
	if (box.electors.has(person.id)) return 'given';
	return fits(person, box.electorate) ? 'waiting' : 'none';
}

function electorOf({ id, role, perspective }: ParticipantRecord): Elector {
	return { participant: id, role, ...(perspective === undefined ? {} : { perspective }) };
}

function countsOf({ entries, items, bytes }: BoxCounts): BoxCounts {
	return { entries, items, bytes };
}
