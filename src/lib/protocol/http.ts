/** Bodies of the HTTP interface, shared by relay and browser. Every answer that is not a success carries `HttpError`. */
import type { AccessRule, AccessRules, Role } from './access.ts';
import type { BoxSummary, Person } from './messages.ts';
import type { Limits } from './limits.ts';

export const errorStatus = {
	bad_request: 400,
	unauthenticated: 401,
	forbidden: 403,
	not_found: 404,
	conflict: 409,
	stale: 409,
	too_large: 413,
	rate: 429,
	link_expired: 410,
	link_revoked: 410,
	link_used: 410,
	code_unknown: 404,
	waiting: 403,
	kicked: 403,
	full: 507,
	erased: 410,
	opened: 410,
	key_required: 401,
	unavailable: 503
} as const;

export type ErrorCode = keyof typeof errorStatus;

export interface HttpError {
	readonly error: { readonly code: ErrorCode; readonly message: string };
}

export interface CreateWorkshopRequest {
	readonly title: string;
	/** A workshop that began on a device keeps its id when it is shared. */
	readonly id?: string;
	readonly key?: string;
	/** The relay has lost it, and its people's devices bring it back: the rules after a restore hold for it. */
	readonly again?: boolean;
	/**
	 * A secret that the maker draws and keeps (22 to 128 of A-Z, a-z, 0-9, _ and -), for requests with an `id`: the same id
	 * and claim again get the same answer, in case the first was lost.
	 */
	readonly claim?: string;
	/** Who makes it, under the id they had before the workshop was shared. */
	readonly participant?: {
		readonly id?: string;
		readonly name?: string;
		readonly organisation?: string;
		readonly perspective?: string;
	};
}

export interface WorkshopLinks {
	readonly moderator: string;
	readonly participant: string;
	readonly observer: string;
}

export interface CreateWorkshopResponse {
	readonly workshop: string;
	/** Full addresses whose fragment is the token. */
	readonly links: WorkshopLinks;
	readonly code: string;
	readonly session: string;
	/** The creator's participant id. */
	readonly participant: string;
}

export interface SessionRequest {
	readonly token?: string;
	readonly code?: string;
	readonly name?: string;
	readonly organisation?: string;
	readonly perspective?: string;
	/** An earlier session of this device. */
	readonly resume?: string;
	/** Id of the workshop, for a device that has kept nothing but its cookie; a token or a code says it better. */
	readonly workshop?: string;
}

export type SessionResponse =
	| { readonly workshop: string; readonly role: Role; readonly participant: string; readonly session: string }
	| { readonly session: string; readonly state: 'waiting' };

export interface WorkshopInfo {
	readonly workshop: string;
	readonly title: string;
	readonly role: Role;
	readonly participant: string;
	readonly version: number;
	readonly access: AccessRules;
	readonly documents: readonly { readonly name: string; readonly seq: number; readonly bytes: number }[];
	readonly boxes: readonly BoxSummary[];
	readonly participants: number;
	readonly limits: Limits;
	readonly time: number;
	/** For moderators: the spoken code that holds now. */
	readonly code?: string;
}

/** Rows of people who have no device here (an import, paper cards). The same id again changes the same row. */
export interface AddParticipantsRequest {
	readonly participants: readonly {
		readonly id: string;
		readonly name?: string;
		readonly organisation?: string;
		readonly perspective?: string;
		readonly role?: Role;
	}[];
}

export interface ChangeParticipantRequest {
	readonly name?: string;
	readonly organisation?: string;
	readonly perspective?: string;
	readonly role?: Role;
	readonly approved?: true;
}

export interface ChangeAccessRequest {
	readonly expectVersion?: number;
	/** A role that is left out keeps what holds for it now. */
	readonly documents: Readonly<Record<string, Partial<AccessRule>>>;
}

export interface ChangeAccessResponse {
	readonly version: number;
	readonly access: AccessRules;
}

/** When a document changed, for asking what it was like then. */
export interface DocumentMoment {
	/** ISO 8601: the last change within five minutes. */
	readonly at: string;
	readonly changes: number;
}

export interface LinkSummary {
	readonly link: string;
	readonly role: Role;
	/** ISO 8601. */
	readonly created: string;
	readonly expires?: string;
	readonly usesLeft?: number;
	readonly approval: boolean;
	readonly revoked: boolean;
	/** The full address; a link made before its relay was restarted keeps only a hash, and this is absent. */
	readonly url?: string;
}

export interface MakeLinkRequest {
	readonly role: Role;
	readonly expires?: string;
	readonly uses?: number;
	readonly approval?: boolean;
}

export interface ParticipantSummary extends Person {
	/** ISO 8601. */
	readonly joined: string;
	readonly removed?: boolean;
}

/** What the relay may set beside the entries of a box. It says nothing about a person by itself, in groups that are large enough. */
export const boxFacts = ['role', 'perspective'] as const;
export type BoxFact = (typeof boxFacts)[number];

export interface MakeBoxRequest {
	/** Chosen by the maker, so that a repeated request makes no second box: 201 the first time, then 200. */
	readonly id?: string;
	/** What it is for (`draft`, `ballot`, …): an id, opaque to the relay. */
	readonly kind: string;
	readonly anonymous: boolean;
	/** Who has a place in it: `all` are participants and moderators. Those who are in the workshop now; observers never. */
	readonly electorate: BoxElectorate;
	readonly attach?: readonly BoxFact[];
}
export type BoxElectorate = 'all' | 'participants';

export interface MakeBoxResponse {
	readonly box: string;
}

/** `POST …/boxes/:box/electors`: a moderator's yes to somebody who came later. 204. */
export interface AddElectorRequest {
	readonly participant: string;
}

/**
 * `GET …/boxes/:box`: before the opening how many entries, afterwards the entries themselves, in an order drawn at the
 * opening and the same for everybody. `POST …/boxes/:box/open` answers with the `BoxSummary`.
 */
export type BoxContent =
	| (BoxSummary & { readonly state: 'closed' })
	| (Omit<BoxSummary, 'entries'> & { readonly state: 'open'; readonly entries: readonly OpenedEntry[] });

export interface OpenedEntry {
	readonly entry: string;
	/** Never in an anonymous box. */
	readonly participant?: string;
	readonly role?: Role;
	readonly perspective?: string;
	/** Base64. */
	readonly data: string;
}
