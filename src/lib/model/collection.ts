/**
 * A collection of records in one document, read with a cache and watched per record: whoever shows one card wakes for
 * that card only, whoever shows a list wakes when membership, place or order changes. Follows the document when it is
 * replaced (documents.ts).
 */
import type * as Y from 'yjs';
import { byOrder } from '#lib/kernel/order-key.ts';
import type { DocumentHandle } from './documents.ts';
import {
	sameJson,
	type Fields,
	type PlainValues,
	type RecordDefinition,
	type RecordOf,
	type TextKeys,
	type ValuesOf
} from './schema/record.ts';
import { Listeners } from './listeners.ts';

export class Collection<F extends Fields> {
	readonly definition: RecordDefinition<F>;
	readonly #handle: DocumentHandle;
	#map: Y.Map<unknown>;
	readonly #records = new Map<string, RecordOf<F> | undefined>();
	#ordered: readonly RecordOf<F>[] | undefined;
	#structure: readonly RecordOf<F>[] | undefined;
	readonly #recordListeners = new Map<string, Listeners>();
	readonly #structureListeners = new Listeners();
	readonly #anyListeners = new Listeners();

	constructor(handle: DocumentHandle, definition: RecordDefinition<F>) {
		this.#handle = handle;
		this.definition = definition;
		this.#map = handle.doc.getMap(definition.collection);
		this.#map.observeDeep(this.#changed);
		handle.onReplace(() => this.#follow());
	}

	get(id: string): RecordOf<F> | undefined {
		if (!this.#records.has(id)) this.#records.set(id, this.definition.read(this.#map, id));
		return this.#records.get(id);
	}

	has(id: string): boolean {
		return this.get(id) !== undefined;
	}

	/** Every readable record, by order key and id; the same array until something changes. */
	all(): readonly RecordOf<F>[] {
		this.#ordered ??= Object.freeze(this.#readAll());
		return this.#ordered;
	}

	/**
	 * As `all()`, but the same array until membership or a structural field changes; its other fields may be out of date.
	 */
	structure(): readonly RecordOf<F>[] {
		this.#structure ??= this.all();
		return this.#structure;
	}

	/** The highest order key among records for which `belongs` holds. */
	lastOrder(belongs: (record: RecordOf<F>) => boolean = () => true): string | undefined {
		return this.all().findLast(belongs)?.order as string | undefined;
	}

	create(id: string, values: ValuesOf<F>): void {
		this.definition.create(this.#map, id, values);
	}

	patch(id: string, values: PlainValues<F>): boolean {
		return this.definition.patch(this.#map, id, values);
	}

	text(id: string, field: TextKeys<F>): Y.Text | undefined {
		return this.definition.text(this.#map, id, field);
	}

	remove(id: string): void {
		this.#map.delete(id);
	}

	onRecord(id: string, listener: () => void): () => void {
		let listeners = this.#recordListeners.get(id);
		if (!listeners) this.#recordListeners.set(id, (listeners = new Listeners()));
		return listeners.add(listener);
	}

	onStructure(listener: () => void): () => void {
		return this.#structureListeners.add(listener);
	}

	onAny(listener: () => void): () => void {
		return this.#anyListeners.add(listener);
	}

	#readAll(): RecordOf<F>[] {
		const records: RecordOf<F>[] = [];
		for (const id of this.#map.keys()) {
			const record = this.get(id);
			if (record) records.push(record);
		}
		return records.sort((a, b) => byOrder(orderOf(a), orderOf(b)));
	}

	readonly #changed = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
		const touched = new Set<string>();
		let structural = false;
		for (const event of events) {
			if (event.target === this.#map) {
				structural = true;
				for (const id of event.keys.keys()) touched.add(id);
			} else {
				touched.add(String(event.path[0]));
				if (event.path.length === 1)
					structural ||= [...event.keys.keys()].some((key) => this.definition.isStructural(key));
			}
		}
		this.#forget(touched, structural);
	};

	#forget(touched: Iterable<string>, structural: boolean): void {
		const ids = [...touched];
		for (const id of ids) this.#records.delete(id);
		this.#ordered = undefined;
		if (structural) this.#structure = undefined;
		for (const id of ids) this.#recordListeners.get(id)?.call();
		if (structural) this.#structureListeners.call();
		this.#anyListeners.call();
	}

	/** Moves to the document's successor; records that read the same stay the same objects. */
	#follow(): void {
		this.#map.unobserveDeep(this.#changed);
		this.#map = this.#handle.doc.getMap(this.definition.collection);
		this.#map.observeDeep(this.#changed);
		const before = new Map(this.#records);
		const touched = new Set<string>([...before.keys(), ...this.#map.keys()]);
		for (const id of touched) {
			const now = this.definition.read(this.#map, id);
			const was = before.get(id);
			if (was && now && sameJson(was, now)) touched.delete(id);
		}
		this.#forget(touched, true);
	}
}

function orderOf(record: object): { readonly order: string; readonly id: string } {
	const { order, id } = record as { order?: string; id: string };
	return { order: order ?? '', id };
}
