/**
 * The bridge from the model to runes: one subscriber per record and per collection, so that a keystroke wakes one card
 * and not the board. Nothing is written here; that is what commands are for.
 */
import type * as Y from 'yjs';
import type { Collection } from '#lib/model/collection.ts';
import { outline, type SectionOutline } from '#lib/model/cards/outline.ts';
import type { SectionRecord } from '#lib/model/cards/section.ts';
import type { Fields, RecordOf } from '#lib/model/schema/record.ts';
import type { Workshop } from '#lib/model/workshop.ts';
import { observed, type Observed } from './observed.svelte.ts';

type AnyCollection = Collection<Fields>;

interface CollectionViews {
	readonly all: Observed<readonly unknown[]>;
	readonly structure: Observed<readonly unknown[]>;
	readonly records: Map<string, Observed<unknown>>;
}

export class WorkshopView {
	readonly workshop: Workshop;
	readonly #collections = new WeakMap<AnyCollection, CollectionViews>();
	readonly #seats = new Map<string, Observed<ReadonlyMap<string, string>>>();
	readonly #notes = new Map<string, Observed<Y.XmlFragment>>();

	constructor(workshop: Workshop) {
		this.workshop = workshop;
	}

	/** One record; wakes for this one only. */
	record<F extends Fields>(collection: Collection<F>, id: string): RecordOf<F> | undefined {
		const { records } = this.#viewsOf(collection);
		let view = records.get(id);
		if (!view) {
			view = observed(
				(wake) => collection.onRecord(id, wake),
				() => collection.get(id)
			);
			records.set(id, view);
		}
		return view.current as RecordOf<F> | undefined;
	}

	/** Every record in order; wakes for every change in the collection. */
	all<F extends Fields>(collection: Collection<F>): readonly RecordOf<F>[] {
		return this.#viewsOf(collection).all.current as readonly RecordOf<F>[];
	}

	/** Every record in order; wakes when one comes, goes or moves. Read only ids and structural fields from these. */
	structure<F extends Fields>(collection: Collection<F>): readonly RecordOf<F>[] {
		return this.#viewsOf(collection).structure.current as readonly RecordOf<F>[];
	}

	/** The workshop's own record. */
	get about() {
		return this.record(this.workshop.about, this.workshop.id);
	}

	/** Reading order of a meeting's board; wakes when something comes, goes or moves. */
	outline(meeting: string, show?: (section: SectionRecord) => boolean): readonly SectionOutline[] {
		const { cards, clusters } = this.workshop.board(meeting);
		const sections = this.structure(this.workshop.sections).filter((section) => section.meeting === meeting);
		return outline(sections, this.structure(clusters), this.structure(cards), show);
	}

	/** Who sits where: participant id → table id. */
	seats(meeting: string): ReadonlyMap<string, string> {
		const { seats } = this.workshop.room(meeting);
		return remembered(this.#seats, meeting, () =>
			observed(
				(wake) => seats.onAny(wake),
				() => seats.entries()
			)
		).current;
	}

	/** The shared note of a table; wakes when the document under it is replaced, not when somebody types. */
	note(meeting: string, table: string): Y.XmlFragment {
		const board = this.workshop.board(meeting);
		return remembered(this.#notes, `${meeting} ${table}`, () =>
			observed(
				(wake) => board.handle.onReplace(wake),
				() => board.note(table)
			)
		).current;
	}

	#viewsOf<F extends Fields>(collection: Collection<F>): CollectionViews {
		const key = collection as unknown as AnyCollection;
		let views = this.#collections.get(key);
		if (!views) {
			views = {
				all: observed(
					(wake) => collection.onAny(wake),
					() => collection.all()
				),
				structure: observed(
					(wake) => collection.onStructure(wake),
					() => collection.structure()
				),
				records: new Map()
			};
			this.#collections.set(key, views);
		}
		return views;
	}
}

function remembered<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
	let value = map.get(key);
	if (value === undefined) map.set(key, (value = make()));
	return value;
}
