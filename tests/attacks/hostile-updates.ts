/**
 * Updates and frames that no honest client sends: made after the grammar of Yjs updates with values at their edges, by
 * damaging real ones, and the attacks that are known by name. Everything comes from one source of choices, so that a
 * seed (or fast-check, which makes failures smaller) tells the whole story.
 */
import { encoding } from 'lib0';

/** Where choices come from. */
export interface Choices {
	/** A whole number in [0, below). */
	below(limit: number): number;
}

/** What the attacker has seen: client ids, how far each has written, and traffic to damage. */
export interface Knowledge {
	readonly clients: readonly number[];
	clock(client: number): number;
	readonly traffic: readonly Uint8Array[];
}

const edges = [
	0,
	1,
	2,
	127,
	128,
	2 ** 16,
	2 ** 31 - 1,
	2 ** 31,
	2 ** 32 - 1,
	2 ** 32,
	2 ** 52,
	Number.MAX_SAFE_INTEGER
];
const words = ['', 'a', 'text', '__proto__', 'constructor', 'cards', 'ü€𝄞', '\ud800', 'x'.repeat(300)];

export function pick<Item>(choices: Choices, items: readonly Item[]): Item {
	return items[choices.below(items.length)]!;
}

/** One update after the grammar, sensible in most of its parts. */
export function grammaticalUpdate(choices: Choices, known: Knowledge): Uint8Array {
	const encoder = encoding.createEncoder();
	const clients = choices.below(4);
	encoding.writeVarUint(encoder, rarely(choices) ? pick(choices, edges) : clients);
	for (let i = 0; i < clients; i++) writeClient(encoder, choices, known);
	writeDeletions(encoder, choices, known);
	return encoding.toUint8Array(encoder);
}

/** A real update (or a generated one) with bytes exchanged, taken out, put in or cut off. */
export function damagedUpdate(choices: Choices, known: Knowledge): Uint8Array {
	const original = known.traffic.length > 0 ? pick(choices, known.traffic) : grammaticalUpdate(choices, known);
	let bytes = [...original.subarray(0, 4000)];
	for (let i = choices.below(4); i >= 0; i--) {
		const at = choices.below(bytes.length + 1);
		const kind = choices.below(5);
		if (kind === 0) bytes[at] = choices.below(256);
		else if (kind === 1) bytes.splice(at, 1 + choices.below(3));
		else if (kind === 2) bytes.splice(at, 0, ...Array.from({ length: 1 + choices.below(3) }, () => choices.below(256)));
		else if (kind === 3) bytes.splice(at, 0, 255, 255, 255, 255, 255, 255, 255, 15);
		else bytes = bytes.slice(0, at);
	}
	return Uint8Array.from(bytes, (byte) => byte ?? 0);
}

/** The attacks that are known by name; each is small in bytes or large in consequences. */
export const namedAttacks: Readonly<Record<string, (choices: Choices, known: Knowledge) => Uint8Array>> = {
	'the same clock with other content': (choices, known) => {
		const client = pick(choices, known.clients);
		return update((e) => {
			head(e, client, Math.max(0, known.clock(client) - 3), 1);
			item(e, { parent: 'text', content: (c) => text(c, 'gefälscht') });
		});
	},
	'a forged gap over clocks somebody has yet to use': (choices, known) => {
		const client = pick(choices, known.clients);
		return update((e) => {
			head(e, client, known.clock(client), 1);
			encoding.writeUint8(e, 0);
			encoding.writeVarUint(e, pick(choices, [1, 1000, 2 ** 31, 2 ** 52]));
		});
	},
	'a skip over them': (choices, known) => {
		const client = pick(choices, known.clients);
		return update((e) => {
			head(e, client, known.clock(client), 2);
			encoding.writeUint8(e, 10);
			encoding.writeVarUint(e, 5);
			item(e, { parent: 'text', content: (c) => text(c, 'x') });
		});
	},
	'everything deleted': (_, known) =>
		update(
			() => undefined,
			known.clients.map((client) => [client, [[0, Math.max(1, known.clock(client))]]])
		),
	'a deletion of what is yet to be written': (choices, known) => {
		const client = pick(choices, known.clients);
		return update(() => undefined, [[client, [[known.clock(client), pick(choices, [1, 50, 2 ** 40])]]]]);
	},
	'thousands of structs that cannot be resolved': (choices) => {
		const client = 1 + choices.below(2 ** 31);
		return update((e) => {
			head(e, client, 0, 3000);
			for (let i = 0; i < 3000; i++) item(e, { origin: [client + 1, i], content: (c) => text(c, 'x') });
		});
	},
	'two hundred thousand deleted ranges': (choices, known) => {
		const client = pick(choices, known.clients);
		const ranges = Array.from({ length: 60_000 }, (_, i) => [2 * i, 1] as const);
		return update(
			() => undefined,
			[
				[client, ranges],
				[client + 1, ranges]
			]
		);
	},
	'a value within a value within a value': (choices) =>
		update((e) => {
			head(e, choices.below(2 ** 31), 0, 1);
			item(e, {
				parent: 'text',
				content: (c) => {
					encoding.writeVarUint(c, 1);
					for (let i = 0; i < 60_000; i++) encoding.writeUint8Array(c, Uint8Array.of(117, 1));
					encoding.writeUint8(c, 126);
				},
				kind: 8
			});
		}),
	'a prototype as a value': (choices) =>
		update((e) => {
			head(e, choices.below(2 ** 31), 0, 1);
			const value = { ['__proto__']: { admin: true } };
			Object.defineProperty(value, '__proto__', { value: { admin: true }, enumerable: true });
			item(e, {
				parent: 'cards',
				sub: '__proto__',
				kind: 8,
				content: (c) => {
					encoding.writeVarUint(c, 1);
					encoding.writeAny(c, value);
				}
			});
		}),
	'a document within the document': (choices) =>
		update((e) => {
			head(e, choices.below(2 ** 31), 0, 1);
			item(e, {
				parent: 'cards',
				sub: 'inner',
				kind: 9,
				content: (c) => {
					encoding.writeVarString(c, 'guid');
					encoding.writeAny(c, {});
				}
			});
		}),
	'a hundred thousand forgotten structs': (choices) =>
		update((e) => {
			head(e, choices.below(2 ** 31), 0, 100_000);
			for (let i = 0; i < 100_000; i++) encoding.writeUint8Array(e, Uint8Array.of(0, 1));
		}),
	'thousands of new client ids': (choices) => {
		const first = choices.below(2 ** 30);
		return update(
			(e) => {
				for (let i = 0; i < 2000; i++) {
					head(e, first + i, 0, 1);
					item(e, { parent: 'text', content: (c) => text(c, 'x') });
				}
			},
			[],
			2000
		);
	},
	'a length that is not there': (choices) =>
		Uint8Array.of(1, 255, 255, 255, 255, 15, ...Array.from({ length: choices.below(20) }, () => 255)),
	'an item that lies in itself': (choices, known) => {
		const client = choices.below(2 ** 31);
		return update((e) => {
			head(e, client, 0, 2);
			item(e, { parentId: [client, pick(choices, [0, 1])], content: (c) => encoding.writeVarUint(c, 0), kind: 7 });
			item(e, { parentId: [client, 0], sub: 'a', content: (c) => encoding.writeVarUint(c, 1), kind: 7 });
			void known;
		});
	},
	'a parent that is text, a neighbour that lies elsewhere': (choices, known) => {
		const client = choices.below(2 ** 31);
		const other = pick(choices, known.clients);
		const clock = Math.max(0, known.clock(other) - 1);
		return update((e) => {
			head(e, client, 0, 3);
			item(e, { parentId: [other, clock], content: (c) => text(c, 'in einem Wort') });
			item(e, { parentId: [other, 0], sub: 'x', content: (c) => text(c, 'y') });
			item(e, { origin: [client, 0], right: [other, 0], content: (c) => text(c, 'dazwischen') });
		});
	}
};

type Id = readonly [client: number, clock: number];

interface ItemParts {
	readonly origin?: Id;
	readonly right?: Id;
	readonly parent?: string;
	readonly parentId?: Id;
	readonly sub?: string;
	/** Content reference; 4 (text) unless told. */
	readonly kind?: number;
	readonly content: (encoder: encoding.Encoder) => void;
}

function update(
	structs: (encoder: encoding.Encoder) => void,
	deletions: readonly (readonly [number, readonly (readonly [number, number])[]])[] = [],
	clients = 1
): Uint8Array {
	const body = encoding.createEncoder();
	structs(body);
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, encoding.length(body) > 0 ? clients : 0);
	encoding.writeUint8Array(encoder, encoding.toUint8Array(body));
	encoding.writeVarUint(encoder, deletions.length);
	for (const [client, ranges] of deletions) {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, ranges.length);
		for (const [clock, length] of ranges) {
			encoding.writeVarUint(encoder, clock);
			encoding.writeVarUint(encoder, length);
		}
	}
	return encoding.toUint8Array(encoder);
}

function head(encoder: encoding.Encoder, client: number, clock: number, structs: number): void {
	for (const value of [structs, client, clock]) encoding.writeVarUint(encoder, value);
}

function item(encoder: encoding.Encoder, { origin, right, parent, parentId, sub, kind = 4, content }: ItemParts): void {
	encoding.writeUint8(encoder, kind | (origin ? 128 : 0) | (right ? 64 : 0) | (sub !== undefined ? 32 : 0));
	for (const id of [origin, right]) if (id) for (const part of id) encoding.writeVarUint(encoder, part);
	if (!origin && !right) {
		encoding.writeVarUint(encoder, parentId ? 0 : 1);
		if (parentId) for (const part of parentId) encoding.writeVarUint(encoder, part);
		else encoding.writeVarString(encoder, parent ?? 'text');
		if (sub !== undefined) encoding.writeVarString(encoder, sub);
	}
	content(encoder);
}

function text(encoder: encoding.Encoder, words: string): void {
	encoding.writeVarString(encoder, words);
}

function rarely(choices: Choices): boolean {
	return choices.below(40) === 0;
}

function writeClient(encoder: encoding.Encoder, choices: Choices, known: Knowledge): void {
	const client = someClient(choices, known);
	const structs = choices.below(4);
	let clock = someClock(choices, known, client);
	head(encoder, client, clock, rarely(choices) ? pick(choices, edges) : structs);
	for (let i = 0; i < structs; i++) clock += writeStruct(encoder, choices, known, client, clock);
}

/** Gives its length, as far as it has a sensible one. */
function writeStruct(
	encoder: encoding.Encoder,
	choices: Choices,
	known: Knowledge,
	client: number,
	clock: number
): number {
	const kind = choices.below(13);
	if (kind === 0 || kind === 10) {
		const length = someLength(choices);
		encoding.writeUint8(encoder, kind);
		encoding.writeVarUint(encoder, length);
		return length;
	}
	const id = (): Id => {
		if (choices.below(2) === 0 && clock > 0) return [client, clock - 1];
		const other = someClient(choices, known);
		return [other, someClock(choices, known, other, 1)];
	};
	const place = choices.below(5);
	const written = writtenContent(choices, kind);
	item(encoder, {
		...(place === 0 ? { parent: pick(choices, words) } : {}),
		...(place === 1 ? { parentId: id() } : {}),
		...(place === 2 || place === 4 ? { origin: id() } : {}),
		...(place === 3 || place === 4 ? { right: id() } : {}),
		...(choices.below(3) === 0 ? { sub: pick(choices, words) } : {}),
		kind,
		content: (target) => encoding.writeUint8Array(target, written.bytes)
	});
	return written.length;
}

function writtenContent(choices: Choices, kind: number): { bytes: Uint8Array; length: number } {
	const encoder = encoding.createEncoder();
	let length = 1;
	const word = () => pick(choices, words);
	const json = () =>
		pick(choices, ['null', '1', '"x"', '{"a":[1]}', '{"__proto__":{"a":1}}', '[[[]]]', '{', 'undefined']);
	if (kind === 1) encoding.writeVarUint(encoder, (length = someLength(choices)));
	else if (kind === 2) {
		length = choices.below(3);
		encoding.writeVarUint(encoder, length);
		for (let i = 0; i < length; i++) encoding.writeVarString(encoder, json());
	} else if (kind === 3) encoding.writeVarUint8Array(encoder, Uint8Array.of(1, 2, 3));
	else if (kind === 4) {
		const said = word();
		length = said.length;
		encoding.writeVarString(encoder, said);
	} else if (kind === 5) encoding.writeVarString(encoder, json());
	else if (kind === 6) {
		encoding.writeVarString(encoder, word());
		encoding.writeVarString(encoder, json());
	} else if (kind === 7) {
		const type = choices.below(8);
		encoding.writeVarUint(encoder, type);
		if (type === 3 || type === 5) encoding.writeVarString(encoder, word());
	} else if (kind === 8) {
		length = choices.below(3);
		encoding.writeVarUint(encoder, length);
		for (let i = 0; i < length; i++) {
			encoding.writeAny(encoder, pick<never>(choices, [null, 1, 'x', [1, [2]], { a: {} }, -0.5, true] as never[]));
		}
	} else if (kind === 9) {
		encoding.writeVarString(encoder, word());
		encoding.writeAny(encoder, {});
	}
	return { bytes: encoding.toUint8Array(encoder), length };
}

function writeDeletions(encoder: encoding.Encoder, choices: Choices, known: Knowledge): void {
	const clients = choices.below(3);
	encoding.writeVarUint(encoder, rarely(choices) ? pick(choices, edges) : clients);
	for (let i = 0; i < clients; i++) {
		const client = someClient(choices, known);
		const ranges = choices.below(3);
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, rarely(choices) ? pick(choices, edges) : ranges);
		for (let r = 0; r < ranges; r++) {
			encoding.writeVarUint(encoder, someClock(choices, known, client, 3));
			encoding.writeVarUint(encoder, someLength(choices));
		}
	}
}

function someClient(choices: Choices, known: Knowledge): number {
	if (rarely(choices)) return pick(choices, edges);
	if (known.clients.length > 0 && choices.below(3) > 0) return pick(choices, known.clients);
	return 1 + choices.below(50);
}

/** Mostly where the client has arrived, or up to `back` before it. */
function someClock(choices: Choices, known: Knowledge, client: number, back = 0): number {
	if (rarely(choices)) return pick(choices, edges);
	return Math.max(0, known.clock(client) - choices.below(back + 1) + (rarely(choices) ? 1 : 0));
}

function someLength(choices: Choices): number {
	return rarely(choices) ? pick(choices, edges) : 1 + choices.below(4);
}
