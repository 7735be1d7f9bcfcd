// Workshop A of an Ideenschmiede, held once from the empty start page to the finished document: a moderator at a laptop,
// one participant at a laptop and two at phones. One phone is offline for a while and is reloaded there; the relay is
// killed in between. In the end every word is in the document, in order.
import { expect, test } from '@playwright/test';
import { cardTexts, decision, heaps, measures, noteOfBerlin, noteOfModerator, table } from './ideenschmiede-words.ts';
import { docxText, expectInOrder } from '../pages/docx.ts';
import { Person } from '../pages/person.ts';
import { startServer } from '../server.ts';

test('an Ideenschmiede, from a card on a phone to the document', async ({ browser }) => {
	test.setTimeout(240_000);
	await using server = await startServer();
	const moderator = await Person.arrives(browser, 'Akademie');
	const berlin = await Person.arrives(browser, 'Kammer Berlin');
	const aachen = await Person.arrives(browser, 'Kammer Aachen', 'phone');
	const erfurt = await Person.arrives(browser, 'Kammer Erfurt', 'phone');
	const everybody = [moderator, berlin, aachen, erfurt];
	const [first, second, third, fourth, underground, kept] = cardTexts;

	await test.step('the moderator makes the workshop, three people join', async () => {
		await moderator.creates(server.url, 'Ideenschmiede Botschafter*innen');
		const link = await moderator.participantLink();
		await Promise.all([berlin.joins(link), aachen.joins(link), erfurt.joins(link)]);
		expect(new URL(erfurt.page.url()).hash, 'the token leaves the address').toBe('');
	});

	await test.step('cards appear live on every screen', async () => {
		await Promise.all([
			moderator.writesCards(first),
			berlin.writesCards(second),
			aachen.writesCards(third),
			erfurt.writesCards(fourth)
		]);
		for (const person of everybody) await person.seesCards([...first, ...second, ...third, ...fourth]);
	});

	await test.step('one phone loses the network, writes on, is reloaded, and comes back', async () => {
		await erfurt.seesLight('saved');
		await erfurt.context.setOffline(true);
		await erfurt.writesCards(underground);
		await erfurt.seesLight('device');
		await erfurt.page.reload();
		await erfurt.seesCards([...first, ...second, ...third, ...fourth, ...underground]);
		await erfurt.seesLight('device');
		await erfurt.context.setOffline(false);
		await erfurt.seesLight('saved');
		await moderator.seesCards([...first, ...second, ...third, ...fourth, ...underground]);
	});

	await test.step('the relay is killed while people write, and nothing is missing afterwards', async () => {
		await server.kill();
		await Promise.all([berlin.writesCards(kept.slice(0, 2)), aachen.writesCards(kept.slice(2))]);
		await berlin.seesLight('device');
		await server.restart();
		await berlin.seesLight('saved');
		await aachen.seesLight('saved');
		for (const person of everybody) await person.seesCards(cardTexts.flat());
	});

	await test.step('cards are laid together, and the heaps get headings', async () => {
		for (const heap of heaps) await moderator.groups(heap.cards, heap.title);
		for (const { title } of heaps)
			await expect(aachen.page.getByRole('heading', { level: 3, name: title })).toBeVisible();
	});

	await test.step('two people write the note of a table at once', async () => {
		await Promise.all([moderator, berlin, aachen].map((person) => person.opensTable(table)));
		await moderator.goesInNoteTo('End');
		await moderator.types('Erkenntnisse');
		await moderator.page.keyboard.press('Enter');
		await expect(berlin.note.locator('p')).toHaveCount(2);
		await moderator.goesInNoteTo('Home');
		await berlin.goesInNoteTo('End');
		await Promise.all([moderator.types(noteOfModerator), berlin.types(noteOfBerlin)]);
		for (const person of [moderator, berlin, aachen])
			await expect(person.note.locator('p')).toContainText([`${noteOfModerator}Erkenntnisse`, noteOfBerlin]);
	});

	await test.step('two measures and a decision are agreed', async () => {
		await moderator.goesTo('plan');
		for (const { title, due } of measures) await moderator.addsMeasure(title, due);
		await moderator.addsDecision(decision);
		await erfurt.goesTo('plan');
		await expect(erfurt.page.getByText('bis Ende 1. Quartal 2023')).toBeVisible();
	});

	await test.step('the document holds all of it, in order', async () => {
		await moderator.goesTo('document');
		await expect(moderator.page.getByText('Karte aus dem Funkloch')).toBeVisible();
		const words = docxText(await moderator.downloads('Word'));
		const [heap, nextHeap] = heaps;
		expectInOrder(words, [
			'Ideenschmiede Botschafter*innen',
			'Wo könnten die Botschafter*innen künftig im Einsatz sein?',
			...[heap!.title, ...heap!.cards],
			...[nextHeap!.title, ...nextHeap!.cards],
			table,
			`${noteOfModerator}Erkenntnisse`,
			noteOfBerlin,
			decision,
			...measures.flatMap(({ title, printed }) => [title, printed])
		]);
		for (const card of cardTexts.flat()) expect(words).toContain(card);
	});

	for (const person of everybody) expect(person.errors.filter(isUnexpected), person.name).toEqual([]);
});

/** Browsers report every request that fails while there is no network; those were caused on purpose. */
function isUnexpected(error: string): boolean {
	return !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|WebSocket connection to|Failed to fetch/.test(error);
}
