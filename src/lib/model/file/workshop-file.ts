/**
 * The workshop file (`.werktisch.json`): everything of one workshop, readable by people and other programs. Types only;
 * read on in parse-workshop-file.ts. For users it is described in static/schemas/werktisch-workshop-1.json.
 *
 * Every object may have more fields than are named here; they survive import and export (SPEC.md [FILE-4]).
 * Times are ISO 8601, ids are unique in the file, references name ids.
 */
import type { SoftDate } from '#lib/kernel/soft-date.ts';
import type { Json } from '../schema/record.ts';

export const workshopFileFormat = 'werktisch/workshop';
export const workshopFileVersion = 1;
/** UTF-8 bytes. */
export const workshopFileLimit = 32 * 1024 * 1024;

export interface WorkshopFile {
	readonly format: typeof workshopFileFormat;
	readonly version: number;
	readonly workshop: FileWorkshop;
	readonly participants?: readonly FilePerson[];
	readonly meetings?: readonly FileMeeting[];
	readonly plan?: FilePlan;
	readonly files?: readonly FileAttachment[];
}

export interface FileWorkshop {
	readonly id?: string;
	readonly title: string;
	readonly subtitle?: string;
	readonly language?: string;
	readonly organiser?: string;
	readonly moderation?: string;
	readonly accompaniedBy?: string;
	readonly contact?: FileContact;
	readonly goal?: string;
	readonly hypothesis?: string;
	readonly hypothesisHistory?: readonly { readonly at: string; readonly text: string }[];
	readonly perspectives?: readonly FilePerspective[];
	readonly regions?: readonly { readonly id: string; readonly name: string }[];
	readonly report?: object;
}

export interface FileContact {
	readonly name?: string;
	readonly organisation?: string;
	readonly email?: string;
	readonly phone?: string;
}

export interface FilePerspective {
	readonly id: string;
	readonly name: string;
	readonly colour?: string;
}

export interface FilePerson {
	readonly id: string;
	readonly name?: string;
	readonly organisation?: string;
	readonly perspective?: string;
	readonly region?: string;
	readonly role?: string;
}

export interface FileMeeting {
	readonly id: string;
	readonly title?: string;
	readonly date?: string;
	/** `HH:MM`. */
	readonly start?: string;
	readonly minutes?: number;
	readonly place?: string;
	readonly online?: boolean;
	readonly attendance?: number;
	readonly agenda?: readonly FileStep[];
	readonly sections?: readonly FileSection[];
	readonly tables?: readonly FileTable[];
	readonly clusters?: readonly FileCluster[];
	readonly cards?: readonly FileCard[];
	readonly pitches?: readonly FilePitch[];
	readonly slots?: readonly FileSlot[];
	readonly rounds?: readonly FileRound[];
}

export interface FileStep {
	readonly id: string;
	readonly kind: string;
	readonly title?: string;
	readonly instruction?: string;
	readonly minutes?: number;
	readonly section?: string;
	readonly table?: string;
}

export interface FileSection {
	readonly id: string;
	readonly prompt: string;
	readonly table?: string;
	readonly pictures?: readonly Json[];
}

export interface FileTable {
	readonly id: string;
	readonly title: string;
	readonly question?: string;
	readonly host?: string;
	readonly seats?: number;
	/** ProseMirror JSON, or Markdown in a string. */
	readonly note?: string | object;
	readonly state?: string;
	readonly attendance?: number;
	readonly results?: readonly Json[];
	readonly pictures?: readonly Json[];
}

export interface FileCluster {
	readonly id: string;
	readonly section: string;
	readonly title?: string;
	readonly colour?: string;
}

export interface FileCard {
	readonly id: string;
	readonly section: string;
	readonly cluster?: string;
	readonly text: string;
	readonly author?: string;
	readonly for?: string;
	readonly perspective?: string;
	readonly colour?: string;
	readonly picture?: string;
	readonly x?: number;
	readonly y?: number;
	readonly at?: string;
	readonly setAside?: boolean;
	readonly comments?: readonly { readonly author?: string; readonly text: string; readonly at?: string }[];
	readonly reactions?: readonly { readonly kind: string; readonly by?: readonly Json[] }[];
}

export interface FilePitch {
	readonly id: string;
	readonly title: string;
	readonly host?: string;
	readonly interest?: readonly string[];
	readonly slot?: string;
	readonly table?: string;
}

export interface FileSlot {
	readonly id: string;
	readonly start: string;
	readonly minutes: number;
	readonly title?: string;
}

export interface FileRound {
	readonly id: string;
	readonly title?: string;
	readonly method: string;
	readonly secret?: boolean;
	readonly budget?: number;
	readonly maxPerItem?: number;
	readonly tally?: readonly { readonly item: string; readonly points: number }[];
	readonly voters?: number;
	readonly invalid?: number;
}

export interface FilePlan {
	readonly insights?: readonly FileInsight[];
	readonly decisions?: readonly FileDecision[];
	readonly quotes?: readonly FileQuote[];
	readonly measures?: readonly FileMeasure[];
	readonly sheets?: readonly FileSheet[];
	readonly formats?: readonly FileRunningFormat[];
	readonly dates?: readonly FileDate[];
}

export interface FileInsight {
	readonly id: string;
	readonly headline: string;
	readonly text?: string;
	readonly meeting?: string;
	readonly table?: string;
	readonly regions?: readonly string[];
	readonly from?: readonly string[];
	readonly pictures?: readonly Json[];
}

export interface FileDecision {
	readonly id: string;
	readonly text: string;
	readonly agreement?: string;
	readonly for?: number;
	readonly against?: number;
	readonly abstained?: number;
	readonly meeting?: string;
	readonly from?: readonly string[];
}

export interface FileQuote {
	readonly id: string;
	readonly text: string;
	readonly speaker?: string;
	readonly office?: string;
	readonly consent?: boolean;
	readonly meeting?: string;
}

export interface FileMeasure {
	readonly id: string;
	readonly title: string;
	readonly text?: string;
	readonly owners?: readonly { readonly kind: string; readonly name?: string }[];
	readonly partners?: readonly { readonly name: string; readonly certainty?: string }[];
	readonly due?: SoftDate;
	/** RFC 5545 recurrence rule. */
	readonly repeats?: string;
	readonly state?: string;
	readonly parts?: readonly { readonly title: string; readonly done?: boolean }[];
	readonly regions?: readonly string[];
	readonly table?: string;
	readonly meeting?: string;
	readonly from?: readonly string[];
	readonly audience?: string;
	readonly history?: readonly {
		readonly at: string;
		readonly state: string;
		readonly meeting?: string;
		readonly by?: string;
	}[];
}

export interface FileSheet {
	readonly id: string;
	readonly title: string;
	readonly goal?: Json;
	readonly audience?: Json;
	readonly partners?: Json;
	readonly firstStep?: Json;
	readonly needs?: Json;
	readonly offers?: Json;
	readonly seeks?: Json;
	readonly text?: Json;
	readonly meeting?: string;
	readonly from?: readonly string[];
}

export interface FileRunningFormat {
	readonly id: string;
	readonly title: string;
	readonly rhythm?: Json;
	readonly repeats?: string;
	readonly channel?: Json;
	readonly owner?: Json;
}

export interface FileDate {
	readonly id: string;
	readonly title: string;
	readonly value: string;
	readonly certainty?: string;
	readonly place?: string;
	readonly online?: boolean;
}

export interface FileAttachment {
	readonly id: string;
	/** Media type. */
	readonly type: string;
	/** Base64. */
	readonly data: string;
	readonly alt?: string;
}
