/**
 * Whether a document may take an update, and which part of it. Pure: bounds and sender in, verdict out. The cheap
 * checks (size, rate) come before, in the connection; what a verdict does to connection and log is in `room.ts`.
 * The rules, with their reasons, are in `src/lib/protocol/PROTOCOL.md`.
 */
import * as Y from 'yjs';
import { limits } from '#lib/protocol/limits.ts';
import { isEmptyUpdate, type NackCode } from '#lib/protocol/messages.ts';
import type { DocumentBounds, Taken } from './document-bounds.ts';
import { boundInRecovery, partDeletions, standingOf, type Claimant } from './recovery.ts';
import { Placement } from './placement.ts';
import { dependencies, readStructure, writeStructure, type Part, type Struct } from './update-structure.ts';

export interface Sender extends Claimant {
	/** Why this sender may not write here; `undefined` when they may. */
	readonly refusal?: NackCode;
}

/** A part of an update that the document takes. */
export interface Admitted extends Taken {
	readonly update: Uint8Array;
}

export type Verdict =
	/** Nothing new: answered without being stored. */
	| ({ readonly kind: 'known' } & LeftAside)
	/** `complete` is false when own parts had to be left out because something they build on is missing. */
	| ({ readonly kind: 'store'; readonly admitted: Admitted; readonly complete: boolean } & LeftAside)
	/** Something it builds on is missing and nothing of it can be taken. */
	| { readonly kind: 'gap' }
	| { readonly kind: 'refused'; readonly code: NackCode };

interface LeftAside {
	/** Client ids of content that was left for others to bring, and of which the sender knows deletions. */
	readonly aside?: readonly number[];
}

/** An update as y-websocket sends it after every transaction: all of it or nothing. */
export function admitUpdate(bounds: DocumentBounds, sender: Sender, update: Uint8Array): Verdict {
	return admit(bounds, sender, update, 'update');
}

/** A SyncStep2: all a client has beyond the relay's state. Own parts are taken, foreign ones are left aside. */
export function admitSync(bounds: DocumentBounds, sender: Sender, update: Uint8Array): Verdict {
	return admit(bounds, sender, update, 'sync');
}

/** New deletions and no new structs: worth asking the store, which knows deletions that follow from others. */
export function bringsOnlyDeletions(verdict: Verdict): boolean {
	return verdict.kind === 'store' && verdict.admitted.clocks.size === 0;
}

function admit(bounds: DocumentBounds, sender: Sender, update: Uint8Array, kind: 'update' | 'sync'): Verdict {
	if (isPlainlyEmpty(update)) return { kind: 'known' };
	const read = readStructure(update, kind === 'update');
	if (!read.ok) return { kind: 'refused', code: read.reason };

	const fresh = freshStructs(bounds, read.value.structs);
	const mine = new Map<number, Part[]>();
	const others = new Map<number, Part[]>();
	for (const [client, parts] of fresh) {
		const standing = kind === 'update' ? standingInUpdate(bounds, sender, client) : standingOf(bounds, sender, client);
		if (standing === 'stolen') return { kind: 'refused', code: sender.refusal ?? 'owner' };
		(standing === 'own' ? mine : others).set(client, parts);
	}
	// Acknowledged before the restore, by whoever may not write (any more): nothing to refuse, and not theirs to bring.
	const onlyReads = sender.isRecovering && sender.refusal !== undefined && !sender.claims?.hasUnsaved;
	if (onlyReads && kind === 'sync') return { kind: 'known' };

	const placement = new Placement(bounds);
	const taken = placeable(bounds, mine, placement);
	const left = [...mine].some(([client, parts]) => (taken.get(client)?.length ?? 0) < parts.length);
	const reached = (client: number) => {
		const last = taken.get(client)?.at(-1);
		return last ? last.struct.id.clock + last.struct.length : bounds.clock(client);
	};
	const unknown = read.value.deletes.filter((range) => range.to > reached(range.client));
	const { missing, aside } = partDeletions(unknown, sender.isRecovering ? others : new Map());
	const leftAside = aside.length > 0 ? { aside } : {};
	const deletes = read.value.deletes
		.map((range) => ({ ...range, to: Math.min(range.to, reached(range.client)) }))
		.filter((range) => !bounds.isDeleted(range));

	const isNew = taken.size > 0 || deletes.length > 0;
	const complete = !left && missing.length === 0;
	if (sender.refusal && (isNew || left)) return { kind: 'refused', code: sender.refusal };
	if (kind === 'update' && !complete) return { kind: 'gap' };
	if (!placement.isSound(deletes)) return { kind: 'refused', code: 'invalid' };
	if (!isNew) return complete ? { kind: 'known', ...leftAside } : { kind: 'gap' };

	const claims = claimsOf(bounds, sender, taken, fresh, kind);
	if (kind === 'update' && claims.length > limits.clientsPerUpdate) return { kind: 'refused', code: 'size' };
	const clocks = new Map([...taken.keys()].map((client) => [client, reached(client)]));
	// Always in our own writing: two readings of one update (a client named twice, for example) are one too many.
	const stored = writeStructure(taken, deletes);
	const admitted = { update: stored, clocks, deletes, claims, runs: placement.runs };
	return { kind: 'store', admitted, complete, ...leftAside };
}

/** An update is all of one's own, or refused. Unowned ids go to whoever uses them first. */
function standingInUpdate(bounds: DocumentBounds, sender: Sender, client: number): 'own' | 'stolen' {
	const owner = bounds.owner(client);
	return sender.isModerator || owner === undefined || owner === sender.participant ? 'own' : 'stolen';
}

/** The parts beyond the known clocks, per client. Known clocks are cut off: nobody gets to say them a second time. */
function freshStructs(bounds: DocumentBounds, structs: ReadonlyMap<number, readonly Struct[]>): Map<number, Part[]> {
	const fresh = new Map<number, Part[]>();
	for (const [client, list] of structs) {
		const known = bounds.clock(client);
		const parts: Part[] = [];
		for (const struct of list) {
			if (struct.id.clock + struct.length <= known) continue;
			parts.push({ struct, offset: Math.max(0, known - struct.id.clock) });
		}
		if (parts.some(({ struct }) => !(struct instanceof Y.Skip))) fresh.set(client, parts);
	}
	return fresh;
}

/**
 * The longest beginning of each client's parts whose dependencies are known or among the others. A client that has to
 * wait is looked at again only when the one it waits for has moved.
 */
function placeable(
	bounds: DocumentBounds,
	fresh: ReadonlyMap<number, readonly Part[]>,
	placement: Placement
): Map<number, Part[]> {
	const taken = new Map<number, Part[]>();
	const clocks = new Map<number, number>();
	const clock = (client: number) => clocks.get(client) ?? bounds.clock(client);
	const waiting = new Map<number, number[]>();
	const agenda = [...fresh.keys()];
	for (let client = agenda.pop(); client !== undefined; client = agenda.pop()) {
		const parts = fresh.get(client)!;
		const mine = taken.get(client) ?? [];
		const before = mine.length;
		for (let part = parts[mine.length]; part !== undefined; part = parts[mine.length]) {
			const { struct } = part;
			if (struct instanceof Y.Skip || struct.id.clock > clock(client)) break;
			const missing = missingFor(struct, clock);
			if (missing !== undefined) {
				waiting.set(missing, [...(waiting.get(missing) ?? []), client]);
				break;
			}
			mine.push(part);
			placement.put(part);
			clocks.set(client, struct.id.clock + struct.length);
		}
		if (mine.length === before) continue;
		taken.set(client, mine);
		agenda.push(...(waiting.get(client) ?? []));
		waiting.delete(client);
	}
	return taken;
}

function missingFor(struct: Struct, clock: (client: number) => number): number | undefined {
	if (!(struct instanceof Y.Item)) return undefined;
	return dependencies(struct).find((id) => id.clock >= clock(id.client))?.client;
}

/**
 * Ids that become this participant's. A moderator's SyncStep2 that carries others' structs is a re-seed: what is unowned
 * in it stays so, for its author to claim.
 */
function claimsOf(
	bounds: DocumentBounds,
	sender: Sender,
	taken: ReadonlyMap<number, unknown>,
	fresh: ReadonlyMap<number, unknown>,
	kind: 'update' | 'sync'
): number[] {
	if (kind === 'sync' && sender.isRecovering) return boundInRecovery(bounds, sender, taken.keys());
	const isOthers = (client: number) => (bounds.owner(client) ?? sender.participant) !== sender.participant;
	if (kind === 'sync' && [...fresh.keys()].some(isOthers)) {
		if (sender.isModerator) return [];
	}
	return [...taken.keys()].filter((client) => bounds.owner(client) === undefined);
}

function isPlainlyEmpty(update: Uint8Array): boolean {
	try {
		return isEmptyUpdate(update);
	} catch {
		// Too short to be an update at all; the decoder will say so with the right code.
		return false;
	}
}
