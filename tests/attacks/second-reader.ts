// Somebody who only listens at a document while others try things, and knows in the end what must have arrived and what
// must not.
import { decoding } from 'lib0';
import { expect } from 'vitest';
import { author, textOf, type Author } from '../../server/testing/updates.ts';
import { emptyUpdate, rawClient, until, type RawClient, type TestWorkshop } from '../integration/relay.ts';
import { presenceOf } from './messages.ts';

export class SecondReader {
	readonly workshop: TestWorkshop;
	readonly document: string;
	/** What the document holds from the beginning. */
	readonly known: Uint8Array;
	readonly #client: RawClient;
	readonly #own: Author;
	readonly #expected = ['bekannt'];
	#nextAuthor: number;

	private constructor(workshop: TestWorkshop, document: string, client: RawClient, place: number) {
		this.workshop = workshop;
		this.document = document;
		this.#client = client;
		this.#nextAuthor = 1000 * (place + 1);
		this.#own = author(this.#nextAuthor++);
		this.known = this.#own.write('[bekannt]');
	}

	/** `place` keeps the client ids of several apart. */
	static async begin(url: string, workshop: TestWorkshop, document: string, place: number): Promise<SecondReader> {
		const writer = await rawClient(url, workshop, document).opened();
		const reader = new SecondReader(workshop, document, await rawClient(url, workshop, document).opened(), place);
		writer.step2(reader.known);
		reader.#client.step2(emptyUpdate);
		reader.#client.socket.send(presenceOf(1));
		await until('the document has its beginning', () => writer.acked === 1 && reader.text !== '');
		writer[Symbol.dispose]();
		return reader;
	}

	/** Somebody who has not written yet. */
	nextAuthor(): Author {
		return author(this.#nextAuthor++);
	}

	/** These words were stored and have to be here in the end. */
	expects(words: string): void {
		this.#expected.push(words);
	}

	/** What was heard so far. */
	get text(): string {
		return textOf(...this.#client.updates.map(payloadOf));
	}

	sees(client: number): boolean {
		return this.#client.frames.some((frame) => frame[0] === 1 && statesIn(frame).includes(client));
	}

	/** Stored in this order: when the last words are here, whatever was stored before them is here as well. */
	async finish(url: string): Promise<void> {
		using writer = await rawClient(url, this.workshop, this.document).opened();
		writer.step2(this.#own.write('[Schluss]'));
		this.expects('Schluss');
		await until('the last words are here', () => this.text.includes('[Schluss]'));
		expect(wordsIn(this.text), this.document).toEqual([...this.#expected].sort());
		this.#client[Symbol.dispose]();
	}
}

/** What the relay has of a document, as it serves it to a newcomer. */
export async function stored(url: string, workshop: TestWorkshop, document: string): Promise<string> {
	using client = await rawClient(url, workshop, document).opened();
	client.step1();
	await until('the document is served', () => client.documents.length > 0);
	return textOf(...client.documents.map(payloadOf));
}

/** The bytes that a sync frame carries. */
export function payloadOf(frame: Uint8Array): Uint8Array {
	const decoder = decoding.createDecoder(frame);
	decoding.readVarUint(decoder);
	decoding.readVarUint(decoder);
	return decoding.readVarUint8Array(decoder);
}

/** Client ids that an awareness frame says something about. */
export function statesIn(frame: Uint8Array): number[] {
	const outer = decoding.createDecoder(frame);
	decoding.readVarUint(outer);
	const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer));
	return Array.from({ length: decoding.readVarUint(decoder) }, () => {
		const client = decoding.readVarUint(decoder);
		decoding.readVarUint(decoder);
		decoding.readVarString(decoder);
		return client;
	});
}

function wordsIn(text: string): string[] {
	return [...text.matchAll(/\[([^\]]*)\]/g)].map(([, words]) => words!).sort();
}
