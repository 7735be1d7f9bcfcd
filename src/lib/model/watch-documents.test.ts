// Whoever reads all of a workshop hears of every change, also in a document that came later or was replaced.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { addCard } from './cards/card-commands.ts';
import { section, workshop } from './testing/builders.ts';
import { watchDocuments } from './watch-documents.ts';

test('changes in every watched document call back, until it is stopped', () => {
	const world = workshop(section('Frage'));
	let calls = 0;
	const stop = watchDocuments(
		world.documents,
		(name) => !name.startsWith('room.'),
		() => calls++
	);
	const heard = (work: () => void) => {
		const before = calls;
		work();
		return calls > before;
	};
	const write = () => world.do(addCard, { meeting: 'm1', section: 'frage', text: 'Idee' });
	expect(heard(write)).toBe(true);
	expect(heard(write), 'in a document opened later').toBe(true);
	expect(heard(() => world.documents.replace('board.m1', new Y.Doc()))).toBe(true);
	expect(heard(write), 'in a document that was replaced').toBe(true);
	expect(
		heard(() => world.workshop.room('m1').seats.set('p', 't')),
		'the room is not watched'
	).toBe(true);
	expect(heard(() => world.workshop.room('m1').seats.set('p', 'u'))).toBe(false);
	stop();
	expect(heard(write)).toBe(false);
});
