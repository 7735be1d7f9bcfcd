/** Presence (presence.ts) over a Yjs awareness. Reads states of peers with care: they may be anything. */
import type { Awareness } from 'y-protocols/awareness';
import { Listeners } from '#lib/model/listeners.ts';
import type { Place, Presence, Present } from './presence.ts';

/** Key of the place in an awareness state; `user` is the relay's. */
const placeField = 'place';

/** Paper and ink give every hue of these enough contrast. */
const colours = [
	'#9a3412',
	'#a16207',
	'#3f6212',
	'#166534',
	'#0f766e',
	'#0369a1',
	'#1d4ed8',
	'#6d28d9',
	'#a21caf',
	'#be123c'
];

export interface Me {
	readonly participant: string;
	readonly name: string;
}

export function awarenessPresence(awareness: Awareness, me: () => Me): Presence {
	const listeners = new Listeners();
	let present: readonly Present[] | undefined;
	const changed = () => {
		present = undefined;
		listeners.call();
	};
	awareness.on('change', changed);
	return {
		get present() {
			present ??= Object.freeze(readAll(awareness, me()));
			return present;
		},
		subscribe: (listener) => listeners.add(listener),
		at: (place) => awareness.setLocalStateField(placeField, place)
	};
}

/** The colour of a person, the same on every screen. */
export function colourOf(participant: string): string {
	let hash = 7;
	for (const character of participant) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
	return colours[hash % colours.length]!;
}

function readAll(awareness: Awareness, me: Me): Present[] {
	const all: Present[] = [];
	for (const [client, state] of awareness.getStates() as Map<number, Record<string, unknown>>) {
		const isMe = client === awareness.clientID;
		const person = isMe ? { id: me.participant, name: me.name } : personOf(state.user);
		if (!person) continue;
		all.push({
			client,
			person: person.id,
			name: person.name,
			colour: colourOf(person.id),
			place: placeOf(state[placeField]),
			isMe
		});
	}
	return all.sort((a, b) => a.client - b.client);
}

function personOf(user: unknown): { readonly id: string; readonly name: string } | undefined {
	const { id, name } = record(user);
	return typeof id === 'string' ? { id, name: typeof name === 'string' ? name : '' } : undefined;
}

function placeOf(value: unknown): Place {
	const place = record(value);
	const words = ['page', 'meeting', 'table', 'card'] as const;
	const known = words.flatMap((word) => (typeof place[word] === 'string' ? [[word, place[word]]] : []));
	return { ...Object.fromEntries(known), ...(place.writing === true && { writing: true }) };
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
