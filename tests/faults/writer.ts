/** A stock client that writes words and keeps account: which the relay has acknowledged, and which others' words it saw. */
import type * as Y from 'yjs';
import { Client, type Member } from '../integration/relay.ts';

export class Writer implements Disposable {
	readonly client: Client;
	readonly document: string;
	/** Words the relay said are on the disk. */
	readonly acknowledged = new Set<string>();
	/** Words that came from somebody else. */
	readonly seen = new Set<string>();
	readonly #name: string;
	#pending: { readonly frame: number; readonly word: string }[] = [];
	#count = 0;

	constructor(url: string, member: Member, document: string, name: string) {
		this.document = document;
		this.#name = name;
		this.client = new Client(url, member, document);
		const words: Y.Map<string> = this.client.doc.getMap('words');
		words.observe((event, transaction) => {
			if (!transaction.local) for (const word of event.keysChanged) this.seen.add(word);
		});
	}

	/** Words that are not acknowledged yet. */
	get ahead(): number {
		return this.#pending.length;
	}

	/** A word with a value of that many letters. */
	write(letters: number): void {
		const word = `${this.#name}/${this.#count++}`;
		this.client.doc.getMap('words').set(word, 'x'.repeat(letters));
		this.#pending.push({ frame: this.client.sent, word });
	}

	/** Takes in what the relay has answered since. */
	hear(): void {
		const answered = this.client.acks.at(-1)?.frames ?? 0;
		const open = this.#pending.findIndex(({ frame }) => frame > answered);
		const done = this.#pending.splice(0, open < 0 ? this.#pending.length : open);
		for (const { word } of done) this.acknowledged.add(word);
	}

	[Symbol.dispose](): void {
		this.client[Symbol.dispose]();
	}
}
