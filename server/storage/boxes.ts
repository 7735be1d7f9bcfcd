/**
 * Sealed boxes as the store keeps them. Part of the port in `storage.ts`; the statements are in `sqlite-boxes.ts`, what
 * every store has to do in `boxes.contract.ts`. Of an anonymous box nothing that is stored after its opening leads from
 * an entry to a person; how, is said in `../README.md` under "Decisions".
 */
import type { Result } from '#lib/kernel/result.ts';
import type { Role } from '#lib/protocol/access.ts';
import type { BoxElectorate, BoxFact } from '#lib/protocol/http.ts';

/** Somebody with a place in a box, and what was true of them when they were given it. */
export interface Elector {
	readonly participant: string;
	readonly role: Role;
	readonly perspective?: string;
}

export interface BoxSettings {
	readonly kind: string;
	readonly anonymous: boolean;
	readonly electorate: BoxElectorate;
	readonly attach: readonly BoxFact[];
}

export interface NewBox extends BoxSettings {
	readonly workshop: string;
	readonly id: string;
	readonly electors: readonly Elector[];
	/** `boxSecretBytes` random bytes: from them come the names of entries in an anonymous box. */
	readonly secret: Uint8Array;
	readonly boxLimit: number;
}

/** What everybody may know of a box before it is opened. */
export interface BoxCounts {
	readonly entries: number;
	readonly items: number;
	/** Entries and result. */
	readonly bytes: number;
}

export interface BoxRecord extends BoxSettings, BoxCounts {
	readonly id: string;
	readonly isOpen: boolean;
	/** How many people have or had a place. */
	readonly places: number;
	/** Who they are; of an open box nobody is kept. */
	readonly electors: readonly string[];
}

/** What the writer believes to be stored: nothing, something, exactly this version. */
export type Expected =
	{ readonly is: 'nothing' } | { readonly is: 'anything' } | { readonly is: 'version'; readonly version: string };

export interface BoxEntryWrite {
	readonly workshop: string;
	readonly box: string;
	readonly participant: string;
	readonly expected: Expected;
	readonly data: Uint8Array;
	readonly items: number;
	/** Random name of what is written, told to its owner only. */
	readonly version: string;
	/** What all boxes of the workshop may hold together, bytes. A write that makes them smaller is always taken. */
	readonly bound: number;
}

export interface SealedEntry {
	readonly data: Uint8Array;
	readonly version: string;
}

/** An entry of an open box. */
export interface OpenedRecord {
	readonly entry: string;
	/** Never in an anonymous box. */
	readonly participant?: string;
	readonly role?: Role;
	readonly perspective?: string;
	readonly data: Uint8Array;
}

export interface BoxOperations {
	/** `known`: there is this box already, made with the same settings. */
	createBox(box: NewBox): Result<'new' | 'known', 'conflict' | 'full' | 'erased'>;
	listBoxes(workshop: string): readonly BoxRecord[];
	/** A place for somebody who came later. */
	addElector(workshop: string, box: string, elector: Elector): Result<undefined, 'not_found' | 'opened'>;
	putBoxEntry(
		write: BoxEntryWrite
	): Result<BoxCounts & { readonly isNew: boolean }, 'not_found' | 'opened' | 'no_place' | 'stale' | 'full'>;
	readBoxEntry(workshop: string, box: string, participant: string): Result<SealedEntry, 'not_found' | 'opened'>;
	deleteBoxEntry(
		workshop: string,
		box: string,
		participant: string,
		expected: Expected
	): Result<BoxCounts, 'not_found' | 'opened' | 'stale'>;
	/**
	 * Opens it: from `seed` (random, not kept) come the entries' new names and with them their order; facts are set beside
	 * the entries, and in an anonymous box everything goes that leads to a person. Opening again changes nothing.
	 */
	openBox(
		workshop: string,
		box: string,
		seed: Uint8Array,
		factGroup: number
	): Result<BoxCounts & { readonly isFirst: boolean }, 'not_found'>;
	/** The entries of an open box, in its order; `undefined` while it is sealed or unknown. */
	readBox(workshop: string, box: string): readonly OpenedRecord[] | undefined;
	/** The first result is kept and given, whoever comes with another. `bound` as above. */
	putBoxResult(
		workshop: string,
		box: string,
		data: Uint8Array,
		bound: number
	): Result<BoxCounts & { readonly first?: Uint8Array }, 'not_found' | 'sealed' | 'full'>;
	readBoxResult(workshop: string, box: string): Uint8Array | undefined;
}

/**
 * More than one page of the file: such a row lies on pages of its own that are never copied when a tree is balanced, and
 * are overwritten with zeros when it is deleted.
 */
export const boxSecretBytes = 16 * 1024;
