/**
 * Where my words are: a pure reducer over what happens to rows and connections, and the light derived from it. No timers,
 * no I/O. A row is one change of mine; it is waiting until the relay has acknowledged it (SPEC.md [LIGHT-1] to [LIGHT-6]).
 */
import type { DocumentName } from '#lib/protocol/documents.ts';

/** `none` also means: not wanted now. `paused`: no access, until the policy says otherwise. */
export type ConnectionState = 'none' | 'connecting' | 'open' | 'synced' | 'paused';

/** Why the relay will not have this session any more. */
export type Ending = 'unauthenticated' | 'kicked' | 'erased' | 'too-large';

/** `kept`: survives the browser. `memory`: this browser stores nothing for us. `failing`: the last write did not succeed. */
export type StorageState = 'kept' | 'memory' | 'failing';

export interface DocumentState {
	readonly loaded: boolean;
	/** Own changes that are not in the local store yet. */
	readonly unstored: number;
	/** Own changes without an acknowledgement. */
	readonly waiting: number;
	/** How many of the waiting went out on the living connection. */
	readonly sent: number;
	readonly connection: ConnectionState;
	/** The connection's SyncStep2 went out and has no answer yet. */
	readonly awaitsAnswer: boolean;
}

export interface SyncState {
	readonly documents: ReadonlyMap<DocumentName, DocumentState>;
	readonly storage: StorageState;
	readonly shared: boolean;
	/** The browser believes in a network and the relay has been heard on at least one connection. */
	readonly online: boolean;
	/** `false` while the relay cannot write. */
	readonly available: boolean;
	readonly ended: Ending | undefined;
	/** Joined, but a moderator has not said yes. */
	readonly approvalPending: boolean;
	/** Items in the tray. */
	readonly tray: number;
	/** Last acknowledgement, milliseconds since the epoch of this device. */
	readonly savedAt: number | undefined;
}

export type Light = 'loading' | 'device' | 'sent' | 'saved' | 'refused' | 'cannot-save';

export type LightReason =
	| 'opening'
	| 'storing'
	| 'memory'
	| 'failing'
	| 'unshared'
	| 'offline'
	| 'unavailable'
	| 'paused'
	| 'approval'
	| 'tray'
	| Ending;

export interface LightView {
	readonly light: Light;
	/** Whether the relay is reachable; everything may be saved although it is not. */
	readonly online: boolean;
	/** Own changes that wait for the relay's acknowledgement. */
	readonly waiting: number;
	/** Items in the tray. */
	readonly tray: number;
	readonly reason: LightReason | undefined;
	readonly savedAt: number | undefined;
}

export type SyncEvent =
	| { readonly type: 'opened'; readonly document: DocumentName }
	| { readonly type: 'loaded'; readonly document: DocumentName }
	/** What the ledger of this document counts now, after a row was made, stored, sent, acknowledged or refused. */
	| {
			readonly type: 'counted';
			readonly document: DocumentName;
			readonly waiting: number;
			readonly unstored: number;
			readonly sent: number;
			readonly awaitsAnswer: boolean;
	  }
	| { readonly type: 'connection'; readonly document: DocumentName; readonly connection: ConnectionState }
	| { readonly type: 'acknowledged'; readonly at: number }
	| { readonly type: 'store-failed' }
	| { readonly type: 'stored' }
	| { readonly type: 'network'; readonly up: boolean }
	| { readonly type: 'shared'; readonly approvalPending: boolean }
	| { readonly type: 'policy'; readonly available: boolean }
	| { readonly type: 'ended'; readonly ending: Ending | undefined }
	| { readonly type: 'tray'; readonly items: number };

const newDocument: DocumentState = {
	loaded: false,
	unstored: 0,
	waiting: 0,
	sent: 0,
	connection: 'none',
	awaitsAnswer: false
};

export function initialState(storage: 'kept' | 'memory', shared: boolean, approvalPending = false): SyncState {
	return {
		documents: new Map(),
		storage,
		shared,
		online: false,
		available: true,
		ended: undefined,
		approvalPending,
		tray: 0,
		savedAt: undefined
	};
}

/** The state after an event. The same object when nothing has changed. */
export function reduce(state: SyncState, event: SyncEvent): SyncState {
	switch (event.type) {
		case 'opened':
			return state.documents.has(event.document) ? state : withDocument(state, event.document, newDocument);
		case 'loaded':
			return withDocument(state, event.document, { loaded: true });
		case 'counted': {
			const { waiting, unstored, sent, awaitsAnswer } = event;
			return withDocument(state, event.document, { waiting, unstored, sent, awaitsAnswer });
		}
		case 'connection': {
			const next = withDocument(state, event.document, { connection: event.connection });
			return changed(next, { online: [...next.documents.values()].some(isHeard) });
		}
		case 'acknowledged':
			return changed(state, { savedAt: event.at });
		case 'store-failed':
			return changed(state, { storage: 'failing' });
		case 'stored':
			return state.storage === 'failing' ? changed(state, { storage: 'kept' }) : state;
		case 'network':
			return event.up ? state : changed(state, { online: false });
		case 'shared':
			return changed(state, { shared: true, approvalPending: event.approvalPending });
		case 'policy':
			return changed(state, { available: event.available, approvalPending: false });
		case 'ended':
			return changed(state, { ended: event.ending });
		case 'tray':
			return changed(state, { tray: event.items });
	}
}

/** Where my words are, said with the weakest of all documents: never more than is known. */
export function lightOf(state: SyncState): LightView {
	const [light, reason] = judge(state, totals(state));
	const { online, tray, savedAt } = state;
	return { light, reason, online, tray, savedAt, waiting: totals(state).waiting };
}

interface Totals {
	readonly loaded: boolean;
	readonly waiting: number;
	readonly unstored: number;
	readonly sent: number;
	readonly awaitsAnswer: boolean;
	readonly paused: boolean;
}

function judge(state: SyncState, total: Totals): readonly [Light, LightReason | undefined] {
	const isKept = state.storage === 'kept';
	if (!isKept && (total.waiting > 0 || !state.shared)) {
		return ['cannot-save', state.storage === 'memory' ? 'memory' : 'failing'];
	}
	if (!total.loaded) return ['loading', 'opening'];
	if (state.tray > 0) return ['refused', state.ended ?? 'tray'];
	if (total.waiting === 0 && state.shared)
		return total.awaitsAnswer ? ['sent', undefined] : ['saved', whyNotSent(state, total)];
	if (total.waiting > 0 && total.sent === total.waiting && total.unstored === 0) {
		return state.available ? ['sent', undefined] : ['device', 'unavailable'];
	}
	if (total.unstored > 0) return ['loading', 'storing'];
	return ['device', whyNotSent(state, total)];
}

function whyNotSent(state: SyncState, total: Totals): LightReason | undefined {
	if (!state.shared) return 'unshared';
	if (state.ended) return state.ended;
	if (state.approvalPending) return 'approval';
	if (!state.available) return 'unavailable';
	if (!state.online) return 'offline';
	return total.paused ? 'paused' : undefined;
}

function totals(state: SyncState): Totals {
	let total: Totals = { loaded: true, waiting: 0, unstored: 0, sent: 0, awaitsAnswer: false, paused: false };
	for (const document of state.documents.values()) {
		total = {
			loaded: total.loaded && document.loaded,
			waiting: total.waiting + document.waiting,
			unstored: total.unstored + document.unstored,
			sent: total.sent + document.sent,
			awaitsAnswer: total.awaitsAnswer || document.awaitsAnswer,
			paused: total.paused || (document.connection === 'paused' && document.waiting > 0)
		};
	}
	return total;
}

function isHeard({ connection }: DocumentState): boolean {
	return connection === 'open' || connection === 'synced' || connection === 'paused';
}

function withDocument(state: SyncState, name: DocumentName, change: Partial<DocumentState>): SyncState {
	const before = state.documents.get(name) ?? newDocument;
	const after = changed(before, change);
	if (after === before && state.documents.has(name)) return state;
	return { ...state, documents: new Map(state.documents).set(name, after) };
}

function changed<Value extends object>(before: Value, change: Partial<Value>): Value {
	const isSame = (Object.keys(change) as (keyof Value)[]).every((key) => Object.is(before[key], change[key]));
	return isSame ? before : { ...before, ...change };
}
