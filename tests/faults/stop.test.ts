// The relay is asked to stop while everybody writes: what it has acknowledged is there afterwards, everybody is told that
// it comes back, and it ends with the code that says "in order".
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { closeCode } from '#lib/protocol/close-codes.ts';
import { author } from '../../server/testing/updates.ts';
import { stored } from '../attacks/second-reader.ts';
import { launch } from '../integration/launch.ts';
import {
	emptyUpdate,
	makeWorkshop,
	rawClient,
	temporaryFolder,
	until,
	type TestWorkshop
} from '../integration/relay.ts';
import { amount, patience } from '../soak/amount.ts';

const documents = ['plan', 'board.m1', 'board.m2', 'room.m1'];

test(
	'[RELAY-1] stopped in the middle of writing, the relay keeps what it acknowledged and says that it restarts',
	{ timeout: patience(60_000) },
	async () => {
		using folder = temporaryFolder();
		const environment = { DATA_DIR: folder.path, LOG_LEVEL: 'info', WERKTISCH_BUILD: folder.path };
		const acknowledged = new Map(documents.map((document) => [document, new Set<string>()]));
		let first: TestWorkshop | undefined;
		for (let round = 0; round < amount({ test: 3, soak: 60 }); round++) {
			const { child, url, output } = await launch(environment);
			const workshop = (first ??= await makeWorkshop(url));
			const writers = await Promise.all(
				documents.map((document, i) => startWriting(url, workshop, document, round, i))
			);
			await until('they write', () => writers.every((writer) => writer.client.acked > 20 + 10 * round));
			const exited = once(child, 'exit') as Promise<[number | null]>;
			child.kill('SIGTERM');
			for (const writer of writers) {
				expect(await writer.client.closed()).toBe(closeCode.restarting);
				writer.stop();
				for (const words of writer.saved()) acknowledged.get(writer.document)!.add(words);
				expect(writer.client.nacks).toEqual([]);
			}
			expect((await exited)[0]).toBe(0);
			expect(
				output.filter((line) => line.includes('"level"')),
				'nothing went wrong'
			).toEqual([]);
		}
		const { child, url } = await launch(environment);
		for (const [document, words] of acknowledged) {
			const text = await stored(url, first!, document);
			expect(words.size).toBeGreaterThan(20);
			expect(
				[...words].filter((word) => !text.includes(word)),
				document
			).toEqual([]);
		}
		child.kill('SIGTERM');
		await once(child, 'exit');
	}
);

/** Writes as fast as the connection takes it, until it is stopped. */
async function startWriting(url: string, workshop: TestWorkshop, document: string, round: number, place: number) {
	const client = await rawClient(url, workshop, document).opened();
	const writer = author(1 + round * 100 + place);
	// Frame 1 is the empty answer; words of frame n are at place n - 2.
	const words: string[] = [];
	client.step2(emptyUpdate);
	const timer = setInterval(() => {
		for (let i = 0; i < 3; i++) {
			words.push(`[${document}/${round}/${words.length}]`);
			client.update(writer.write(words.at(-1)!));
		}
	}, 1);
	return {
		client,
		document,
		saved: () => words.slice(0, Math.max(0, client.acked - 1)),
		stop: () => clearInterval(timer)
	};
}
