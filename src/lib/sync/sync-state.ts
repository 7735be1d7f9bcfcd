/**
 * Where my words are: a pure reducer over what happens to rows and connections, and the light derived from it. No timers,
 * no I/O. A row is one change of mine; it is waiting until the relay has acknowledged it (SPEC.md [LIGHT-1] to [LIGHT-6]).
 */
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { KnownEnding } from './known-workshop.ts';
import type { StoreFailure } from './local-store/local-store.ts';

/** `none` also means: not wanted now. `paused`: no access, until the policy says otherwise. */
export type ConnectionState = 'none' | 'connecting' | 'open' | 'synced' | 'paused';

/** Why the relay will not have this session any more. `forgotten`: it was taken from this device, in another tab. */
export type Ending = KnownEnding | 'unauthenticated' | 'too-large' | 'forgotten';

/**
 * `kept`: survives the browser. `memory`: this browser stores nothing for us. The last write did not succeed: `full`,
 * because there is no space left, `failing` for any other reason.
 */
export type StorageState = 'kept' | 'memory' | 'full' | 'failing';

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
	/** What waits beside the documents: entries of sealed boxes, pictures. */
	readonly outbox: Readonly<Record<OutboxPart, OutboxCounts>>;
	/** Last acknowledgement, milliseconds since the epoch of this device. */
	readonly savedAt: number | undefined;
}

export type OutboxPart = 'boxes' | 'files';

export interface OutboxCounts {
	/** The relay has not confirmed them; later ones than their box are not among them. */
	readonly waiting: number;
	/** How many of them are not in the local store. */
	readonly unstored: number;
	/** How many of them are on their way. */
	readonly sent: number;
}

export type Light = 'loading' | 'device' | 'sent' | 'saved' | 'refused' | 'cannot-save';

export type LightReason =
	| 'opening'
	| 'storing'
	| 'memory'
	| 'full'
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
	| { readonly type: 'store-failed'; readonly failure?: StoreFailure }
	| { readonly type: 'stored' }
	| { readonly type: 'network'; readonly up: boolean }
	| { readonly type: 'shared'; readonly approvalPending: boolean }
	| { readonly type: 'policy'; readonly available: boolean }
	| { readonly type: 'ended'; readonly ending: Ending | undefined }
	| { readonly type: 'outbox'; readonly part: OutboxPart; readonly counts: OutboxCounts }
	| { readonly type: 'tray'; readonly items: number };

const nothingWaits: OutboxCounts = { waiting: 0, unstored: 0, sent: 0 };

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
		outbox: { boxes: nothingWaits, files: nothingWaits },
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
			return changed(state, { storage: failing(state.storage, event.failure) });
		case 'stored':
			return state.storage === 'memory' ? state : changed(state, { storage: 'kept' });
		case 'network':
			return event.up ? state : changed(state, { online: false });
		case 'shared':
			return changed(state, { shared: true, approvalPending: event.approvalPending });
		case 'policy':
			return changed(state, { available: event.available, approvalPending: false });
		case 'ended':
			return changed(state, { ended: event.ending });
		case 'outbox': {
			const counts = changed(state.outbox[event.part], event.counts);
			return counts === state.outbox[event.part]
				? state
				: { ...state, outbox: { ...state.outbox, [event.part]: counts } };
		}
		case 'tray':
			return changed(state, { tray: event.items });
	}
}

/** Reading that fails says nothing new about a storage that is known to be full. */
function failing(before: StorageState, failure: StoreFailure | undefined): StorageState {
	if (before === 'memory') return before;
	return failure === 'full' || (failure === undefined && before === 'full') ? 'full' : 'failing';
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
	if (!isKept && (total.waiting > 0 || !state.shared || isLost(state))) {
		return ['cannot-save', state.storage];
	}
	if (!total.loaded) return ['loading', 'opening'];
	if (state.tray > 0) return ['refused', state.ended ?? 'tray'];
	if (total.waiting === 0 && state.shared && !isLost(state))
		return total.awaitsAnswer ? ['sent', undefined] : ['saved', whyNotSent(state, total)];
	if (total.waiting > 0 && total.sent === total.waiting && total.unstored === 0) {
		return state.available ? ['sent', undefined] : ['device', 'unavailable'];
	}
	if (total.unstored > 0) return ['loading', 'storing'];
	return ['device', whyNotSent(state, total)];
}

/**
 * What the relay once acknowledged may be nowhere but here: it has nothing of this workshop any more, or it has forgotten a
 * session, which it does only when it has lost data.
 */
function isLost({ ended }: SyncState): boolean {
	return ended === 'erased' || ended === 'unknown' || ended === 'unauthenticated';
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
	const { boxes, files } = state.outbox;
	let total: Totals = {
		waiting: boxes.waiting + files.waiting,
		unstored: boxes.unstored + files.unstored,
		sent: boxes.sent + files.sent,
		...{ loaded: true, awaitsAnswer: false, paused: false }
	};
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
