/** Writing cards: what is half typed, Enter, pasted lists. The words stay in the field until they have become a card. */
import { tick } from 'svelte';
import { cardTextLimit } from '#lib/model/cards/card.ts';
import { language } from '#lib/ui/language.svelte.ts';
import { announce } from '#lib/ui/notices.svelte.ts';
import { sayWithUndo, write } from './board-actions.ts';
import type { Board } from './board.svelte.ts';
import { keptText } from './kept-text.ts';
import { pastedList } from './pasted-list.ts';

/** More at once is not a list but a document; it stays text and can be looked through first. */
const longestList = 200;

export class Composer {
	readonly #board: Board;
	readonly #section: () => string | undefined;
	readonly #kept: ReturnType<typeof keptText>;
	#text = $state('');
	element = $state<HTMLTextAreaElement>();

	/** @param place names what is half typed, across reloads */
	constructor(board: Board, place: string, section: () => string | undefined) {
		this.#board = board;
		this.#section = section;
		this.#kept = keptText(`${board.workshop.workshop.id}.${place}`);
		this.#text = this.#kept.read();
	}

	get text(): string {
		return this.#text;
	}

	set text(text: string) {
		this.#text = text;
		this.#kept.write(text);
	}

	get isEmpty(): boolean {
		return this.#text.trim() === '';
	}

	get isTooLong(): boolean {
		return this.#text.trim().length > cardTextLimit;
	}

	/** Puts the card down and gives its id; the field is empty and focused for the next one. */
	add = (): string | undefined => {
		const section = this.#section();
		if (this.isEmpty || section === undefined) return undefined;
		const id = write(this.#board, section, this.#text);
		if (id === undefined) return undefined;
		this.text = '';
		this.element?.focus({ preventScroll: true });
		announce(language.t.board.composer.added);
		return id;
	};

	/** Says whether Enter was meant as "put down"; while letters are being composed it is not. */
	isDone(event: KeyboardEvent): boolean {
		return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
	}

	/** A list pasted into the empty field becomes cards; taking that back leaves it in the field, as it was pasted. */
	paste = (event: ClipboardEvent): void => {
		const pasted = event.clipboardData?.getData('text/plain') ?? '';
		const items = this.isEmpty ? pastedList(pasted) : undefined;
		const section = this.#section();
		if (!items || section === undefined || items.length > longestList) return;
		if (items.some((item) => item.length > cardTextLimit)) return;
		event.preventDefault();
		const done = items.filter((item) => write(this.#board, section, item) !== undefined).length;
		if (done === 0) return;
		sayWithUndo(this.#board, language.t.board.composer.pastedSeveral(done), done, () => void this.#bringBack(pasted));
	};

	async #bringBack(text: string): Promise<void> {
		if (this.isEmpty) this.text = text;
		await tick();
		this.element?.focus();
	}
}
