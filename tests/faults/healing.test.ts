// The relay loses what came after the backup, or everything. People come back in every order, and in the end everything is
// there again, once, and the same on all copies.
import { expect, test } from 'vitest';
import {
	board,
	busyWorkshop,
	cards,
	cardsIn,
	everythingIsBack,
	expectedCards,
	goesOn,
	names,
	reader,
	type Name,
	type People
} from '../integration/healing-people.ts';
import { request, until } from '../integration/relay.ts';
import { amount, patience } from '../soak/amount.ts';

async function comes(people: People, name: Name): Promise<void> {
	if (name === 'sam') {
		const client = people.samComes();
		await until('Sam is connected', () => client.provider.synced);
		return;
	}
	const session = await people.open(name);
	await until(`${name} is connected`, () => session.state.documents.get('stage')?.connection === 'synced');
}

function orders(of: readonly Name[]): Name[][] {
	if (of.length < 2) return [[...of]];
	return of.flatMap((first) => orders(of.filter((name) => name !== first)).map((rest) => [first, ...rest]));
}

test(
	'[HEAL-1] [HEAL-2] [BACK-1] [BACK-2] a relay put back from a backup gets everything from everybody, whoever comes first',
	async () => {
		await using people = await busyWorkshop();
		await people.leave();
		people.relay.backUp();
		for (const name of ['mara', 'tom', 'uma'] as const) (await people.open(name)).workshop.board('m1');
		await goesOn(people);
		const all = orders(names);
		// Every order in a soak; in `npm test` those in which each of them is first and each is last.
		const few = [all[0]!, all[9]!, all[14]!, all[23]!];
		for (const order of [...few, ...all].slice(0, amount({ test: few.length, soak: few.length + all.length }))) {
			await people.leave();
			await people.relay.putBack();
			const backup = await reader(people, board);
			expect(backup.getText('text').toString()).toBe('Sam vorher');
			expect(cardsIn(backup)).not.toContain('nachher');
			for (const name of order) await comes(people, name);
			await everythingIsBack(people).catch((cause: unknown) => {
				throw new Error(`Not healed when they came in this order: ${order.join(', ')}`, { cause });
			});
		}
	},
	patience(120_000)
);

/** Whoever is not Mara comes by the new link, once there is one; before that their device says how it is. */
async function comesAgain(people: People, name: Name): Promise<void> {
	if (name === 'mara') {
		const mara = people.session('mara');
		await until('Mara hears that the relay has lost it', () => mara.state.ended === 'unknown');
		expect(await mara.bringBack()).toMatchObject({ ok: true });
		return;
	}
	const { url } = people.relay;
	const lost = async () => (await request(url, 'GET', `/api/workshops/${people.workshop}`)).status === 404;
	if (await lost()) {
		if (name === 'sam') return;
		const session = people.session(name);
		await until(`${name} hears that the relay has lost it`, () => session.state.ended === 'unknown');
		await until('it says so', () => session.light.light === 'device');
		expect(session.light).toMatchObject({ light: 'device', reason: 'unknown', online: false });
		expect(cards(session)).toEqual(expectedCards);
		return;
	}
	const { sharing } = (await (await people.browsers.mara.device()).workshop(people.workshop))!;
	const link = sharing!.links!.participant;
	if (name === 'sam') {
		await people.samJoins(link);
		people.samComes();
		return;
	}
	await people.joins(name, link);
	if (people.session(name).state.ended) await people.browsers[name].close();
	(await people.open(name)).workshop.board('m1');
}

test(
	'[BACK-3] [BACK-5] [LIGHT-7] an empty relay gets everything back, whoever comes first, under the same id and with everybody’s names',
	async () => {
		await using people = await busyWorkshop();
		await goesOn(people);
		const all = orders(names);
		const few = [all[0]!, all[9]!, all[23]!];
		for (const order of [...few, ...all].slice(0, amount({ test: few.length, soak: few.length + all.length }))) {
			await people.leave();
			await people.relay.empty();
			for (const name of ['mara', 'tom', 'uma'] as const) (await people.open(name)).workshop.board('m1');
			// Who came before Mara comes again after her.
			const late = order.slice(0, order.indexOf('mara'));
			for (const name of [...order, ...late]) await comesAgain(people, name);
			await everythingIsBack(people).catch((cause: unknown) => {
				throw new Error(`Not healed when they came in this order: ${order.join(', ')}`, { cause });
			});
			const mara = people.session('mara');
			const isNamed = (name: string) => mara.people.some((person) => person.name === name);
			await until('everybody has their name', () => ['Mara', 'tom', 'uma', 'sam'].every(isNamed));
		}
	},
	patience(120_000)
);
