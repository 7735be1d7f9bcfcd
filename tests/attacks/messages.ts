// Every message that a socket can carry, as somebody sends it who wants to find out what they get away with.
import { encoding } from 'lib0';
import { messageType } from '#lib/protocol/messages.ts';
import type { Author } from '../../server/testing/updates.ts';
import { emptyUpdate, type RawClient } from '../integration/relay.ts';

export type Message = keyof typeof messages;

/** What can become of one. `refused` and `invalid` are NACKs, `ignored` is nothing at all. */
export type Outcome = 'served' | 'acknowledged' | 'stored' | 'refused' | 'invalid' | 'seen' | 'told' | 'ignored';

interface Sending {
	/** Frames that the relay has to answer. */
	readonly counted: number;
	/** `words` is what the author would write, `known` what the document has already. */
	send(client: RawClient, author: Author, words: string, known: Uint8Array): void;
}

const broken = Uint8Array.of(1, 1, 1, 1);

export const messages = {
	'asks for everything': { counted: 0, send: (client) => client.step1() },
	'an empty answer': { counted: 1, send: (client) => client.step2(emptyUpdate) },
	'a known answer': { counted: 1, send: (client, _author, _words, known) => client.step2(known) },
	'a new answer': { counted: 1, send: (client, author, words) => client.step2(author.write(words)) },
	'a known update': { counted: 2, send: (client, _author, _words, known) => settled(client).update(known) },
	'a new update': { counted: 2, send: (client, author, words) => settled(client).update(author.write(words)) },
	'a broken answer': { counted: 1, send: (client) => client.step2(broken) },
	'a broken update': { counted: 2, send: (client) => settled(client).update(broken) },
	presence: { counted: 0, send: (client, author) => client.socket.send(presenceOf(author.doc.clientID)) },
	'asks who is here': { counted: 0, send: (client) => client.socket.send(Uint8Array.of(messageType.queryAwareness)) },
	'an unknown frame': {
		counted: 1,
		send(client) {
			for (const type of [2, 9, 99, 120, 121, 122]) client.socket.send(Uint8Array.of(type, 1, 2, 3));
			settled(client);
		}
	}
} as const satisfies Record<string, Sending>;

/** An awareness frame that says somebody is here. */
export function presenceOf(client: number): Uint8Array {
	const states = encoding.createEncoder();
	encoding.writeVarUint(states, 1);
	encoding.writeVarUint(states, client);
	encoding.writeVarUint(states, 1);
	encoding.writeVarString(states, JSON.stringify({ user: { name: 'Wer auch immer' } }));
	const frame = encoding.createEncoder();
	encoding.writeVarUint(frame, messageType.awareness);
	encoding.writeVarUint8Array(frame, encoding.toUint8Array(states));
	return encoding.toUint8Array(frame);
}

function settled(client: RawClient): RawClient {
	client.step2(emptyUpdate);
	return client;
}
