/**
 * After a restore: who may bring back what the backup lacks. The owners of client ids that were first used after the
 * backup are forgotten, so a device has to claim the ids it wrote with, and only those come in from it; everything else
 * waits for its own author or for a moderator. The rules, and what a hostile claim can do, are in PROTOCOL.md; what a
 * verdict is made of besides is in `admission.ts`.
 */
import { claimLimit, type Claim } from '#lib/protocol/claim.ts';
import { recoveryMs } from '../storage/storage.ts';
import type { ClockRange, DocumentBounds } from './document-bounds.ts';
import type { Part } from './update-structure.ts';

/** Client ids that one connection says are its own. */
export class ClaimedIds {
	readonly #ids = new Set<number>();
	#unsaved: ReadonlySet<number> = new Set();

	/** From a CLAIM frame: the last one holds for what is unsaved. */
	take({ unsaved, settled }: Claim): void {
		for (const id of [...unsaved, ...settled]) this.add(id);
		this.#unsaved = new Set(unsaved);
	}

	/** From awareness: stock clients say nothing else. */
	add(id: number): void {
		if (this.#ids.size < 2 * claimLimit) this.#ids.add(id);
	}

	has(id: number): boolean {
		return this.#ids.has(id);
	}

	/** The device has words under this id that were never acknowledged to it. */
	isUnsaved(id: number): boolean {
		return this.#unsaved.has(id);
	}

	/** As it can travel to another thread. */
	get plain(): { readonly ids: readonly number[]; readonly unsaved: readonly number[] } {
		return { ids: [...this.#ids], unsaved: [...this.#unsaved] };
	}

	static from({ ids, unsaved }: ClaimedIds['plain']): ClaimedIds {
		const claimed = new ClaimedIds();
		claimed.take({ unsaved, settled: ids });
		return claimed;
	}

	get hasUnsaved(): boolean {
		return this.#unsaved.size > 0;
	}
}

/** Who sends, as far as it matters for what is theirs. */
export interface Claimant {
	readonly participant: string;
	/** May write every client's structs: re-seeds a relay that was restored from an old backup. */
	readonly isModerator: boolean;
	/** Client ids that this connection says are its own. */
	readonly claims?: ClaimedIds;
	/** The workshop may be behind its devices: what is unowned is not simply the sender's. */
	readonly isRecovering?: boolean;
}

/** Says whether a workshop that has been behind its devices since then is still taken for that. */
export function isRecovering(since: number | undefined, now: number): since is number {
	return since !== undefined && now < since + recoveryMs;
}

/**
 * What new structs of this client id in a SyncStep2 are to the sender: `own` are taken, `aside` are left for others to
 * bring, `stolen` are unacknowledged words under an id that has come to belong to somebody else.
 */
export function standingOf(bounds: DocumentBounds, sender: Claimant, client: number): 'own' | 'aside' | 'stolen' {
	if (sender.isModerator) return 'own';
	const owner = bounds.owner(client);
	if (owner === sender.participant) return 'own';
	if (owner !== undefined) return sender.claims?.isUnsaved(client) ? 'stolen' : 'aside';
	return sender.isRecovering && !sender.claims?.has(client) ? 'aside' : 'own';
}

/** Which of the unowned ids become the sender's with this SyncStep2. */
export function boundInRecovery(bounds: DocumentBounds, { claims }: Claimant, taken: Iterable<number>): number[] {
	return [...taken].filter((client) => bounds.owner(client) === undefined && claims?.has(client));
}

/**
 * Deletions of content that the relay does not know, parted: `missing` ones hold the SyncStep2 back; those over content
 * that was just left aside do not, because whoever brings the content is followed by this connection, asked again.
 */
export function partDeletions(
	unknown: readonly ClockRange[],
	aside: ReadonlyMap<number, readonly Part[]>
): { readonly missing: readonly ClockRange[]; readonly aside: readonly number[] } {
	const end = (client: number) => {
		const last = aside.get(client)?.at(-1)?.struct;
		return last ? last.id.clock + last.length : 0;
	};
	const missing = unknown.filter((range) => range.to > end(range.client));
	const left = unknown.filter((range) => range.to <= end(range.client)).map((range) => range.client);
	return { missing, aside: [...new Set(left)] };
}
