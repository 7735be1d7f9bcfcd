// The Word file is unzipped and read: structure that Word needs, headings and language that people need, no chance in it.
import { describe, expect, test } from 'vitest';
import { buildReport } from '#lib/report/build-report.ts';
import type { Block, Report } from '#lib/report/report.ts';
import { emptyWorkshop, hostileWorkshop, ideenschmiedeTwice } from '#lib/report/testing/ideenschmiede.ts';
import { docxOutline, docxParts, docxText } from '../testing/docx-file.ts';
import { germanReport, writerContract } from '../writer.contract.ts';
import { docxWriter } from './docx-writer.ts';

writerContract('DOCX', {
	load: async () => docxWriter,
	textOf: docxText,
	workshops: { empty: emptyWorkshop(), full: ideenschmiedeTwice(), saying: hostileWorkshop }
});

describe('the Word file', () => {
	const report = buildReport(ideenschmiedeTwice(), germanReport);
	const write = (blocks: readonly Block[]) => docxWriter.write({ ...report, blocks } satisfies Report);

	test('says title, author, language and the day it was made', async () => {
		const core = docxParts(await docxWriter.write(report))['docProps/core.xml'];
		expect(core).toContain('<dc:title>Ideenschmiede</dc:title>');
		expect(core).toContain('<dc:creator>Zentrale Koordinierungsstelle</dc:creator>');
		expect(core).toContain('<dc:language>de-DE</dc:language>');
		expect(core).toMatch(/<dcterms:modified[^>]*>2022-11-30T00:00:00Z</);
	});

	test('is German for the spelling check, and hyphenated', async () => {
		const parts = docxParts(await docxWriter.write(report));
		expect(parts['word/styles.xml']).toContain('w:val="de-DE"');
		expect(parts['word/settings.xml']).toContain('<w:autoHyphenation/>');
	});

	test('has its outline in heading styles', async () => {
		const headings = docxOutline(await docxWriter.write(report))
			.split('\n')
			.filter((line) => /^(Title|Heading[12]):/.test(line));
		expect(headings.slice(0, 4)).toEqual([
			'Title: Ideenschmiede',
			'Heading1: Ziel',
			'Heading1: Einsatzmöglichkeiten',
			'Heading2: Beiträge'
		]);
	});

	test('repeats the head of a table and never cuts a row', async () => {
		const xml = docxParts(await docxWriter.write(report))['word/document.xml']!;
		const tables = xml.match(/<w:tbl>/g)!.length;
		expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(tables);
		expect(xml.match(/<w:cantSplit\/>/g)).toHaveLength(xml.match(/<w:tr[ >]/g)!.length);
	});

	test('each numbered list starts where it has to', async () => {
		const item = (text: string) => ({ blocks: [{ kind: 'paragraph', tone: 'plain', text: [{ text }] } as const] });
		const list = (start: number): Block => ({ kind: 'list', style: 'ordered', start, items: [item('a'), item('b')] });
		const parts = docxParts(await write([list(1), list(7)]));
		const used = [...parts['word/document.xml']!.matchAll(/<w:numId w:val="(\d+)"/g)].map(([, id]) => id);
		expect(new Set(used).size).toBe(2);
		expect(parts['word/numbering.xml']).toContain('<w:start w:val="7"/>');
	});

	test('no name in it is left to chance', async () => {
		const parts = docxParts(await docxWriter.write(report));
		expect(parts['word/document.xml']).toContain('r:id="rIdLink1"');
		expect(parts['word/_rels/document.xml.rels']).toContain('Id="rIdLink1"');
	});

	test('a list nested deeper than Word can go stays a list', async () => {
		const nested = Array.from({ length: 14 }).reduce<Block>(
			(inner) => ({
				kind: 'list',
				style: 'bullet',
				start: 1,
				items: [{ blocks: [{ kind: 'paragraph', tone: 'plain', text: [{ text: 'x' }] }, inner] }]
			}),
			{ kind: 'paragraph', tone: 'plain', text: [{ text: 'ganz unten' }] }
		);
		const bytes = await write([nested]);
		expect(docxText(bytes)).toContain('ganz unten');
		expect(docxParts(bytes)['word/document.xml']).not.toMatch(/w:ilvl w:val="(9|\d\d)"/);
	});
});
