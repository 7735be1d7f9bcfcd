/** Who is here, who is not, who waits at the door; in the order people look for one another. */
import type { Person } from '#lib/protocol/messages.ts';

export interface PeopleList {
	readonly waiting: readonly Person[];
	readonly here: readonly Person[];
	readonly away: readonly Person[];
}

/** @param present ids of those with an open tab */
export function peopleList(
	people: readonly Person[],
	present: ReadonlySet<string>,
	me: string,
	wanted: string,
	tag: string
): PeopleList {
	const compare = new Intl.Collator(tag).compare;
	const search = wanted.trim().toLocaleLowerCase(tag);
	const found = people
		.filter((person) => `${person.name} ${person.organisation ?? ''}`.toLocaleLowerCase(tag).includes(search))
		.toSorted((a, b) => Number(b.id === me) - Number(a.id === me) || compare(a.name, b.name));
	const inside = found.filter((person) => !person.waiting);
	return {
		waiting: found.filter((person) => person.waiting),
		here: inside.filter((person) => present.has(person.id) || person.id === me),
		away: inside.filter((person) => !present.has(person.id) && person.id !== me)
	};
}
