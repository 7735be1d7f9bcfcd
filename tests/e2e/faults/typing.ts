// Somebody who types in bursts and pauses, is interrupted at a random moment, opens the workshop again and looks whether
// everything is there that was promised (promises.ts).
import { expect, type Page } from '@playwright/test';
import { de } from '#lib/i18n/messages/de.ts';
import type { Random } from '#lib/kernel/random.ts';
import { Person } from '../pages/person.ts';
import type { Gate } from './gate.ts';
import type { NotedPromises } from './promises.ts';

export interface Typist {
	readonly place: 'card' | 'note';
	readonly seed: number;
	readonly random: Random;
	/** Decides whether the relay can be reached. */
	readonly gate: Gate;
	/** Of all browsers so far. */
	readonly promises: readonly NotedPromises[];
	page: Page;
}

export interface Count {
	readonly rounds: number;
	readonly byLight: number;
	readonly byStore: number;
	/** Letters that had to be there again. */
	readonly letters: number;
}

/** Longest time from the first letter to the end, milliseconds: long enough for the light to come to rest. */
const longestMs = 1_400;
const alphabet = [...'aeinrstdlmo', 'Space'];

/** Makes a workshop and goes where it is typed. */
export async function beginTyping(person: Person, url: string, place: Typist['place']): Promise<void> {
	await person.creates(url, 'Ideenschmiede');
	if (place === 'note') await person.opensTable('Transfer sichern');
	// The page opens without a network from then on.
	await person.page.evaluate(async () => void (await navigator.serviceWorker.ready));
}

/** Types and is interrupted by `end` so many times; `end` gives the page to go on with. */
export async function typeInterrupted(typist: Typist, rounds: number, end: () => Promise<Page>): Promise<Count> {
	const address = typist.page.url();
	const count = { rounds, byLight: 0, byStore: 0, letters: 0 };
	const owed: string[] = [];
	for (let round = 0; round < rounds; round++) {
		await goToField(typist, `r${round} `);
		typist.gate.set(typist.random.next() < 0.5);
		const ended = await typeUntil(typist, end);
		const noted = typist.promises.flatMap((promises) => promises.take());
		count.byLight += noted.filter(({ by }) => by === 'light').length;
		count.byStore += noted.filter(({ by }) => by === 'store').length;
		const longest = noted.map(({ text }) => plain(text)).reduce((a, b) => (b.length > a.length ? b : a), '');
		count.letters += longest.length;
		if (longest) owed.push(longest);
		typist.page = ended;
		typist.gate.set(typist.random.next() < 0.5);
		await typist.page.goto(address);
		await expectAll(typist, owed, round);
	}
	return count;
}

async function goToField({ page, place }: Typist, mark: string): Promise<void> {
	const person = Person.at(page, 'Tippende');
	if (place === 'note') {
		await person.goesInNoteTo('End');
		return page.keyboard.insertText(mark);
	}
	await person.writesCards([mark.trim()]);
	await person.card(mark.trim()).dblclick();
	await page.getByRole('textbox', { name: de.board.card.textLabel }).press('End');
}

/** Types until `end` takes the page away, at a random millisecond. */
async function typeUntil({ page, random }: Typist, end: () => Promise<Page>): Promise<Page> {
	let over = false;
	const ending = new Promise<Page>((resolve, reject) => {
		const interrupt = () => {
			over = true;
			end().then(resolve, reject);
		};
		setTimeout(interrupt, random.below(longestMs));
	});
	// Fails when the page is taken away under the fingers; what fails before that is a fault of the test.
	const typing = typeWhile(() => !over, page, random).catch((error: unknown) => expect(over, String(error)).toBe(true));
	const next = await Promise.race([ending, typing.then(() => ending)]);
	// A key that a crashed page was to get may never be reported as pressed; in a page that lives on it is.
	if (next === page) await typing;
	return next;
}

async function typeWhile(going: () => boolean, { keyboard }: Page, random: Random): Promise<void> {
	while (going()) {
		const delay = random.below(40);
		for (let left = 1 + random.below(9); left > 0 && going(); left--) {
			await keyboard.press(random.pick(alphabet), { delay });
		}
		// A pause, as a key that writes nothing: a short one, or one in which the light comes to rest.
		const pause = random.below(2) === 0 ? random.below(150) : 550 + random.below(300);
		if (going()) await keyboard.press('Shift', { delay: pause });
	}
}

async function expectAll({ page, place, seed }: Typist, owed: readonly string[], round: number): Promise<void> {
	const person = Person.at(page, 'Tippende');
	const where = place === 'note' ? person.note : page.getByRole('article').first();
	await expect(where, `seed ${seed}, round ${round}: opens again`).toBeVisible({ timeout: 20_000 });
	const missing = async () => {
		const texts = place === 'note' ? [await person.note.innerText()] : await cardTexts(page);
		return owed.filter((promised) => !texts.some((text) => plain(text).startsWith(promised)));
	};
	await expect.poll(missing, { message: `seed ${seed}, round ${round}`, timeout: 5_000 }).toEqual([]);
}

async function cardTexts(page: Page): Promise<readonly string[]> {
	const frame = de.board.card.label('\n').split('\n');
	const labels = await page.getByRole('article').evaluateAll((cards) => cards.map((card) => card.ariaLabel ?? ''));
	return labels.map((label) => label.slice(frame[0]!.length, label.length - frame[1]!.length));
}

/** Editors show a space at the end of a line as another character. */
function plain(text: string): string {
	return text.replaceAll('\u00a0', ' ').trimEnd();
}
