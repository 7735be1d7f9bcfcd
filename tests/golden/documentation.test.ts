// The documentation of scenario 1, as it was looked at and found good. A wanted change is accepted with `vitest -u`;
// then read the difference before it goes in.
import { describe, expect, test } from 'vitest';
import { de } from '#lib/i18n/messages/de.ts';
import { en } from '#lib/i18n/messages/en.ts';
import { buildReport } from '#lib/report/build-report.ts';
import type { ReportOptions } from '#lib/report/context.ts';
import { ideenschmiedeTwice } from '#lib/report/testing/ideenschmiede.ts';
import { writers } from '#lib/writers/index.ts';
import { docxOutline } from '#lib/writers/testing/docx-file.ts';
import { snapshotOf } from './fixture-snapshot.ts';

const german: ReportOptions = { locale: 'de', messages: de, made: '2022-11-30', showAuthors: 'perspective' };
const english: ReportOptions = {
	locale: 'en',
	messages: en,
	made: '2022-11-30',
	showAuthors: 'none',
	audience: 'internal'
};

const reports = {
	'ideenschmiede-a.de': buildReport(await snapshotOf('ideenschmiede-a.werktisch.json'), german),
	'two-meetings.de': buildReport(ideenschmiedeTwice(), { ...german, showAuthors: 'name' }),
	'two-meetings.en': buildReport(ideenschmiedeTwice(), english)
};

describe.each(Object.entries(reports))('%s', (name, report) => {
	test('as Markdown', async () => {
		const writer = await writers.markdown();
		const markdown = new TextDecoder().decode(await writer.write(report));
		await expect(markdown).toMatchFileSnapshot(`expected/${name}.md`);
	});

	test('as DOCX: styles and texts in order', async () => {
		const writer = await writers.docx();
		const outline = docxOutline(await writer.write(report));
		await expect(`${outline}\n`).toMatchFileSnapshot(`expected/${name}.docx.txt`);
	});
});
