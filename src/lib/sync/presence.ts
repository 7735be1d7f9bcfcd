/**
 * Presence: who is here and where, over the awareness of the stage document, which everybody keeps open. Never stored,
 * gone seconds after the person. Who it is comes from the relay, not from the peer (SPEC.md [PRES-1]).
 */

/** Where somebody is; all parts are optional, because a peer may be older, newer or hostile. */
export interface Place {
	/** Page of the workshop: `board`, `tables`, `plan` … */
	readonly page?: string;
	readonly meeting?: string;
	readonly table?: string;
	readonly card?: string;
	/** Is writing there right now. */
	readonly writing?: boolean;
}

export interface Present {
	/** One per open tab. */
	readonly client: number;
	/** Participant id, set by the relay. */
	readonly person: string;
	readonly name: string;
	/** #rrggbb, from the participant's id: the same on every screen. */
	readonly colour: string;
	readonly place: Place;
	readonly isMe: boolean;
}

export interface Presence {
	/** Everybody here, me included; the same array until something changes. */
	readonly present: readonly Present[];
	subscribe(listener: () => void): () => void;
	/** Says where I am; replaces what I said before. */
	at(place: Place): void;
}
