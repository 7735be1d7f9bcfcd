/**
 * What came with a workshop file and is not in its documents: people without a device here, and attached files. Kept on
 * this device; the people are brought to the relay once, when it is there (who was removed later does not come back).
 */
import type { FileAttachment, FilePerson } from '#lib/model/file/workshop-file.ts';
import { isRole } from '#lib/protocol/access.ts';
import type { Person } from '#lib/protocol/messages.ts';
import type { LocalStore } from './local-store/local-store.ts';
import type { WorkshopRelay } from './relay-http.ts';

export interface Imported {
	/** As in the file, unknown fields included. */
	readonly people: readonly FilePerson[];
	readonly files: readonly FileAttachment[];
}

const peopleKey = 'import/people';
const filesKey = 'import/files';

interface KeptPeople {
	readonly people: readonly FilePerson[];
	/** The relay has them. */
	readonly brought: boolean;
}

export class ImportedParts {
	readonly #store: LocalStore;
	#kept: KeptPeople | undefined;

	constructor(store: LocalStore) {
		this.#store = store;
	}

	async read(): Promise<void> {
		const kept = await this.#store.get(peopleKey);
		if (kept.ok) this.#kept = kept.value as KeptPeople | undefined;
	}

	async keep({ people, files }: Imported): Promise<void> {
		this.#kept = { people, brought: false };
		await this.#store.write({
			put: [
				[peopleKey, this.#kept],
				[filesKey, files]
			]
		});
	}

	/** These people as well: the relay has lost them. */
	async keepPeople(people: readonly FilePerson[]): Promise<void> {
		const ids = new Set(people.map((person) => person.id));
		const others = (this.#kept?.people ?? []).filter((person) => !ids.has(person.id));
		this.#kept = { people: [...others, ...people], brought: false };
		await this.#store.write({ put: [[peopleKey, this.#kept]] });
	}

	/** The store has lost them. */
	async keepAgain(): Promise<void> {
		if (this.#kept) await this.#store.write({ put: [[peopleKey, this.#kept]] });
	}

	async all(): Promise<Imported> {
		const files = await this.#store.get(filesKey);
		return {
			people: this.#kept?.people ?? [],
			files: ((files.ok && files.value) || []) as readonly FileAttachment[]
		};
	}

	/** People the relay does not have yet. */
	get waiting(): readonly Person[] {
		return this.#kept && !this.#kept.brought ? this.#kept.people.map(asPerson) : [];
	}

	/** Says whether the relay has them now that did not have them before. */
	async bring(relay: WorkshopRelay): Promise<boolean> {
		if (this.waiting.length === 0) return false;
		const brought = await relay.addParticipants({ participants: this.waiting });
		if (!brought.ok || !this.#kept) return false;
		this.#kept = { ...this.#kept, brought: true };
		await this.#store.write({ put: [[peopleKey, this.#kept]] });
		return true;
	}
}

function asPerson({ id, name = '', organisation, perspective, role }: FilePerson): Person {
	return { id, name, organisation, perspective, role: isRole(role) ? role : 'participant' };
}
