/**
 * What every writer promises, run for each of them: an empty workshop is fine, the same report gives the same bytes,
 * everything that people wrote is in the file, in order and as text.
 */
import { describe, expect, test } from 'vitest';
import { de } from '#lib/i18n/messages/de.ts';
import { buildReport } from '#lib/report/build-report.ts';
import type { ReportOptions } from '#lib/report/context.ts';
import type { Block, Inline, Report } from '#lib/report/report.ts';
import type { WorkshopSnapshot } from '#lib/model/snapshot.ts';
import type { Writer } from './writer.ts';

export interface WriterUnderTest {
	readonly load: () => Promise<Writer>;
	/** Reads a file back as the plain text a person sees; throws when the file is not valid. */
	readonly textOf: (bytes: Uint8Array) => string;
	readonly workshops: {
		readonly empty: WorkshopSnapshot;
		readonly full: WorkshopSnapshot;
		/** Says `text` wherever people can write. */
		readonly saying: (text: string) => WorkshopSnapshot;
	};
}

export const germanReport: ReportOptions = { locale: 'de', messages: de, made: '2022-11-30', showAuthors: 'name' };

const hostile = {
	'words with gender stars': 'Botschafter*innen und Betriebsakquisiteur*innen, Kolleg_innen und Lehrer:innen',
	markup: '<script>alert(1)</script> <b>&amp;</b> # not * a _ heading_ | cell ~~no~~ `code` [a](b) ![c](d) $x$ ==y==',
	'signs at the start of lines': '1. not a list\n- nor this\n+ nor that\n> no quote\n# no heading\n=== \n---\n12) no',
	'broken characters': 'a\u0000b\u0007c\ud800d\uffffe\u202ef',
	'letters of many scripts': 'Straße „Größe“ – 職人 👩🏽‍🔧 عربى é',
	'closing signs': ']]> </w:t> --> */ \\ ** __ ``` \\* "quoted"'
} as const;

export function writerContract(name: string, { load, textOf, workshops }: WriterUnderTest): void {
	describe(`${name} keeps the contract of writers`, () => {
		const write = async (report: Report) => textOf(await (await load()).write(report));

		test('an empty workshop gives a valid file', async () => {
			expect(await write(buildReport(workshops.empty, germanReport))).toContain(de.common.untitled);
		});

		test('the same report gives the same bytes', async () => {
			const writer = await load();
			const [first, second] = [0, 1].map(() => buildReport(workshops.full, germanReport));
			expect(await writer.write(second!)).toEqual(await writer.write(first!));
		});

		test('everything in the report is in the file, in order', async () => {
			const report = buildReport(workshops.full, germanReport);
			expectInOrder(await write(report), textsOf(report.blocks));
		});

		test.each(Object.entries(hostile))('%s come out as they are written', async (_, text) => {
			const report = buildReport(workshops.saying(text), germanReport);
			const texts = textsOf(report.blocks);
			expect(texts.length).toBeGreaterThan(10);
			expectInOrder(await write(report), texts);
		});
	});
}

function expectInOrder(text: string, parts: readonly string[]): void {
	const whole = squeezed(text);
	let at = 0;
	for (const part of parts) {
		const found = whole.indexOf(squeezed(part), at);
		expect(found, `“${part}” after “${whole.slice(Math.max(0, at - 60), at)}”`).toBeGreaterThanOrEqual(0);
		at = found + squeezed(part).length;
	}
}

/** Space is the format's business. */
function squeezed(text: string): string {
	return text.replace(/\s+/g, '');
}

/** Every text of the blocks, in reading order. */
export function textsOf(blocks: readonly Block[]): readonly string[] {
	return blocks.flatMap((block): readonly string[] => {
		switch (block.kind) {
			case 'title':
				return [block.text, block.subtitle];
			case 'facts':
				return block.facts.flatMap(({ label, lines }) => [label, ...lines.map(plain)]);
			case 'heading':
			case 'paragraph':
				return [plain(block.text)];
			case 'list':
				return block.items.flatMap((item) => textsOf(item.blocks));
			case 'quote':
				return textsOf(block.blocks);
			case 'table':
				return [block.caption, ...[block.header ?? [], ...block.rows].flat(2).map(plain)];
			case 'cards':
				return block.groups.flatMap(({ title, cards }) => [
					title,
					...cards.flatMap((card) => [plain(card.text), card.by])
				]);
			case 'callout':
				return [block.label, plain(block.text), ...block.details.map(plain)];
			case 'figure':
				return [block.alt, block.caption];
			case 'rule':
			case 'pageBreak':
				return [];
		}
	});
}

function plain(text: Inline): string {
	return text.map((run) => run.text).join('');
}
