import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { awarenessPresence, colourOf } from './awareness-presence.ts';
import { SteadyAwareness } from './steady-awareness.ts';

const me = () => ({ participant: 'p1', name: 'Mara' });

test('[PRES-1] shows whom the relay names, and leaves out what does not fit', () => {
	const awareness = new Awareness(new Y.Doc());
	const presence = awarenessPresence(awareness, me);
	const peers = [
		{ user: { id: 'p2', name: 'Tom' }, place: { page: 'board', table: 7, writing: true } },
		{ user: 'Tom', place: {} },
		{ place: { page: 'plan' } },
		{ user: { id: 'p3' }, place: null }
	];
	for (const state of peers) {
		const peer = new Awareness(new Y.Doc());
		peer.setLocalState(state);
		applyAwarenessUpdate(awareness, encodeAwarenessUpdate(peer, [peer.clientID]), 'test');
		peer.destroy();
	}
	const shown = presence.present.map(({ person, name, place, isMe }) => ({ person, name, place, isMe }));
	expect(shown).toHaveLength(3);
	expect(shown).toEqual(
		expect.arrayContaining([
			{ person: 'p1', name: 'Mara', place: {}, isMe: true },
			{ person: 'p2', name: 'Tom', place: { page: 'board', writing: true }, isMe: false },
			{ person: 'p3', name: '', place: {}, isMe: false }
		])
	);
	expect(presence.present).toBe(presence.present);
	awareness.destroy();
});

test('[PRES-2] an awareness moves to the next document, without the caret', () => {
	const awareness = new SteadyAwareness(new Y.Doc());
	awareness.setLocalState({ place: { page: 'tables' }, cursor: { anchor: 1 } });
	const before = awareness.clientID;
	const next = new Y.Doc();
	awareness.moveTo(next);
	expect(awareness.clientID).toBe(next.clientID);
	expect(awareness.getLocalState()).toEqual({ place: { page: 'tables' } });
	expect(awareness.getStates().has(before)).toBe(false);
	awareness.destroy();
});

test('a person has the same colour everywhere', () => {
	expect(colourOf('p2')).toBe(colourOf('p2'));
	expect(colourOf('anybody')).toMatch(/^#[0-9a-f]{6}$/);
});
