/**
 * Boxes of a workshop that is not shared: they lie in the local store, and the one person on this device can rehearse with
 * them. They stay here when the workshop is shared (SPEC.md [BOXES-9]).
 */
import { newId } from '#lib/kernel/id.ts';
import { ok, refused, type Result } from '#lib/kernel/result.ts';
import type { LocalStore } from '../local-store/local-store.ts';
import type { RelayFailure } from '../relay-http.ts';
import type { BoxRequest, BoxResult, SessionBox } from './boxes.ts';
import type { Items } from './items.ts';

interface BoxHere {
	readonly box: string;
	readonly kind: string;
	readonly anonymous: boolean;
	/** What was in it when it was opened. */
	readonly opened?: Items;
	readonly result?: BoxResult;
}

const prefix = 'box/here/';

export class BoxesHere {
	readonly #store: LocalStore;
	#boxes: ReadonlyMap<string, BoxHere> = new Map();

	constructor(store: LocalStore) {
		this.#store = store;
	}

	async read(): Promise<void> {
		const found = await this.#store.entries(prefix);
		if (found.ok)
			this.#boxes = new Map(found.value.map(([key, value]) => [key.slice(prefix.length), value as BoxHere]));
	}

	/** The store was deleted under us. */
	async keepAgain(): Promise<void> {
		await this.#store.write({ put: [...this.#boxes].map(([box, here]) => [prefix + box, here]) });
	}

	has(box: string): boolean {
		return this.#boxes.has(box);
	}

	isOpen(box: string): boolean {
		return this.#boxes.get(box)?.opened !== undefined;
	}

	get(box: string): BoxHere | undefined {
		return this.#boxes.get(box);
	}

	/** `items` are what I have in a box that is not open yet. */
	summaries(items: (box: string) => Items): readonly SessionBox[] {
		return [...this.#boxes.values()].map(({ box, kind, anonymous, opened }) => {
			const inside = opened ?? items(box);
			const counts = { entries: Math.min(1, inside.size), items: inside.size };
			return { box, kind, anonymous, state: opened ? 'open' : 'closed', ...counts, onlyHere: true };
		});
	}

	async make({ kind, anonymous }: BoxRequest): Promise<Result<string, RelayFailure>> {
		const box: string = newId();
		return this.#keep({ box, kind, anonymous }, box);
	}

	async open(box: string, items: Items): Promise<Result<undefined, RelayFailure>> {
		const here = this.#boxes.get(box);
		if (!here) return refused('not_found');
		return here.opened ? ok() : this.#keep({ ...here, opened: items }, undefined);
	}

	async settle(box: string, result: BoxResult): Promise<Result<BoxResult, RelayFailure>> {
		const here = this.#boxes.get(box);
		if (!here?.opened) return refused(here ? 'conflict' : 'not_found');
		return here.result ? ok(here.result) : this.#keep({ ...here, result }, result);
	}

	async #keep<Value>(here: BoxHere, value: Value): Promise<Result<Value, RelayFailure>> {
		this.#boxes = new Map(this.#boxes).set(here.box, here);
		const kept = await this.#store.write({ put: [[prefix + here.box, here]] });
		return kept.ok ? ok(value) : refused(kept.reason);
	}
}
