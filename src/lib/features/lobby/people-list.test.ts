import { expect, test } from 'vitest';
import type { Person } from '#lib/protocol/messages.ts';
import { peopleList } from './people-list.ts';

const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
	id,
	name,
	role: 'participant',
	...more
});
const people = [
	person('a', 'Özlem', { organisation: 'Kammer' }),
	person('b', 'Anna'),
	person('c', 'Zoë'),
	person('d', 'Bert', { waiting: true })
];
const ids = (list: readonly Person[]) => list.map(({ id }) => id).join('');

test('I stand first, the others as the alphabet has them; who waits is apart', () => {
	const list = peopleList(people, new Set(['a', 'b']), 'c', '', 'de');
	expect([ids(list.here), ids(list.away), ids(list.waiting)]).toEqual(['cba', '', 'd']);
});

test('people are found by name and organisation', () => {
	const list = peopleList(people, new Set(), 'c', 'kamm', 'de');
	expect([ids(list.here), ids(list.away), ids(list.waiting)]).toEqual(['', 'a', '']);
});
