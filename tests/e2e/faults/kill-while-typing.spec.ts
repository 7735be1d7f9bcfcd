// Tabs, renderers and whole browsers end at random moments while somebody types, with and without a network. Whatever the
// light called safe is there again afterwards, to the letter. A failure names its seed; `KILL_SEED` runs it again.
import { test } from '@playwright/test';
import { seededRandom } from '#lib/kernel/random.ts';
import { amount, patience } from '../../soak/amount.ts';
import { Person } from '../pages/person.ts';
import { startServer } from '../server.ts';
import { endTab, killBrowser, tabEndings } from './endings.ts';
import { openGate } from './gate.ts';
import { openProfile, temporaryProfile } from './profile.ts';
import { notePromises } from './promises.ts';
import { beginTyping, typeInterrupted, type Count } from './typing.ts';

/** So many interruptions in one workshop, then another one is begun. */
const perWorkshop = 34;
const seedOf = (fallback: number) => Number(process.env.KILL_SEED ?? fallback);

// A trace of every key of every round would be most of the work.
test.use({ trace: 'off', screenshot: 'off' });
test.describe.configure({ timeout: patience(300_000) });

for (const { place, rounds, first } of [
	{ place: 'card', rounds: amount({ test: 34, soak: 340 }), first: 1_000 },
	{ place: 'note', rounds: amount({ test: 8, soak: 80 }), first: 2_000 }
] as const) {
	test(`what the light called safe is there again when the tab ends amid typing in a ${place}`, async ({ browser }) => {
		await using server = await startServer();
		await using gate = await openGate(server.url);
		for (let done = 0; done < rounds; done += perWorkshop) {
			const seed = seedOf(first + done);
			const random = seededRandom(seed);
			gate.set(true);
			const person = await Person.arrives(browser, 'Tippende');
			const promises = await notePromises(person.context);
			await beginTyping(person, gate.url, place);
			const typist = { place, seed, random, gate, promises: [promises], page: person.page };
			const end = () => endTab(typist.page, random.pick(tabEndings), browser);
			report(seed, await typeInterrupted(typist, Math.min(perWorkshop, rounds - done), end));
			await person.context.close();
		}
	});
}

test('what the light called safe is there again when the browser is killed amid typing', async () => {
	await using server = await startServer();
	await using gate = await openGate(server.url);
	await using folder = await temporaryProfile();
	const seed = seedOf(3_000);
	const random = seededRandom(seed);
	let profile = await openProfile(folder.path);
	await beginTyping(Person.at(profile.page, 'Tippende'), gate.url, 'card');
	const typist = { place: 'card' as const, seed, random, gate, promises: [profile.promises], page: profile.page };
	const end = async () => {
		await killBrowser(profile.browser);
		profile = await openProfile(folder.path);
		typist.promises.push(profile.promises);
		return profile.page;
	};
	report(seed, await typeInterrupted(typist, amount({ test: 8, soak: 80 }), end));
	await profile.browser.close();
});

function report(seed: number, { rounds, byLight, byStore, letters }: Count): void {
	console.log(
		`seed ${seed}: ${rounds} ends, ${byLight} promises of the light, ${byStore} of the store, ${letters} letters`
	);
}
