/**
 * The tables of one meeting as a screen shows them: which there are, who sits where, how much lies on them, and what this
 * person may do. Reading only; what people do is in table-actions.ts.
 */
import { boardDocument, roomDocument } from '#lib/model/workshop.ts';
import type { TableRecord } from '#lib/model/tables/table.ts';
import type { Person } from '#lib/protocol/messages.ts';
import { language } from '#lib/ui/language.svelte.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';

export class Tables {
	readonly workshop: WorkshopContext;
	readonly #meeting: () => string;

	readonly all: readonly TableRecord[] = $derived.by(() =>
		this.workshop.view.all(this.workshop.workshop.tables).filter((table) => table.meeting === this.meeting)
	);
	/** Table id → cards on it, those set aside not counted. */
	readonly #cards = $derived.by(() => this.#countCards());
	/** Table id → who sits there: me first, then the host, then by name. Whoever is no longer in the workshop sits nowhere. */
	readonly #seated = $derived.by(() => this.#readSeats());

	constructor(workshop: WorkshopContext, meeting: () => string) {
		this.workshop = workshop;
		this.#meeting = meeting;
	}

	get meeting(): string {
		return this.#meeting();
	}

	get open(): readonly TableRecord[] {
		return this.all.filter(({ state }) => state === 'open');
	}

	get closed(): readonly TableRecord[] {
		return this.all.filter(({ state }) => state === 'closed');
	}

	table(id: string): TableRecord | undefined {
		return this.workshop.view.record(this.workshop.workshop.tables, id);
	}

	/** The table I sit at. */
	get mine(): TableRecord | undefined {
		const seat = this.workshop.view.seats(this.meeting).get(this.workshop.me);
		return this.all.find(({ id }) => id === seat);
	}

	seatedAt(table: string): readonly Person[] {
		return this.#seated.get(table) ?? [];
	}

	cardsAt(table: string): number {
		return this.#cards.get(table) ?? 0;
	}

	/** Seats left; `undefined` where as many may sit as like. Never below zero, although two may take the last one at once. */
	freeAt({ id, seats }: TableRecord): number | undefined {
		return seats === undefined ? undefined : Math.max(0, seats - this.seatedAt(id).length);
	}

	/** Whether I may sit down at a table at which I do not sit. Hosts and moderators find room at a full one. */
	maySitAt(table: TableRecord): boolean {
		if (!this.maySit || table.state === 'closed') return false;
		return this.freeAt(table) !== 0 || this.mayArrange || table.host === this.workshop.me;
	}

	get maySit(): boolean {
		return this.workshop.role !== 'observer' && this.workshop.mayWrite(roomDocument(this.meeting));
	}

	get mayWrite(): boolean {
		return this.workshop.mayWrite(boardDocument(this.meeting));
	}

	/** Whether this person may set up, change and close tables. */
	get mayArrange(): boolean {
		return this.workshop.mayWrite('stage');
	}

	addressOf(table: string): string {
		return `${this.address}/${table}`;
	}

	/** Of the overview. */
	get address(): string {
		return `/w/${this.workshop.workshop.id}/tables`;
	}

	#countCards(): ReadonlyMap<string, number> {
		const { view, workshop } = this.workshop;
		const tableOf = new Map(view.structure(workshop.sections).map(({ id, table }) => [id, table]));
		const counts = new Map<string, number>();
		for (const { id, count } of view.outline(this.meeting)) {
			const table = tableOf.get(id);
			if (table !== undefined) counts.set(table, (counts.get(table) ?? 0) + count);
		}
		return counts;
	}

	#readSeats(): ReadonlyMap<string, readonly Person[]> {
		const { workshop } = this;
		const hostOf = new Map(this.all.map(({ id, host }) => [id, host]));
		const compare = new Intl.Collator(language.tag).compare;
		const seats = workshop.view.seats(this.meeting);
		const rank = ({ id }: Person, table: string) => (id === workshop.me ? 0 : id === hostOf.get(table) ? 1 : 2);
		const at = new Map<string, Person[]>();
		for (const person of workshop.people) {
			const table = seats.get(person.id);
			if (table === undefined || person.waiting) continue;
			const others = at.get(table);
			if (others) others.push(person);
			else at.set(table, [person]);
		}
		for (const [table, people] of at) {
			people.sort((a, b) => rank(a, table) - rank(b, table) || compare(a.name, b.name));
		}
		return at;
	}
}
