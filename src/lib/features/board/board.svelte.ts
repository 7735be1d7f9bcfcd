/**
 * The state of one board on one screen: what is shown, which card has the keyboard, what is being edited or chosen.
 * Nothing here is shared with others; what happens to cards is in board-actions.ts.
 */
import { tick } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { SectionOutline } from '#lib/model/cards/outline.ts';
import type { SectionRecord } from '#lib/model/cards/section.ts';
import type { Board as BoardModel } from '#lib/model/workshop.ts';
import { boardDocument } from '#lib/model/workshop.ts';
import type { WorkshopContext } from '#lib/view/workshop-context.svelte.ts';

/** A question about cards or a cluster that is open on the screen. */
export type Asking =
	| { readonly kind: 'group'; readonly cards: readonly string[] }
	| { readonly kind: 'move'; readonly cards: readonly string[] }
	| { readonly kind: 'move-cluster' | 'merge'; readonly cluster: string }
	| { readonly kind: 'colour'; readonly card: string }
	| { readonly kind: 'keys' };

export interface BoardPlace {
	readonly meeting: string;
	/** The table whose cards these are; absent on the plenary board. */
	readonly table?: string;
}

export class Board {
	readonly workshop: WorkshopContext;
	readonly #place: () => BoardPlace;
	readonly #show: () => (section: SectionRecord) => boolean;
	/** The card the keyboard stands on. */
	active = $state<string>();
	editing = $state<string>();
	/** The cluster or section whose title is open. */
	naming = $state<string>();
	asking = $state.raw<Asking>();
	selecting = $state(false);
	/** The section that cards of the docked composer go to. */
	target = $state<string>();
	readonly selected = new SvelteSet<string>();
	/** Card id → name of somebody else who is writing in it. */
	readonly writers = new SvelteMap<string, string>();

	readonly sections: readonly SectionOutline[] = $derived.by(() =>
		this.workshop.view.outline(this.meeting, this.#show())
	);
	readonly perspectives = $derived.by(() => {
		const all = this.workshop.view.all(this.workshop.workshop.perspectives);
		return new Map(all.map(({ id, name }, index) => [id, { name: name ?? '', index }]));
	});
	readonly names = $derived.by(() => new Map(this.workshop.people.map((person) => [person.id, person.name])));

	constructor(workshop: WorkshopContext, place: () => BoardPlace, show: () => (section: SectionRecord) => boolean) {
		this.workshop = workshop;
		this.#place = place;
		this.#show = show;
	}

	get meeting(): string {
		return this.#place().meeting;
	}

	get table(): string | undefined {
		return this.#place().table;
	}

	get model(): BoardModel {
		return this.workshop.workshop.board(this.meeting);
	}

	get mayWrite(): boolean {
		return this.workshop.mayWrite(boardDocument(this.meeting));
	}

	/** Whether this person may change sections. */
	get mayArrange(): boolean {
		return this.workshop.mayWrite('stage');
	}

	/** The section that new cards go to, where only one composer is shown. */
	get composing(): string | undefined {
		return (this.sections.find(({ id }) => id === this.target) ?? this.sections[0])?.id;
	}

	card(id: string) {
		return this.workshop.view.record(this.model.cards, id);
	}

	cluster(id: string) {
		return this.workshop.view.record(this.model.clusters, id);
	}

	section(id: string) {
		return this.workshop.view.record(this.workshop.workshop.sections, id);
	}

	/** Where a card stands: its section and its cluster, as the outline says. */
	placeOf(card: string): { readonly section: string; readonly cluster?: string } | undefined {
		for (const section of this.sections) {
			const cluster = section.clusters.find(({ cards }) => cards.includes(card));
			if (cluster) return { section: section.id, cluster: cluster.id };
			if (section.loose.includes(card) || section.setAside.includes(card)) return { section: section.id };
		}
		return undefined;
	}

	/** Every card on the board, in reading order. */
	order(): readonly string[] {
		return this.sections.flatMap(({ clusters, loose }) => [...clusters.flatMap(({ cards }) => cards), ...loose]);
	}

	/** Every card that is chosen and still there, in reading order. */
	get chosen(): readonly string[] {
		return this.order().filter((id) => this.selected.has(id));
	}

	toggle(id: string): void {
		this.selecting = true;
		if (!this.selected.delete(id)) this.selected.add(id);
	}

	stopSelecting(): void {
		this.selecting = false;
		this.selected.clear();
	}

	/** Opens the card's text and tells the others. */
	edit(id: string): void {
		if (!this.mayWrite) return;
		this.editing = id;
		this.workshop.session.presence.at({ ...this.#here, card: id, writing: true });
	}

	stopEditing(): void {
		this.editing = undefined;
		this.workshop.session.presence.at(this.#here);
	}

	get #here() {
		const { meeting, table } = this;
		return { page: table === undefined ? 'board' : 'tables', meeting, table };
	}

	/** Keeps `writers` as presence says; call it from an effect. */
	followWriters(): void {
		const now = new Map<string, string>();
		for (const { place, name, isMe } of this.workshop.present) {
			if (!isMe && place.writing && place.card && name) now.set(place.card, name);
		}
		for (const card of this.writers.keys()) if (!now.has(card)) this.writers.delete(card);
		for (const [card, name] of now) this.writers.set(card, name);
	}

	/** Puts the keyboard on a card once it is where it belongs. */
	async focusCard(id: string | undefined): Promise<void> {
		if (id === undefined) return;
		this.active = id;
		await tick();
		document.getElementById(`card-${id}`)?.focus();
	}
}
