/**
 * The people of a workshop while it is in memory, as their rows are on the disk. Changes of one person are made in turn, each on
 * what the one before has left: a name that somebody gives themselves must not bring back the role that is being taken from them.
 */
import type { ParticipantRecord } from '../storage/storage.ts';

export class People {
	readonly #rows: Map<string, ParticipantRecord>;
	/** The last turn of each person, while it lasts. */
	readonly #turns = new Map<string, Promise<unknown>>();
	#alone: Promise<unknown> | undefined;

	constructor(rows: readonly ParticipantRecord[]) {
		this.#rows = new Map(rows.map((person) => [person.id, person]));
	}

	get all(): readonly ParticipantRecord[] {
		return [...this.#rows.values()];
	}

	get(id: string): ParticipantRecord | undefined {
		return this.#rows.get(id);
	}

	put(person: ParticipantRecord): void {
		this.#rows.set(person.id, person);
	}

	remove(id: string): void {
		this.#rows.delete(id);
	}

	/** Looks at somebody's row and writes it, when everything asked for earlier about them is done. Not within another turn. */
	inTurn<Value>(id: string, change: () => Promise<Value>): Promise<Value> {
		const turn = settled([this.#alone, this.#turns.get(id)]).then(change);
		this.#turns.set(id, turn);
		const forget = () => {
			if (this.#turns.get(id) === turn) this.#turns.delete(id);
		};
		turn.then(forget, forget);
		return turn;
	}

	/** The same about everybody: nobody else has a turn meanwhile. */
	alone<Value>(change: () => Promise<Value>): Promise<Value> {
		const turn = settled([this.#alone, ...this.#turns.values()]).then(change);
		this.#alone = turn;
		return turn;
	}
}

/** How the turns before ended is their own matter. */
async function settled(turns: readonly unknown[]): Promise<void> {
	await Promise.allSettled(turns);
}
