/**
 * Words in flight when a right to write is taken back: for a short time the rules that held before go on holding, for
 * those who could write under them. Only rules have a grace; a changed role, a removed person or an erased workshop do
 * not. Lives in memory: after a restart of the relay the new rules hold at once. Decided in `../README.md`.
 */
import { accessTo, type AccessRules, type Role } from '#lib/protocol/access.ts';
import type { DocumentName } from '#lib/protocol/documents.ts';
import type { ParticipantRecord } from '../storage/storage.ts';

/** Rules that were replaced, and who could write under them. */
interface Former {
	readonly access: AccessRules;
	readonly roles: ReadonlyMap<string, Role>;
	/** From this relay time on they are forgotten. */
	readonly until: number;
}

export class AccessGrace {
	readonly #now: () => number;
	readonly #graceMs: number;
	#former: readonly Former[] = [];

	/** `graceMs`: how long words may be on their way, milliseconds; 0 takes rights back at once. */
	constructor(now: () => number, graceMs: number) {
		this.#now = now;
		this.#graceMs = graceMs;
	}

	/** `before` was just replaced by `after`. Does nothing when nobody loses the right to write. */
	begin(before: AccessRules, after: AccessRules, people: Iterable<ParticipantRecord>): void {
		if (this.#graceMs === 0 || !takesWriting(before, after)) return;
		const present = [...people].filter((person) => !person.waiting);
		const roles = new Map(present.map((person) => [person.id, person.role]));
		this.#former = [...this.#living(), { access: before, roles, until: this.#now() + this.#graceMs }];
	}

	/** Could they write before, and would they still with the role they have now? */
	mayStillWrite(person: ParticipantRecord, document: DocumentName): boolean {
		return this.#living().some(({ access, roles }) => {
			const then = roles.get(person.id);
			const could = then !== undefined && accessTo(access, document, then) === 'write';
			return could && accessTo(access, document, person.role) === 'write';
		});
	}

	/** When the last grace under way ends, relay time; `undefined` when there is none. */
	get endsAt(): number | undefined {
		return this.#living().at(-1)?.until;
	}

	/** When the first of them ends. */
	get nextEnd(): number | undefined {
		return this.#living()[0]?.until;
	}

	/** Oldest first, which is also the one that ends first. */
	#living(): readonly Former[] {
		if (this.#former.length === 0) return this.#former;
		const now = this.#now();
		if (this.#former[0]!.until <= now) this.#former = this.#former.filter((former) => former.until > now);
		return this.#former;
	}
}

function takesWriting(before: AccessRules, after: AccessRules): boolean {
	for (const pattern of Object.keys({ ...before, ...after }) as DocumentName[]) {
		for (const role of ['participant', 'observer'] as const) {
			if (accessTo(before, pattern, role) === 'write' && accessTo(after, pattern, role) !== 'write') return true;
		}
	}
	return false;
}
